"""A paper's text made fit for a model: nothing hidden in it, and no sentence that gives the model orders. Pure.

Owns the cleaning of a title and of the sentences of an abstract, and the finding of instruction-like sentences (by the
rules of _instructions.py). It repairs nothing else: the characters that a reader sees stay as they are, since folding
them (10² to 102) would change what the paper says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from academichub.summary._instructions import find_orders
from academichub.summary.drafts import SourceText
from academichub.text.sentences import split_sentences

__all__ = ["instruction_like", "is_instruction", "read_sentences", "read_source"]

_MAX_TITLE = 500
_MAX_SENTENCE = 4_000
_SURELY_SHORT = 500  # characters: a run inside such a sentence is not endless

# What is dropped although Unicode counts it as a mark or a letter: variation selectors (two hundred and fifty-six of
# them carry any bytes unseen), fillers and blanks, the combining joiner.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_UNPRINTED = frozenset({"Cf", "Cc", "Cs", "Co"})

# What a writer does not type and a reader does not see: tags, overrides of direction, runs of selectors or of
# zero-width characters long enough to carry a message.
_SMUGGLED = re.compile(
    "[\U000e0001-\U000e007f\u202d\u202e]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3}|[\u200b-\u200d\u2060-\u2064\ufeff]{8}"
)
_FLAG_EMOJI = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{2,7}\U000e007f")

_NUMBER_MARK = re.compile(r"^\[(\d{1,4})\]")
_ROLE_MARK = re.compile(r"^(system|assistant|user|developer|human|ai)\s*[:：]\s*", re.IGNORECASE)
_SPECIAL_MARK = re.compile(r"<\s*([|｜])([^<>|｜]{1,40})[|｜]\s*>")
_HEADING_MARK = re.compile(r"^#{1,6}\s+")
_LONG_RUN = re.compile(r"(\S)\1{15,}")
_OVERLAID = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED_MARKS = re.compile(f"([{_OVERLAID}]{{3}})[{_OVERLAID}]+")

# Letters of other scripts that look like Latin ones, small letters only; for finding, never for showing.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝьӏκοαρνιτυεγοıɑɡ‘’‚‛“”„‟‹›«»–—−‐‑，：；！？（）",
    'aeopcyxijsdhqwbikoapvituevoiag\'\'\'\'""""""""-----,:;!?()',
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SPELLED = re.compile(r"\b\w(?:[ ._-]\w\b){4,}")
_SPELLED_SIGNS = (" o ", "-o-", ".o.")  # of ignore, forget, respond, output and others, spelled out


def read_source(title: str, abstract: str) -> SourceText:
    """The text of a paper as a model may see it.

    The sentences are those of `split_sentences(abstract)`, each cleaned on its own, so that positions are those of the
    page; one that held hidden characters alone is empty. A title that gives orders becomes empty. The same text gives
    the same result.
    """
    raw = [abstract[start:end] for start, end in split_sentences(abstract)]
    return SourceText(
        title="" if is_instruction(title) else _clean(title)[:_MAX_TITLE],
        sentences=tuple(_clean(sentence) for sentence in raw),
        flagged=instruction_like(abstract),
    )


def read_sentences(title: str, sentences: Sequence[str]) -> SourceText:
    """As `read_source`, of an abstract that is in sentences already: positions are those of `sentences`."""
    return SourceText(
        title="" if is_instruction(title) else _clean(title)[:_MAX_TITLE],
        sentences=tuple(map(_clean, sentences)),
        flagged=tuple(at for at, sentence in enumerate(sentences) if is_instruction(sentence)),
    )


def instruction_like(abstract: str) -> tuple[int, ...]:
    """The positions of the sentences that read like an instruction to a model: SourceText.flagged, without the rest.

    Cheap enough for every page: an abstract without a suspect word is not split.
    """
    if not _is_smuggled(abstract) and not find_orders(_form(abstract)):
        return ()
    ranges = split_sentences(abstract)
    return tuple(at for at, (start, end) in enumerate(ranges) if is_instruction(abstract[start:end]))


def is_instruction(sentence: str) -> bool:
    """Whether a sentence of a paper speaks to a model or gives it orders, in English or Chinese, or hides something."""
    return _is_smuggled(sentence) or find_orders(_form(sentence))


def _is_smuggled(text: str) -> bool:
    return not text.isascii() and _SMUGGLED.search(_FLAG_EMOJI.sub("", text)) is not None


def _clean(text: str) -> str:
    text = _bounded(" ".join(_without_hidden(text).split()))
    if text[:1] in ("#", "["):
        text = _NUMBER_MARK.sub(r"(\1)", _HEADING_MARK.sub("", text))
    if text[:1].isalpha():
        text = _ROLE_MARK.sub(r"\1 - ", text)
    return _SPECIAL_MARK.sub(r"< \1\2\1 >", text) if "<" in text else text


def _without_hidden(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", text)
    return text if text.isprintable() else "".join(char for char in text if _is_seen(char))


def _is_seen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _UNPRINTED


def _bounded(text: str) -> str:
    """Without endless runs, stacked marks or a sentence that never ends."""
    if len(text) > _SURELY_SHORT:
        text = _LONG_RUN.sub(lambda match: match[1] * 8, text)
    if not text.isascii():
        text = _STACKED_MARKS.sub(r"\1", text)
    return text if len(text) <= _MAX_SENTENCE else text[:_MAX_SENTENCE].rsplit(" ", 1)[0] + " …"


def _form(text: str) -> str:
    """What the text reads like, for the rules alone: one alphabet, small letters, no words spelled out."""
    form = text.lower() if text.isascii() else _FOREIGN.sub(_folded, text).lower()
    return _SPELLED.sub(_joined, form) if any(sign in form for sign in _SPELLED_SIGNS) else form


def _folded(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", _without_hidden(match[0])).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LOOKALIKES)


def _joined(match: re.Match[str]) -> str:
    return match[0][::2]
