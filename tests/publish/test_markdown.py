"""Escaping, judged by a real Markdown parser and a real HTML parser."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.publish.markdown import anchor_of, escape_html, escape_label, escape_text, flatten, link_target
from tests.publish.rendered import elements, render, text_of

_MARKS = st.text(st.sampled_from(r"""ab 1\`*_[]()<>&;#~$!|-+=."'/:x""" + "\n\té中  \x00"), max_size=30)
_TEXTS = st.one_of(st.text(max_size=40), _MARKS)


@given(_TEXTS)
def test_running_text_comes_back_and_makes_no_element(text: str) -> None:
    page = render(f"Label: {escape_text(text)}")
    assert elements(page) == [("p", {})]
    assert text_of(page) == f"Label: {flatten(text)}".strip()


@given(_TEXTS)
def test_a_label_comes_back_inside_a_link_and_a_heading(text: str) -> None:
    page = render(f"### [1] [{escape_label(text)}](https://a.example/)")
    assert elements(page) == [("h3", {}), ("a", {"href": "https://a.example/"})]
    assert text_of(page) == f"[1] {flatten(text)}".strip()


@given(_TEXTS.filter(lambda text: flatten(text) != ""))
def test_a_label_comes_back_inside_emphasis_and_at_the_end_of_a_heading(text: str) -> None:
    page = render(f"### {escape_label('T ' + text)}\n*{escape_label(text)}*")
    assert elements(page) == [("h3", {}), ("p", {}), ("em", {})]
    assert text_of(page).split("\n") == [flatten(f"T {text}"), flatten(text)]


@given(_TEXTS)
def test_text_in_an_html_block_comes_back(text: str) -> None:
    page = render(f"<details>\nLabel: {escape_html(text)}\n\n</details>")
    assert elements(page) == [("details", {})]
    assert text_of(page).strip() == f"Label: {flatten(text)}".strip()


@pytest.mark.parametrize(
    "plain",
    [
        "snake_case stays",
        "p < 0.05 & q >= 1",
        "AT&T",
        "about ~5 % and ~10 %",
        "a * b",
        "see [1], (2)",
        "#1 -> #2",
        "x|y",
    ],
)
def test_ordinary_text_stays_as_it_is(plain: str) -> None:
    assert escape_text(plain) == plain


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("*new*", r"\*new\*"),
        ("_new_", r"\_new\_"),
        ("[a](javascript:b)", r"[a\](javascript:b)"),
        ("</details>", "&lt;/details>"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)>"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("$5 and $10", r"\$5 and \$10"),
        ("~~gone~~", r"\~\~gone\~\~"),
        (r"\method", r"\method"),
        (r"\[x\]", r"\\[x\\]"),
        ("a\r\n\u2028# b\u0085\x00c", "a # b c"),
    ],
)
def test_marks_are_escaped(plain: str, escaped: str) -> None:
    assert escape_text(plain) == escaped


def test_a_lone_surrogate_does_not_stop_the_writing() -> None:
    assert escape_text("a\ud800b").encode() == "a\ufffdb".encode()


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://arxiv.org/abs/2606.00001v2", "https://arxiv.org/abs/2606.00001v2"),
        (" http://a.example:8080?q=1#x ", "http://a.example:8080?q=1#x"),
        ("https://a.example/S0140-6736(20)[1]", "https://a.example/S0140-6736%2820%29%5B1%5D"),
        ("https://a.example/a b\n'\"<>`\\", "https://a.example/a%20b%0A%27%22%3C%3E%60%5C"),
        ("https://a.example/%2F%zz?a=1&copy;=2", "https://a.example/%2F%25zz?a=1&amp;copy;=2"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        *[(refused, None) for refused in ("javascript:alert(1)", "//a.example", "data:text/html,x", "/abs/1", "")],
        *[(refused, None) for refused in ("https://", "https://u:p@a.example/", "ht\ntps://a.example", "https:a", "x")],
    ],
)
def test_link_targets(address: str, target: str | None) -> None:
    assert link_target(address) == target


@given(st.one_of(_TEXTS, _MARKS.map(lambda tail: f"https://a.example/{tail}")))
def test_a_link_target_is_a_web_address_or_none(address: str) -> None:
    target = link_target(address)
    if target is not None:
        [(_, _), (name, attributes)] = elements(render(f"[t]({target})"))
        assert (name, list(attributes)) == ("a", ["href"])
        assert urlsplit(attributes["href"]).scheme.lower() in ("http", "https")


@given(_TEXTS)
def test_an_anchor_is_one_plain_word(name: str) -> None:
    page = render(f"<div id='{anchor_of(name)}'></div>\n\n[t](#{anchor_of(name)})")
    assert elements(page) == [("div", {"id": anchor_of(name)}), ("p", {}), ("a", {"href": f"#{anchor_of(name)}"})]


def test_a_control_character_between_spaces_leaves_one_space() -> None:
    assert flatten("a \x1b b\r\x1b\x850\x00") == "a b 0"
