"""What no summary shows: imprint, funding, keywords, registration, withdrawal notices, where to get the code. Pure.

A sentence that reports a finding and names an address in passing is no pointer, and stays.
"""

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

_ADDRESS = re.compile(
    r"(?:https?:|www\.)[^\s()\[\]]*|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|io|net|ms|ai|dev|edu)\b(?:/[^\s()\[\]]*)?"
)
_HERE = "\ufffc"  # stands for an address while a sentence is judged
_PAGE = rf"(?:{_HERE}|(?:github|project|web|home) ?(?:page|site|repository|repo)\b|github\W*$)"
_ASKS = re.compile(
    rf"^\W*(?:see|visit|refer|check|follow|view|watch)\b|\b(?:please|kindly)\b.*{_PAGE}"
    rf"|\b(?:see|visit|refer to|check(?: out)?|go to)\b[\s,:]*(?:\w+ ){{0,3}}?{_PAGE}"
)
_POINTS = re.compile(
    rf"(?:\b(?:at|on|in|via|from|through|to|is|are|here)|:)[\s:(]*(?:[\w-]+ ){{0,3}}?{_PAGE}(?:\W+\w+){{0,4}}\W*$"
)
_FINDS = re.compile(
    r"\d\s?%|\b(?:outperforms?|improves|achiev(?:es|ed)|surpass(?:es|ed)|demonstrates?|reveals?|significantly|reduc(?:es|ed)"
    r"|we f[io]+nd|show(?:s|ed)? (?:that|how))\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4  # beside an address
_LONGEST_POINTER = 220  # characters, addresses not counted
_LONGEST_RELEASE = 160  # what is longer and announces the work or a finding says more than that something is released


def is_barred(text: str) -> bool:
    """Imprint, funding, keywords, registration, a withdrawal notice, or where to get the code: never shown."""
    low = text.lower()
    if _BARRED_HEAD.match(low) or is_withdrawal_notice(text) or any(mark in low for mark in _BARRED_ANYWHERE):
        return True
    return _says_where(low)


def _says_where(low: str) -> bool:
    """ "Code is available at …"; a finding with an address, and a long sentence that also announces the work, are
    let through."""
    linked = is_linked(low)
    if not (linked or any(hint in low for hint in _RELEASE_HINTS)):
        return False
    text = _ADDRESS.sub(_HERE, low) if linked else low
    if len(text) > _LONGEST_POINTER:
        return False
    finds, proposes = _FINDS.search(text) is not None, "proposes" in read_wording(text).traits
    if linked and (_is_bare(text) or (_POINTS.search(text) and not finds and not proposes)):
        return True
    if (linked and finds) or (len(text) > _LONGEST_RELEASE and (finds or proposes)):
        return False
    return (_WHERE if linked else _RELEASE).search(text) is not None


def _is_bare(text: str) -> bool:
    """Whether a sentence, its addresses replaced, is nothing beside them, or asks the reader to go there."""
    return len(_WORD.findall(text)) < _FEWEST_WORDS or _ASKS.search(text) is not None
