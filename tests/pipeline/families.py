"""Families of records that speak of one work or of nearly one: every way in which works are told apart or joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from academichub.model import Author, Identifiers, Markup, Record, SourceId

__all__ = ["FAMILIES", "family", "people", "record"]

_GIVEN = ("Ada", "Bo", "Chidi", "Dana", "Emil", "Fatou", "Goro", "Hana", "Ines", "Jonas", "Kirsi", "Lev")
_FAMILY = ("Abreu", "Bakker", "Castro", "Dahl", "Eriksen", "Fontaine", "Grimaldi", "Hoshino", "Ivanov", "Jansen")


def people(number: int, n: int = 3) -> tuple[Author, ...]:
    """Names that no other number has: digits would not be read as part of a name."""
    own = "".join("bdfgklmnrt"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))
    return tuple(
        Author(f"{_GIVEN[(number * 5 + at * 7) % 12]} {_FAMILY[(number + at * 3) % 10]}{own}") for at in range(n)
    )


def record(source: str, key: str, number: int, title: str, **changes: object) -> Record:
    fields: dict[str, object] = {
        "source": SourceId(source),
        "key": key,
        "title": Markup(title),
        "authors": people(number),
        "posted_on": date(2026, 3, 1 + number % 28),
    }
    return Record(**{**fields, **changes})  # type: ignore[arg-type]  # the callers name the fields they change


def _title(number: int) -> str:
    return f"Sediment budgets of tidal basin {number} under rising seas and falling rivers"


def _arxiv(number: int, at: int = 0, **changes: object) -> Record:
    key = f"2603.{number:03d}{at:02d}"
    return record("arxiv", key, number, _title(number), version=1, identifiers=Identifiers(arxiv=key), **changes)


def _learn_later(number: int) -> tuple[Record, ...]:
    """A preprint and an article under other words; only a database knows that they are one."""
    doi = f"10.5555/late.{number}"
    return (
        _arxiv(number),
        record("deltas", doi, number, f"Where the sand goes, {number}", identifiers=Identifiers(doi=doi), authors=()),
        record(
            "crossref",
            doi,
            number,
            f"Where the sand goes, {number}",
            identifiers=Identifiers(doi=doi, arxiv=f"2603.{number:03d}00"),
        ),
    )


def _rivals(number: int) -> tuple[Record, ...]:
    """Two preprints of one title; the article states neither, one of them states the article."""
    doi = f"10.5555/rival.{number}"
    return (
        _arxiv(number),
        _arxiv(number, 1, published_doi=doi),
        record("deltas", doi, number, _title(number), identifiers=Identifiers(doi=doi)),
    )


def _proceedings(number: int) -> tuple[Record, ...]:
    """Three preprints state the DOI of one volume."""
    doi = f"10.5555/volume.{number}"
    volume = record("deltas", doi, number, f"Proceedings of workshop {number}", identifiers=Identifiers(doi=doi))
    return (*(_arxiv(number, at, published_doi=doi, authors=people(number + at * 31)) for at in range(3)), volume)


def _titles_alone(number: int) -> tuple[Record, ...]:
    """The same words from four places, and one version with other words."""
    preprint = f"10.1101/{number}"
    return (
        _arxiv(number),
        record("arxiv", f"2603.{number:03d}00", number, f"{_title(number)}: a survey", version=2),
        record("deltas", f"guid-{number}", number, _title(number).upper()),
        record("pubmed", str(number), number, _title(number), identifiers=Identifiers(pmid=str(number))),
        record("biorxiv", preprint, number, _title(number), identifiers=Identifiers(doi=preprint)),
    )


def _two_articles(number: int) -> tuple[Record, ...]:
    """One title, two journals: a preprint can be one of them alone."""
    ones, others = f"10.5555/one.{number}", f"10.5556/two.{number}"
    return (
        record("deltas", ones, number, _title(number), identifiers=Identifiers(doi=ones)),
        record("rivers", others, number, _title(number), identifiers=Identifiers(doi=others)),
        _arxiv(number, published_doi=others),
    )


def _series(number: int) -> tuple[Record, ...]:
    """Parts of a series, a correction, an editorial, namesakes: as many works as records."""
    title = f"Hydraulics of the lower estuary of basin {number}"
    return (
        record("deltas", f"s1-{number}", number, f"{title}. Part I"),
        record("rivers", f"s2-{number}", number, f"{title}. Part II"),
        record("coasts", f"s3-{number}", number, f"Correction to: {title}. Part I"),
        record("crossref", f"s4-{number}", number, "Editorial"),
        record("pubmed", f"s5-{number}", number, "Editorial"),
        record("openalex", f"s6-{number}", number, f"{title}. Part I", authors=people(number + 500)),
    )


def _signs(number: int) -> tuple[Record, ...]:
    """Two preprints and their articles, told apart by a sign; one source dropped it."""
    signs = (("arxiv", "+"), ("biorxiv", "−"), ("crossref", "-"), ("pubmed", "⁺"), ("openalex", ""))
    return tuple(
        record(source, f"{source}-{number}", number, f"Outcomes of HER2{sign} tumours in district {number}")
        for source, sign in signs
    )


def _abstracts(number: int) -> tuple[Record, ...]:
    """One title three times: of two preprints the article is of the one whose abstract it has, the second by name."""
    texts = [
        Markup(" ".join(f"sand{at} of{at} {word}{at % n}" for at in range(60))) for word, n in (("a", 9), ("b", 7))
    ]
    return (
        _arxiv(number),
        _arxiv(number, 1, abstract=texts[0]),
        record("crossref", f"10.5555/abs.{number}", number, _title(number), abstract=texts[0]),
        _arxiv(number, 2, abstract=texts[1]),
    )


def _turned(number: int) -> tuple[Record, ...]:
    """All names the other way round."""
    authors = tuple(Author(" ".join(reversed(author.name.split()))) for author in people(number))
    return _arxiv(number), record("deltas", f"turned-{number}", number, _title(number), authors=authors)


FAMILIES: Sequence[tuple[Callable[[int], tuple[Record, ...]], int]] = (
    (_learn_later, 1),
    (_rivals, 2),
    (_proceedings, 3),
    (_titles_alone, 1),
    (_two_articles, 2),
    (_series, 6),
    (_signs, 2),
    (_abstracts, 3),
    (_turned, 1),
)
"""Each with the number of works that it is of."""


def family(number: int) -> tuple[Sequence[Record], int]:
    """One of the families, its names and people its own."""
    make, n_works = FAMILIES[number % len(FAMILIES)]
    return make(number), n_works
