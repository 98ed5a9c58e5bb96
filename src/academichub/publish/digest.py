"""One day's edition as a Markdown digest that people and programs read. Pure.

The layout is the established one of daily arXiv digests: a table of contents with totals, sections with back links,
and per paper a running number, a linked title, `*authors*`, `Main category:`, `TL;DR:` and a fold-out with
`Motivation:`, `Method:`, `Result:`, `Conclusion:`, `Abstract:`. These labels are the same in every language, because
programs look for them. What we add stands where such a program looks for nothing: between the first anchor and the
contents, and after a paper's fold-out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from academichub.identifiers import address_of
from academichub.model import SUMMARY_FIELDS, Correction, Edition, Entry, Paper, SourceId
from academichub.publish.document import Document
from academichub.publish.flagged import is_flagged
from academichub.publish.markdown import escape_html, escape_label, escape_text, flatten, link_target
from academichub.publish.origins import count_origins, origin_of
from academichub.publish.sections import Section, category_of, digest_sections
from academichub.publish.since import kind_words, version_since
from academichub.publish.wording import Wording, wording
from academichub.publish.works import correction_words
from academichub.taxonomy import is_category, is_field

__all__ = ["render_digest"]

_MEDIA_TYPE = "text/markdown; charset=utf-8"
_TLDR, *_FOLDED = SUMMARY_FIELDS


def render_digest(
    edition: Edition,
    *,
    categories: Sequence[str] = (),
    language: str,
    order: Sequence[str] = (),
    sample: bool = False,
    labels: Mapping[SourceId, str],
    corrections: Sequence[Correction] = (),
) -> Document:
    """The digest of an edition, or of those of its papers that carry one of `categories` (none given: all).

    `order` names the categories that come first, `labels` the sources as readers know them, `corrections` what turned
    out since; of them those are told whose papers stand here. The same arguments give the same bytes. An edition with
    nothing to list gives a document that says why.
    Raises: ConfigError for a language there are no words in.
    """
    w = wording(language)
    sections = digest_sections(edition, categories=categories, order=order, labels=labels)
    header = (*_header(edition, sections, categories, sample, w), *_corrections(edition, sections, corrections, w))
    head = "\n\n".join(["<div id=toc></div>", *header, "# Table of Contents"])
    if not sections:
        return Document(_MEDIA_TYPE, "\n\n".join([head, *_why_empty(edition, categories, labels, w)]) + "\n")
    numbers = count(1)
    papers = (block for section in sections for block in _section(section, numbers, labels, w))
    return Document(_MEDIA_TYPE, "\n\n\n".join([f"{head}\n\n{_contents(sections)}", *papers]) + "\n")


def _header(
    edition: Edition, sections: Sequence[Section], categories: Sequence[str], sample: bool, w: Wording
) -> Iterator[str]:
    total = sum(len(section.entries) for section in sections)
    parts = [w("digest.title", date=edition.day), w("digest.count", n=total)]
    if categories:
        parts.append(w("digest.only", names=w.join(categories)))
    yield escape_text(w("join.parts").join(parts))
    if counts := count_origins((entry for section in sections for entry in section.entries), w):
        yield escape_text(counts)
    if sample:
        yield f"**{escape_text(w('edition.sample'))}**"


def _corrections(
    edition: Edition, sections: Sequence[Section], corrections: Sequence[Correction], w: Wording
) -> Iterator[str]:
    """A paragraph each: in a list they would read like contents."""
    shown = {entry.paper.paper_id for section in sections for entry in section.entries}
    told = [correction for correction in corrections if correction.paper_id in shown]
    if told:
        yield f"**{escape_text(w('works.corrections'))}**"
    for correction in told:
        yield escape_text(flatten(correction_words(correction, edition.day, w)))


def _why_empty(
    edition: Edition, categories: Sequence[str], labels: Mapping[SourceId, str], w: Wording
) -> Iterator[str]:
    if not edition.entries:
        yield escape_text(w("digest.empty", date=edition.day))
        return
    yield escape_text(w("digest.no_such", n=len(edition.entries), date=edition.day, names=w.join(categories)))
    there = {name for entry in edition.entries for name in (category_of(entry, labels), *entry.paper.categories)}
    yield escape_text(w("digest.has", names=w.join(sorted(there))))


def _contents(sections: Iterable[Section]) -> str:
    return "\n".join(f"- [{escape_label(s.name)}](#{s.anchor}) [Total: {len(s.entries)}]" for s in sections)


def _section(section: Section, numbers: Iterator[int], labels: Mapping[SourceId, str], w: Wording) -> Iterator[str]:
    """The blocks of a section, which two blank lines part; its heading is one block with its first paper."""
    heading = f"<div id='{section.anchor}'></div>\n\n# {escape_label(section.name)} [[Back]](#toc)\n\n"
    for entry in section.entries:
        yield heading + _entry(entry, next(numbers), section, labels, w)
        heading = ""


def _entry(entry: Entry, number: int, section: Section, labels: Mapping[SourceId, str], w: Wording) -> str:
    paper = entry.paper
    lines = [
        f"### [{number}] {_linked_title(paper, w)}\n*{_authors(paper, w)}*",
        f"Main category: {escape_text(category_of(entry, labels))}",
    ]
    if tldr := _field(entry, _TLDR):
        lines.append(f"TL;DR: {escape_text(tldr)}")
    return "\n\n".join(lines) + "\n\n\n" + "\n\n".join([_fold(entry, w), *_notes(entry, section, labels, w)])


def _linked_title(paper: Paper, w: Wording) -> str:
    title = escape_label(flatten(paper.title.plain) or w("digest.no_title"))
    target = next(filter(None, map(link_target, _addresses(paper))), None)
    return f"[{title}]({target})" if target else title


def _addresses(paper: Paper) -> Iterator[str]:
    """Where the paper can be read, the source's own page first."""
    names = paper.identifiers
    if paper.links.abstract:
        yield paper.links.abstract
    for scheme, name in (("arxiv", names.arxiv), ("doi", names.doi), ("pmid", names.pmid), ("pmcid", names.pmcid)):
        if name:
            yield address_of(scheme, name)
    if paper.links.pdf:
        yield paper.links.pdf


