"""A model's summary before it is believed: the text it was given, the draft it wrote, what was found wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Draft", "DraftField", "Finding", "SourceText"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A paper's text as a model may see it: without hidden characters, in sentences.

    `sentences` are those of the abstract in order, so that a position here is one of SummaryField.sentences;
    `flagged` are the positions that read like an instruction to a model: they are never sent and support nothing.
    """

    title: str
    sentences: tuple[str, ...]
    flagged: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[tuple[int, str], ...]:
        """(position, sentence) of what a model sees."""
        return tuple((at, text) for at, text in enumerate(self.sentences) if at not in self.flagged)

    @property
    def plain(self) -> str:
        """All that a summary may rest on: the title and the sentences shown."""
        return "\n".join([self.title, *(text for _, text in self.shown)])


@dataclass(frozen=True, slots=True)
class DraftField:
    """One field as the model wrote it: plain text, and the positions of the sentences it names as its ground."""

    text: str
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary in one language as the model wrote it; fields that it left empty are absent."""

    language: str
    fields: Mapping[str, DraftField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a draft. `check` is the name of the check; `detail` is a short English sentence that can be
    told to the model and to the owner. `field` None: the draft as a whole."""

    check: str
    detail: str
    field: str | None = None
