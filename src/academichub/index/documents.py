"""One paper as the index holds it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from tantivy import Document

from academichub.index.fields import ABOUT
from academichub.model import Findable
from academichub.search.grams import cut_runs, spaced
from academichub.taxonomy import is_category

__all__ = ["About", "about_document", "about_of", "document_of", "name_keys"]


@dataclass(frozen=True, slots=True)
class About:
    """What an index is a copy of: which store, up to which change, and in which of its histories."""

    format: int
    store_id: str
    seq: int
    token: str | None = None  # ports.Outbox.token_at of that change


def about_document(about: About) -> Document:
    document = Document()
    document.add_text("paper_id", "")
    document.add_text(ABOUT, json.dumps(asdict(about)))
    return document


def about_of(document: Document) -> About:
    """Raises: ValueError, KeyError, TypeError where it says nothing of the kind."""
    return About(**json.loads(document[ABOUT][0]))


def name_keys(name: str) -> tuple[str, ...]:
    """The forms under which a name is found among other words: with its scheme, and bare."""
    key = name.casefold()
    return tuple(dict.fromkeys((key, key.partition(":")[2] or key)))


def document_of(findable: Findable) -> Document:
    document = Document()
    document.add_text("paper_id", findable.paper.paper_id)
    _add_texts(document, findable)
    for key in dict.fromkeys(key for name in findable.names for key in name_keys(name)):
        document.add_text("names", key)
    _add_filters(document, findable)
    return document


def _add_texts(document: Document, findable: Findable) -> None:
    paper = findable.paper
    title, authors = spaced(paper.title.plain), [spaced(name) for each in paper.authors for name in _forms(each.name)]
    document.add_text("title", title)
    document.add_text("text", title)
    if paper.abstract is not None:
        abstract = spaced(paper.abstract.plain)
        document.add_text("abstract", abstract)
        document.add_text("text", abstract)
    for name in authors:
        document.add_text("authors", name)
    document.add_text("text", " ".join(authors))
    for summary in findable.summaries:
        for point in summary.fields.values():
            document.add_text("text", spaced(point.text.plain))


def _forms(name: str) -> tuple[str, ...]:
    """A name as written and, where a blank parts it that its script has no need of, without one."""
    parts = name.split()
    is_parted = len(parts) > 1 and all(run.is_east_asian for run in cut_runs(name))
    return (name, "".join(parts)) if is_parted else (name,)


def _add_filters(document: Document, findable: Findable) -> None:
    paper = findable.paper
    days = sorted({day for _, day in findable.announced})
    for source in dict.fromkeys((paper.source, *(source for source, _ in findable.announced))):
        document.add_text("source", source)
    for category in dict.fromkeys((*paper.categories, *filter(None, (paper.primary_category,)))):
        if is_category(paper.source, category):
            document.add_text("category", category)
            document.add_text("category_key", category.casefold())
    for day in days:
        document.add_integer("day", day.toordinal())
    document.add_integer("newest", days[-1].toordinal() if days else 0)
    first = paper.posted_on or (days[0] if days else None)
    if first is not None:
        document.add_integer("year", first.year)
