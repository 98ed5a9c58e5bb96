"""Papers of an import file: which rows are taken, and how their authors are read."""

from __future__ import annotations

import json

import pytest

from academichub.sources.rows import parse_rows


def row(**changes: object) -> bytes:
    fields = {"id": "2601.00001v2", "title": "Bolts", "listed": "2026-01-02", "authors": ["Ada Example"]}
    return json.dumps(fields | changes).encode()


def names(*authors: str) -> list[str]:
    (announcement,) = parse_rows([(1, row(authors=authors))]).announcements
    return [author.name for author in announcement.record.authors]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["Ada Example", "Bo Sample"], ["Ada Example", "Bo Sample"]),
        (["The Bolt Team", ":", "Ada Example", " ", "3"], ["The Bolt Team", "Ada Example"]),
        (["Ada~Example", "Nguy\\~ên"], ["Ada Example", "Nguyễn"]),
        (
            ["Ada Example/", "/Bo Sample", "Cy Test\\\\", "\\\\Di Trial"],
            ["Ada Example", "Bo Sample", "Cy Test", "Di Trial"],
        ),
        (["Ada Example and", "and Bo Sample"], ["Ada Example", "Bo Sample"]),
        (["Ada Kongand Bo Xingand Cy Liand Di Wu"], ["Ada Kong", "Bo Xing", "Cy Li", "Di Wu"]),
        (["Bertrand Roland Legrand Auvergne"], ["Bertrand Roland Legrand Auvergne"]),
        (["Example, Ada", "Sample, Jr."], ["Ada Example", "Sample Jr."]),
        (["Wernhard Å. von der Example, Jr."], ["Wernhard Å. von der Example Jr."]),
    ],
)
def test_authors_are_names(written: list[str], expected: list[str]) -> None:
    assert names(*written) == expected


def test_a_team_is_a_group() -> None:
    (announcement,) = parse_rows([(1, row(authors=["The Bolt Team", "Ada Example"]))]).announcements
    assert [author.is_group for author in announcement.record.authors] == [True, False]


@pytest.mark.parametrize("bad", [row(id="bolts"), row(title=" "), row(listed="soon"), b"{", row(authors="Ada")])
def test_a_bad_row_fails_alone(bad: bytes) -> None:
    page = parse_rows([(1, row()), (2, b" \n"), (3, bad)])
    assert [announcement.record.key for announcement in page.announcements] == ["2601.00001"]
    assert [failed.id for failed in page.failed] == ["line 3"]
