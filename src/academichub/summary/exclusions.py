"""What no summary shows: imprint, funding, keywords, registration, withdrawal notices, where to get the code. Pure."""

from __future__ import annotations

import re

from academichub.summary.wording import is_linked, read_wording
from academichub.text.withdrawal import is_withdrawal_notice

__all__ = ["is_barred"]

_BARRED_HEAD = re.compile(
    r"\W*(?:\(c\)|copyright\b|published by\b|keywords?\b|key words\b|index terms\b|funding\b|supported by\b|"
    r"this (?:work|research|study|project) (?:was|is|has been) (?:\w+ )?(?:supported|funded)|trial registration|"
    r"registration\b|(?:clinical)?trials?\.gov|prospero\b|registered (?:at|with|in|on)\b|"
    r"(?:supplementary|contact|project (?:page|website)|code|data|demo|github|website|video|more)s?\s*:|"
    r"(?:pacs|msc|jel)\b.{0,20}:|accepted (?:at|by|to|for)\b|to appear\b|comments?:|see (?:also|https?)|"
    r"(?:our |the )?(?:project (?:web ?)?(?:page|site)|links? (?:of|to)|source code)\b|\(?abridged\)?\W*$|"
    r"doi\b|arxiv admin)"
)
_BARRED_ANYWHERE = ("rights reserved", "elsevier", "©", "isrctn", "crd42", "chictr", "nct0")
_GOODS = (
    r"(?:codes?|data(?:sets?)?|models?|weights|software|packages?|implementations?|demos?|videos?|scripts?|benchmarks?|"
    r"checkpoints?|materials?|toolkits?|resources|source)"
)
_RELEASED = r"(?:available|accessible|released?|open[- ]?sourced?|(?:made |make )?public(?:ly)?)"
_RELEASE_HINTS = ("availab", "accessib", "releas", "open-sourc", "open sourc", "opensourc", "public", "upon ", "share")
_RELEASE = re.compile(
    rf"\b{_GOODS}\b.{{0,60}}\b(?:is|are|be|been)\s+(?:\w+\s+){{0,2}}{_RELEASED}\b"
    rf"|(?:^|, )we (?:also |will |further |plan to |\w+ly )*(?:release|open-?source|make|share)\b.{{0,60}}\b{_GOODS}\b"
    r"|upon (?:acceptance|publication|request)\b"
)
_WHERE = re.compile(
    rf"\b{_GOODS}\b.{{0,60}}\b(?:at|on|via|from|in)\b|\b{_RELEASED}\b|\bfound\b|^\W*(?:see|visit|code|project)\b"
)


def is_barred(text: str) -> bool:
    """Imprint, funding, keywords, registration, a withdrawal notice, or where to get the code: never shown."""
    low = text.lower()
    if _BARRED_HEAD.match(low) or is_withdrawal_notice(text) or any(mark in low for mark in _BARRED_ANYWHERE):
        return True
    return _says_where(low)


def _says_where(low: str) -> bool:
    """ "Code is available at …"; a long sentence that also announces the work is let through."""
    linked = is_linked(low)
    if len(low) > 220 or not (linked or any(hint in low for hint in _RELEASE_HINTS)):
        return False
    if len(low) > 160 and "proposes" in read_wording(low).traits:
        return False
    return (_WHERE if linked else _RELEASE).search(low) is not None
