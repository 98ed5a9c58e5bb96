"""A quote found in its sentence, and untrusted text made fit to show. Pure."""

from __future__ import annotations

import unicodedata

from academichub.publish.markdown import flatten
from academichub.text.characters import clean_characters

__all__ = ["part_sentence", "tidy"]


def tidy(text: str) -> str:
    """The text on one line, without control, bidirectional or other invisible characters."""
    return flatten(clean_characters(text))


def part_sentence(sentence: str, quote: str) -> tuple[str, str, str]:
    """The sentence as what stands before the quote, the quote as it stands there, and what stands behind it.

    The quote is sought word for word, then without regard to white space and the width of characters. Where it is not
    found (a dropped claim's), the whole sentence is the middle piece; where there is no sentence, the quote is.
    """
    if not sentence:
        return "", quote, ""
    at = sentence.find(quote) if quote else -1
    start, end = (at, at + len(quote)) if at >= 0 else _find_bare(sentence, quote)
    return sentence[:start], sentence[start:end], sentence[end:]


def _find_bare(sentence: str, quote: str) -> tuple[int, int]:
    letters, places = _bare(sentence)
    sought, _ = _bare(quote)
    at = letters.find(sought) if sought else -1
    return (places[at], places[at + len(sought) - 1] + 1) if at >= 0 else (0, len(sentence))


def _bare(text: str) -> tuple[str, list[int]]:
    """The characters that count, and where each of them stands in the text."""
    pairs = [(c, at) for at, raw in enumerate(text) for c in unicodedata.normalize("NFKC", raw) if not c.isspace()]
    return "".join(c for c, _ in pairs), [at for _, at in pairs]
