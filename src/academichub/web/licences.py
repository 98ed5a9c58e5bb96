"""A licence as a reader knows it: sources give an address or a code. Pure.

Source: https://creativecommons.org/licenses/ and https://info.arxiv.org/help/license/ for the addresses;
the codes (cc_by_nc, cc0, cc_no) are those of bioRxiv and medRxiv.
"""

from __future__ import annotations

import re

from academichub.publish.wording import Wording

__all__ = ["licence_words"]

_BY = "by(?:[-_](?:nc|nd|sa)){0,2}"
_ADDRESS = re.compile(rf"https?://(?:www\.)?creativecommons\.org/licenses/({_BY})/(\d\.\d)(?:/.*)?", re.IGNORECASE)
_ZERO = re.compile(r"https?://(?:www\.)?creativecommons\.org/publicdomain/zero/(\d\.\d)(?:/.*)?", re.IGNORECASE)
_ARXIV = re.compile(r"https?://arxiv\.org/licenses/nonexclusive-distrib/.*", re.IGNORECASE)
_CODE = re.compile(rf"cc[-_ ]({_BY})", re.IGNORECASE)


def licence_words(licence: str, w: Wording) -> str:
    """`CC BY 4.0`, or arXiv's own licence in words; what is not known stays as the source wrote it."""
    if found := _ADDRESS.fullmatch(licence):
        return f"CC {_terms(found[1])} {found[2]}"
    if found := _ZERO.fullmatch(licence):
        return f"CC0 {found[1]}"
    if found := _CODE.fullmatch(licence):
        return f"CC {_terms(found[1])}"
    if _ARXIV.fullmatch(licence):
        return w("licence.arxiv")
    return {"cc0": "CC0", "cc_no": w("licence.no_reuse")}.get(licence.casefold(), licence)


def _terms(code: str) -> str:
    return code.replace("_", "-").upper()