def _authors(paper: Paper, w: Wording) -> str:
    """Names with a comma between; a comma inside a name would make two of it and is left out."""
    names = [flatten(author.name.replace(",", " ")) for author in paper.authors]
    return escape_label(",".join(filter(None, names)) or w("digest.no_authors"))


def _field(entry: Entry, name: str) -> str:
    """A field of the summary on one line; empty when there is none."""
    field = entry.summary.fields.get(name) if entry.summary else None
    return flatten(field.text.plain) if field else ""


def _abstract(paper: Paper) -> str:
    return flatten(paper.abstract.plain) if paper.abstract else ""


def _fold(entry: Entry, w: Wording) -> str:
    """The fold-out. Its first line is still raw HTML to a reader of Markdown, the others are paragraphs."""
    texts = [(name.capitalize(), _field(entry, name)) for name in _FOLDED]
    texts.append(("Abstract", _abstract(entry.paper) or w("digest.no_abstract")))
    (label, first), *others = [(label, text) for label, text in texts if text]
    fold = [f"<details>\n  <summary>Details</summary>\n{label}: {escape_html(first)}"]
    return "\n\n".join([*fold, *(f"{label}: {escape_text(text)}" for label, text in others), "</details>"])


def _notes(entry: Entry, section: Section, labels: Mapping[SourceId, str], w: Wording) -> Iterator[str]:
    """What the layout has no place for: where the summary and the paper come from, kind and further categories."""
    yield escape_text(origin_of(entry, w).long)
    if is_flagged(entry.paper):
        yield escape_text(w("flagged.note"))
    yield f"Source: {escape_text(labels.get(entry.source, str(entry.source)))}"
    if section.tells_kind or entry.paper.withdrawn or version_since(entry) is not None:
        yield f"Kind: {escape_text(kind_words(entry, w))}"
    names = [name for name in map(flatten, entry.paper.categories) if name and _is_category(entry.paper, name)]
    others = [name for name in names if name != category_of(entry, labels)]
    if others:
        yield f"Cross-lists: {escape_text(', '.join(others))}"


def _is_category(paper: Paper, name: str) -> bool:
    """Rather than a mere field, which a preprint has among its categories where a journal's entry joined its card."""
    return is_category(paper.source, name) and not (paper.source == "arxiv" and is_field(name))
