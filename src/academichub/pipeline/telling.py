"""Whether what a database gives as an abstract is one, or an error page, a remark, or a piece of a page's code. Pure.

It is asked about answers that somebody waited for: a text that is refused here leaves the next source its turn, one
that passes ends the search. So what is unmistakable is refused, and nothing else: a paper may be about web pages.
"""

from __future__ import annotations

import re

from academichub.match.titles import render_title
from academichub.model import Record
from academichub.text import render

__all__ = ["tells"]

_SHORTEST = 60  # characters: what is shorter says that there is none
_LONGEST = 30_000  # characters: ten times what a long abstract has
_FEWEST_WORDS = 6  # different ones
_NOTE = 300  # characters: so short a text with one such phrase is a notice, a longer one has to have two
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_OPENING = re.compile(
    r"(there is |this article has )?(no|(the |an? )?(full )?)\s*abstract\s*(text )?"
    r"((is |was )?(currently )?(not|un|non)[ -]?(available|provided|supplied)|(is )?available|for this|has been)"
    r"|just a moment\b|(error )?40[134]\b|access denied\b|page not found\b|(error )?50[0234]\b|"
    r"(internal server error|service unavailable|bad gateway|too many requests)\b",
    re.IGNORECASE,
)
_OF_A_PAGE = re.compile(
    r"checking your browser|enable javascript|enable cookies|javascript (is|and cookies)|cloudflare ray id|"
    r"verif(y|ying) (that )?you are (a )?human|complete the captcha|unusual traffic|"
    r"40[134] (forbidden|not found|error)|"
    r"do not have (access|permission)|access (to this|is) (page|content|article|denied|restricted)|"
    r"log ?in (via|through|with|to) your|please (log|sign) in|sign in to (read|view|continue)|"
    r"(visit|see|on) the (web ?site|web ?page) of the publisher|publisher.s web ?site|page you (requested|are looking)|"
    r"purchase (access|this article)|abstract (is )?(not|un)[ -]?available|to (read|view) the full (text|article)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\bfunction\s*\w*\([\w, ]*\)\s*\{|\bwindow\.\w+\s*=[^=]|\bdocument\.(getElement|write|query|cookie)"
)


def tells(record: Record) -> bool:
    """Whether there is an abstract: not a heading alone, not the title again, not a word that there is none."""
    if record.abstract is None:
        return False
    plain = render(record.abstract).plain.strip()
    if not _SHORTEST <= len(plain) <= _LONGEST or plain.strip(" .") == render_title(record.title).plain.strip(" ."):
        return False
    return len({word.lower() for word in _WORD.findall(plain)}) >= _FEWEST_WORDS and not _is_of_a_page(plain)


def _is_of_a_page(plain: str) -> bool:
    if _CODE.search(plain):
        return True
    n_phrases = len({found[0].lower() for found in _OF_A_PAGE.finditer(plain)})
    n_phrases += _OPENING.match(plain) is not None
    return n_phrases >= (1 if len(plain) <= _NOTE else 2)
