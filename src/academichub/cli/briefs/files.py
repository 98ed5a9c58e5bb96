"""A stored briefing as a file of any format, with its references beside it; or as text on standard output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from academichub.adapters.files import check_writable
from academichub.app import Hub
from academichub.cli.session import Session
from academichub.errors import PublishError
from academichub.model import Briefing
from academichub.publish.briefing.html_file import render_html
from academichub.publish.briefing.json_file import render_json
from academichub.publish.briefing.listing import render_bibtex, render_ris
from academichub.publish.briefing.markdown_file import render_markdown
from academichub.publish.briefing.pdf_file import render_pdf
from academichub.publish.briefing.renewed import earlier_of
from academichub.publish.briefing.shown import ShownBriefing, show_briefing, with_renewals
from academichub.publish.document import Document
from academichub.publish.faults import Worded
from academichub.publish.wording import wording

__all__ = ["check_output", "print_briefing", "write_briefing"]

_FORMATS: Mapping[str, Callable[[ShownBriefing], Document | bytes]] = {
    ".md": render_markdown,
    ".html": render_html,
    ".json": render_json,
    ".pdf": render_pdf,
}
_LISTS: Mapping[str, Callable[[ShownBriefing], Document]] = {
    ".references.bib": render_bibtex,  # a `.bib` of the same name may be the reader's own bibliography
    ".references.ris": render_ris,
}


def check_output(path: Path) -> None:
    """Before the work of minutes. Raises: ConfigError for an ending of no format, a folder that is not there, or
    where nothing can be written."""
    if path.suffix.lower() not in _FORMATS:
        raise Worded("fault.brief.ending", subject=str(path), endings=tuple(_FORMATS))
    if not path.parent.is_dir():
        raise Worded("fault.brief.folder", subject=str(path.parent))
    try:
        check_writable(path)
    except PublishError as error:
        raise Worded("fault.brief.unwritable", subject=str(path), why=error.message) from error


def write_briefing(session: Session, hub: Hub, briefing: Briefing, path: Path) -> None:
    """The briefing in the format of the ending, and the reference list as BibTeX and RIS beside it.

    `week.md` comes with `week.references.bib` and `week.references.ris`; these three are replaced, and no other file.

    Raises: ConfigError where what makes PDF is not installed; PublishError.
    """
    shown = _shown(hub, briefing)
    written = {path: _FORMATS[path.suffix.lower()](shown)}
    written |= {path.with_name(path.stem + ending): render(shown) for ending, render in _LISTS.items()}
    for each, document in written.items():
        hub.write(document, each)
        session.say(session.words(hub.settings)("publish.wrote", path=str(each)))


def print_briefing(session: Session, hub: Hub, briefing: Briefing, *, as_json: bool = False) -> None:
    """On standard output: Markdown, or one JSON object."""
    shown = _shown(hub, briefing)
    document = render_json(shown) if as_json else render_markdown(shown)
    session.print_lines(document.text.splitlines())


def _shown(hub: Hub, briefing: Briefing) -> ShownBriefing:
    """In the briefing's own language, with the change logs of those that it renews."""
    w, papers = wording(briefing.order.language), hub.briefings.papers(briefing)
    since = hub.briefings.since(briefing)
    shown = show_briefing(briefing, papers, since, w, is_sample=hub.is_sample, labels=hub.labels)
    return with_renewals(shown, tuple(earlier_of(briefing, hub.briefings.stored)), papers, w)
