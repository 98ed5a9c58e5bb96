"""Addresses of code in running text."""

from __future__ import annotations

import pytest

from academichub.model import Markup
from academichub.text import find_code_link, render
from tests.text.allowed import TEX


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Code: https://github.com/a-b/c.d.", "https://github.com/a-b/c.d"),
        ("see (https://github.com/a/b), or", "https://github.com/a/b"),
        ("at github.com/a/b/tree/main?x=(1)!", "https://github.com/a/b/tree/main?x=(1)"),
        ("https://a.github.io/page and http://www.gitlab.com/a/b/", "http://gitlab.com/a/b/"),
        ("models at huggingface.co/a;", "https://huggingface.co/a"),
        ("https://doi.org/10.5281/zenodo.12345.", "https://doi.org/10.5281/zenodo.12345"),
        ("代码在 https://github.com/a/b。好", "https://github.com/a/b"),
        ("**https://codeberg.org/a/b**", "https://codeberg.org/a/b"),
        ("https://github.com/ and github.com/a", None),
        ("notgithub.com/a/b, x@github.com/a/b, https://evil.org/github.com/a/b", None),
        ("we share it all", None),
    ],
)
def test_the_first_address_of_code(text: str, link: str | None) -> None:
    assert find_code_link(text) == link


def test_an_address_behind_a_word_is_found_after_rendering() -> None:
    rich = render(Markup(r"Code \href{https://github.com/a/b\_c}{here}.", TEX))
    assert find_code_link(rich.plain) == "https://github.com/a/b_c"
