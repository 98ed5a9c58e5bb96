"""One paper, as `academichub show` prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from academichub.model import SUMMARY_FIELDS, FieldId, Paper, PaperDetails, SourceId, Summary
from academichub.publish.flagged import flagged_sentences
from academichub.publish.origins import origin_of
from academichub.publish.wording import Wording
from academichub.taxonomy import is_category
from academichub.text import language_of

__all__ = ["print_details"]


def print_details(console: Console, details: PaperDetails, words: Wording, labels: Mapping[SourceId, str]) -> None:
    paper = details.paper
    console.print(paper.title.plain, style="bold")
    if paper.withdrawn:
        console.print(words("withdrawn.title"), style="red")
    if paper.authors:
        console.print(_names([author.name for author in paper.authors]))
    console.print(f"{paper.paper_id} · {words.join(_categories(paper, words))}", style="dim")
    for source, day, kind in details.announcements:
        console.print(f"{labels.get(source, source)} · {words.day(day)} · {words.kind(kind)}", style="dim")
    console.print(f"\n{origin_of(details, words).long}", style="dim")
    _print_summary(console, details.summary, words)
    if flagged_sentences(paper):
        console.print(f"\n{words('flagged.note')}", style="red")
    if paper.abstract is not None:
        console.print(f"\n{words('summary.abstract')}", style="bold")
        console.print(paper.abstract.plain)
    _print_versions(console, details, words, labels)
    for address in (paper.links.abstract, paper.links.pdf, paper.links.code):
        if address:
            console.print(address, soft_wrap=True)


def _categories(paper: Paper, words: Wording) -> tuple[str, ...]:
    """The categories; where a journal stands under a field instead, the field's name."""
    names = paper.categories or (paper.field,)
    return tuple(name if is_category(paper.source, name) else words.field(FieldId(name)) for name in names)


def _names(names: Sequence[str]) -> str:
    """The names in a row, each set off as its own script does it, whatever the language around."""
    marks = ("", *("、" if language_of(name) == "zh" else ", " for name in names[1:]))
    return "".join(mark + name for mark, name in zip(marks, names, strict=True))


def _print_summary(console: Console, summary: Summary | None, words: Wording) -> None:
    for name in SUMMARY_FIELDS:
        if summary is not None and name in summary.fields:
            console.print(f"{words(f'summary.{name}')}{words('join.colon')}{summary.fields[name].text.plain}")


def _print_versions(console: Console, details: PaperDetails, words: Wording, labels: Mapping[SourceId, str]) -> None:
    console.print(f"\n{words('details.versions')}", style="bold")
    for version in details.versions:
        number = f"v{version.number} · " if version.number is not None else ""
        day = words.day(version.posted_on) if version.posted_on else words("status.unknown")
        console.print(f"{labels.get(version.source, version.source)} · {number}{day} · {version.title}")
