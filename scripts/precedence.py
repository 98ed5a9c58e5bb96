"""Writes the table of precedence into docs/reference/works.md: `python -m scripts.precedence`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from academichub.app.hub import LABELS
from academichub.match.precedence import FEEDS, PRECEDENCE
from academichub.model import SourceId

__all__ = ["PAGE", "render_precedence"]

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "works.md"
_HEAD = "| field | best first |\n|---|---|\n"
_NAMES: Mapping[str, str] = {"published_doi": "version of record", "title": "title, version, day, field of research"}


def render_precedence() -> str:
    """One row for the fields that have the same order."""
    fields: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for field, order in PRECEDENCE.items():
        fields[order].append(_NAMES.get(field, field))
    rows = (f"| {', '.join(names)} | {', '.join(map(_shown, order))} |\n" for order, names in fields.items())
    return _HEAD + "".join(rows)


def _shown(source: str) -> str:
    return "`*`" if source == FEEDS else LABELS.get(SourceId(source), source)


def _write() -> None:
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(_HEAD)
    PAGE.write_text(text[:start] + render_precedence() + text[text.index("\n\n", start) + 1 :], encoding="utf-8")


if __name__ == "__main__":
    _write()
