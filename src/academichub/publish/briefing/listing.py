"""The reference list of a briefing for reference managers: BibTeX and RIS. Pure."""

from __future__ import annotations

from academichub.publish import citation, ris
from academichub.publish.briefing.parts import ShownBriefing, ShownReference
from academichub.publish.document import Document

__all__ = ["render_bibtex", "render_ris"]

_BIBTEX = "application/x-bibtex; charset=utf-8"
_RIS = "application/x-research-info-systems; charset=utf-8"


def render_bibtex(shown: ShownBriefing) -> Document:
    """Every cited paper in the order of the numbers; a file of none is empty."""
    return Document(_BIBTEX, "\n".join(citation.render_bibtex(each.paper, _journal(each)) for each in shown.references))


def render_ris(shown: ShownBriefing) -> Document:
    """Every cited paper in the order of the numbers; a file of none is empty."""
    return Document(_RIS, "\r\n".join(ris.render_ris(each.paper, _journal(each)) for each in shown.references))


def _journal(reference: ShownReference) -> str | None:
    """The name of the source, where it is a journal with a name; an id alone is none."""
    return reference.source if reference.source != reference.paper.source else None
