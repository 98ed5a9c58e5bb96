"""The HTML file of a briefing: one whole, safe page, as browsers parse it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from importlib.resources import files
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.publish.briefing.html_file import render_html
from academichub.publish.briefing.quoting import tidy
from tests.publish.briefing import made

_NASTY = (
    "</title></style></script><script>alert(1)</script>",
    '" onfocus="alert(1)" x="',
    "]]><img src=x onerror=alert(1)>",
    "{title} {0.__class__} %s",
    "\u202eevil\u202c \u2066x",
    "<!--",
    "'><a href='javascript:alert(1)'>",
    "a" * 5_000,
)
_INERT = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def parse(text: str) -> Any:
    return html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(text)


def seen(page: Any) -> str:
    return "".join(page.find("body").itertext())


def check_safe(page: Any) -> None:
    """Nothing of it can run, load or send; every link leads into the page or to the web."""
    for node in page.iter():
        tag = str(node.tag).rpartition("}")[2]
        assert tag not in ("script", "iframe", "object", "embed", "img", "form", "input", "base", "link"), tag
        assert not [name for name in node.attrib if str(name).lower().startswith("on") or name in ("src", "style")]
        if "href" in node.attrib:
            assert re.match(r"#[\w-]+$|https://(doi|arxiv)\.org/", node.attrib["href"])


@pytest.mark.parametrize("text", _NASTY)
def test_no_text_of_a_stranger_gets_out_of_its_place(text: str) -> None:
    page = parse(render_html(made.poisoned(text)).text)
    check_safe(page)
    assert seen(page).count(tidy(text)) >= 20
    assert "\u202e" not in seen(page)


@settings(max_examples=15, deadline=None)
@given(st.text(st.sampled_from("<>\"'&/ab;={}%]- \u202e中\x00"), max_size=30))
def test_any_text_of_a_stranger_stays_text(text: str) -> None:
    page = parse(render_html(made.poisoned(text), {}).text)
    check_safe(page)
    told = tidy(text)
    assert not told or seen(page).count(told) >= 20


def test_its_policy_lets_in_its_own_style_alone() -> None:
    page = parse(render_html(made.shown()).text)
    (style,) = page.iter("style")
    (policy,) = [
        m.attrib["content"] for m in page.iter("meta") if m.attrib.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    digest = b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert rules == {**_INERT, "style-src": f"'sha256-{digest}'"}
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_every_name_is_given_once_and_every_link_leads_somewhere() -> None:
    page = parse(render_html(made.shown("zh", "en")).text)
    ids = [node.attrib["id"] for node in page.iter() if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    inner = {node.attrib["href"][1:] for node in page.iter("a") if node.attrib["href"].startswith("#")}
    told = {
        node.attrib[name]
        for node in page.iter()
        for name in ("aria-describedby", "aria-labelledby")
        if name in node.attrib
    }
    assert (inner | told) <= set(ids)


def test_a_citation_brings_its_sentence_with_the_quote_marked() -> None:
    page = parse(render_html(made.shown("zh", "zh")).text)
    (item,) = [node for node in page.iter("li") if node.attrib.get("id") == "section-2-3"]
    first, second = (node for node in item.iter("span") if node.attrib.get("class") == "cite")
    assert "".join(first.itertext()).startswith("2“节律每天出现两次。”细胞中的潮汐模型")
    assert [node.text for node in second.iter("mark")] == ["twice a day"]
    assert [node.attrib["lang"] for node in second.iter("span") if node.attrib.get("class") == "said"] == ["en"]
    assert item.attrib["data-state"] == "repaired"
    assert "此后已修订" in "".join(item.itertext())


def test_dropped_claims_are_folded_with_their_reasons() -> None:
    page = parse(render_html(made.shown()).text)
    (folded,) = [node for node in page.iter("details") if node.attrib.get("class") == "dropped-claims"]
    assert "open" not in folded.attrib
    told = "".join(folded.itertext())
    assert "Tides sing." in told
    assert "Dropped because: It cites no sentence." in told
    assert "Cites a paper that does not exist: arxiv:1" in told


def test_every_picture_has_its_table() -> None:
    page = parse(render_html(made.shown()).text)
    figures = list(page.iter("figure"))
    drawn = [figure for figure in figures if any(str(node.tag).endswith("svg") for node in figure.iter())]
    assert len(drawn) == 3
    assert all(list(figure.iter("table")) for figure in drawn)
    assert len(list(page.iter("table"))) == 6


def test_its_colours_are_those_of_the_site() -> None:
    names = ("paper", "ink", "soft", "muted", "faint", "rule", "accent", "warn")
    own = (files("academichub.publish.briefing") / "look.css").read_text(encoding="utf-8")
    site = (files("academichub.web") / "static" / "palette.css").read_text(encoding="utf-8")
    for name in names:
        colours = re.compile(rf"--{name}:\s*(#\w+);")
        assert colours.findall(own)[:2] == colours.findall(site)[:2], name


def test_a_long_list_of_references_is_folded_on_a_screen_and_whole_in_print() -> None:
    shown = made.shown()
    few, n = shown.references, len(shown.references)
    many = (*few, *(replace(few[0], number=at) for at in range(n + 1, 22)))
    pages = [render_html(replace(shown, references=each)).text for each in (few, many)]
    assert ['<details class="unfolded-in-print"' in page for page in pages] == [False, True]
    assert "All 21 papers that are cited" in pages[1]
    printed = pages[1].partition("@media print")[2]
    assert ".unfolded-in-print)::details-content { content-visibility: visible" in printed
