"""The reference files of a briefing, read back by our own readers of such files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from academichub.model import Skeleton
from academichub.publish.briefing.listing import render_bibtex, render_ris
from academichub.publish.briefing.shown import ShownBriefing
from academichub.publish.document import Document
from academichub.references.reading import read_references
from tests.publish.briefing import made


@pytest.mark.parametrize(("render", "name"), [(render_bibtex, "a.bib"), (render_ris, "a.ris")])
def test_every_cited_paper_reads_back_in_its_order(render: Callable[[ShownBriefing], Document], name: str) -> None:
    shown = made.shown()
    read = read_references(render(shown).text.encode(), name)
    assert [each.title for each in read.references] == [each.title.text for each in shown.references]
    assert "arxiv:2606.00001" in read.references[0].identifiers
    assert "doi:10.1101/2026.06.02.123456" in read.references[1].identifiers
    assert [each.year for each in read.references] == [2026, 2026, 2026]


def test_a_briefing_that_cites_nothing_gives_empty_files() -> None:
    shown = made.shown(sections=(), dropped=(), skeleton=Skeleton())
    assert (render_bibtex(shown).text, render_ris(shown).text) == ("", "")
