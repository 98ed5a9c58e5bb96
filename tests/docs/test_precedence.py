"""The table of precedence has one home, and its picture in the reference is the table."""

from __future__ import annotations

from scripts.precedence import render_precedence

from tests.docs.pages import read


def test_the_picture_is_the_table() -> None:
    assert render_precedence() in read("docs/reference/works.md")
