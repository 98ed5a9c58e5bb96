"""Whether a draft keeps to what was studied: a result on mice is not a result on people. Pure.

Kept narrow: it speaks up where the source is about animals, cells or tissue and says no word of people, where a draft
drops the animal from all it says, and where it claims a weightier kind of study. Other limits of a study are the
prompt's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from academichub.summary.checks._lexicon import Lexicon
from academichub.summary.checks._reading import excerpt, fold, folded_source, joined_fold, read_table, says
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_scope"]


def _words(entry: dict[str, Any]) -> Lexicon:
    return Lexicon(entry["en"], entry.get("zh", ()))


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    words: Lexicon
    also: tuple[str, ...]


def _terms(entries: Iterable[dict[str, Any]]) -> tuple[_Term, ...]:
    return tuple(_Term(entry["name"], _words(entry), tuple(entry.get("also", ()))) for entry in entries)


_TABLE = read_table("scope.toml")
_MODELS = _terms(_TABLE["model"])
_DESIGNS = _terms(_TABLE["design"])
_ANY_MODEL = _words({key: [word for entry in _TABLE["model"] for word in entry[key]] for key in ("en", "zh")})
_ANY_DESIGN = _words({key: [word for entry in _TABLE["design"] for word in entry[key]] for key in ("en", "zh")})
_PEOPLE = _words(_TABLE["people"])
_CLAIMS = _words(_TABLE["claims"])
_BACKGROUND = "motivation"
"""The field that may speak of the people that a study on animals is for."""


def check_scope(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """People claimed of a study on animals or cells, the animal left out, a weightier study claimed."""
    findings = [*_heavier(draft, source)]
    models, people = _studied(source)
    if models and not people:
        findings += _claimed(draft, models)
    if models:
        findings += _dropped(draft, source, models, people)
    return tuple(findings)


@lru_cache(32)
def _studied(source: SourceText) -> tuple[tuple[_Term, ...], bool]:
    """The models that the source rests on (in its title or in two of its sentences), and whether it has people."""
    if not _ANY_MODEL.find(folded_source(source)):
        return (), True
    texts = [fold(text) for _, text in source.shown]
    kept = [
        term
        for term in _MODELS
        if term.words.find(fold(source.title)) or sum(term.words.find(text) is not None for text in texts) > 1
    ]
    return tuple(kept), _PEOPLE.find(folded_source(source)) is not None


def _claimed(draft: Draft, models: tuple[_Term, ...]) -> Iterator[Finding]:
    for name, field in draft.fields.items():
        match = _CLAIMS.find(fold(field.text)) if name != _BACKGROUND else None
        if match:
            detail = f'It speaks of "{excerpt(match)}", but it is a study on {models[0].name}.'
            yield Finding("scope", detail, name)


def _dropped(draft: Draft, source: SourceText, models: tuple[_Term, ...], people: bool) -> Iterator[Finding]:
    """The result is on an animal or cells, by the sentences it names or the whole source, and no field says so."""
    result = draft.fields.get("result")
    if result is None or _ANY_MODEL.find(joined_fold(draft)):
        return
    named = fold(" ".join(source.sentences[at] for at in result.sentences if 0 <= at < len(source.sentences)))
    on_model = _ANY_MODEL.find(named) and not _PEOPLE.find(named)
    if on_model or not people:
        yield Finding("scope", f"The study is on {models[0].name}; the summary must say so.", "result")


def _heavier(draft: Draft, source: SourceText) -> Iterator[Finding]:
    text = joined_fold(draft)
    if not _ANY_DESIGN.find(text):
        return
    for term in _DESIGNS:
        match = term.words.find(text)
        if match and not says(folded_source(source), term.also) and not term.words.find(folded_source(source)):
            yield Finding("scope", f'It claims {term.name} ("{excerpt(match)}"), which the paper\'s text does not.')
