"""Addresses of code in running text."""

from __future__ import annotations

import re

__all__ = ["find_code_link"]

_HOSTS = (
    r"(?:gist\.)?github\.com/[\w.-]+/[\w.-]",
    r"(?:gitlab\.[\w.-]+|git\.[\w-]+(?:\.[\w-]+)+)/[\w.-]+/[\w.-]",
    r"(?:codeberg\.org|bitbucket\.org|gitee\.com|framagit\.org)/[\w.-]+/[\w.-]",
    r"git\.sr\.ht/~[\w.-]+/[\w.-]",
    r"(?:huggingface\.co|hf\.co|modelscope\.cn)/[\w.-]",
    r"(?:doi\.org/10\.5281/zenodo\.\d|zenodo\.org/\w+/\d)",
    r"(?:sourceforge\.net/(?:projects|p)/|osf\.io/\w|anonymous\.4open\.science/\w|codeocean\.com/capsule/)",
    r"(?:colab\.research\.google\.com/\w|kaggle\.com/\w+/\w|pypi\.org/project/|cran\.r-project\.org/package=)",
    r"(?:figshare\.com/articles/|bioconductor\.org/packages/|archive\.softwareheritage\.org/)",
)
_ADDRESS = re.compile(
    rf"(?<![\w@./-])(https?://)?(?:www\.)?((?:{'|'.join(_HOSTS)})[!#$%&'()*+,./:;=?@\[\]~\w-]*)",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = ".,;:!?*'\"_~-&"
_PAIRS = {")": "(", "]": "["}


def find_code_link(plain: str) -> str | None:
    """The first address of code, models or a software archive, as an absolute http(s) address; None if there is none.

    A host alone is no address of code. Punctuation after the address, and a bracket that was opened before it, are
    not part of it.
    """
    if "/" not in plain:
        return None
    match = _ADDRESS.search(plain)
    if match is None:
        return None
    return (match[1] or "https://") + _without_tail(match[2])


def _without_tail(address: str) -> str:
    while address:
        last = address[-1]
        if last in _TRAILING or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address
