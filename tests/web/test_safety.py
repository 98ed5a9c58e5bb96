"""Nothing an upstream or a visitor writes gets power over a page, and every answer carries its policy."""

from __future__ import annotations

import re
from importlib import resources
from xml.etree.ElementTree import Element

import pytest

from academichub.web import create_app
from academichub.web.headers import SECURITY_HEADERS
from tests.web.asking import Browser, browse
from tests.web.fakes import NOW, FakeLibrary, broken_library, full_library
from tests.web.papers import AWKWARD, HOSTILE_TITLES, LABELS
from tests.web.reading import parse_page, words

PATHS = (
    "/",
    "/?language=zh&page=2",
    "/edition/2026-06-15",
    "/edition/2026-06-20",
    "/edition/never",
    "/paper/arxiv:2606.10001",
    "/paper/2606.10001",
    "/paper/nothing",
    "/days",
    "/status",
    "/static/hub.css",
    "/static/hub.js",
    "/static/none",
    "/static/../app.py",
    "/robots.txt",
    "/?page=x",
    "/favicon.ico",
)


class Broken(FakeLibrary):
    def statuses(self):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError("a bug in /secret/place")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_policy(method: str) -> None:
    browser = browse()
    for path in PATHS:
        headers = browser.get(path, method=method).headers
        assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS, path


def test_the_policy_allows_our_own_files_alone() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("library", "status"), [(broken_library(), 503), (Broken(full_library(0).editions), 500)], ids=["store", "bug"]
)
def test_a_failure_is_a_page_in_words_that_gives_nothing_away(library: FakeLibrary, status: int) -> None:
    answer = browse(library, language="zh").get("/")
    page = parse_page(answer)
    assert answer.status_code == status
    assert "secret" not in answer.text
    assert "Error" not in answer.text
    assert page.get("lang") == "zh"
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.headers["cache-control"] == "no-store"


def test_other_methods_are_refused() -> None:
    answer = browse().get("/", method="POST")
    assert answer.status_code == 405
    assert "can only be read" in words(parse_page(answer))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "",
        "[::2]",
        "testserver",
        "localhost:80:80",
        "localhost:x",
        "evil@localhost",
        "::1",
    ],
)
def test_a_foreign_host_name_is_refused(host: str) -> None:
    answer = browse().get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "AcademicHub" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "[::1]"])
def test_this_machine_s_names_are_answered(host: str) -> None:
    assert browse().get("/status", headers={"host": host}).status_code == 200


def test_a_configured_host_name_is_answered() -> None:
    app = create_app(
        full_library(0), language="en", sample=False, labels=LABELS, clock=lambda: NOW, hosts=["hub.example"]
    )
    assert Browser(app, "http://hub.example").get("/").status_code == 200
    assert Browser(app, "http://localhost").get("/").status_code == 400


def dangers(page: Element) -> list[str]:
    """What could run or load on a page: scripts and styles of its own, handlers, addresses that are no web pages."""
    found = []
    ours = {id(box) for form in page.iter("form") if form.get("role") == "search" for box in form.iter("input")}
    for element in page.iter():
        if element.tag in ("style", "iframe", "object", "embed", "base", "img", "input") and id(element) not in ours:
            found.append(element.tag)
        if element.tag == "script" and (not element.get("src", "").startswith("/static/") or words(element)):
            found.append("script")
        for name, value in element.items():
            is_bad_link = name in ("href", "src", "action") and not re.match(r"https?://|/(?!/)|#", value)
            if name.startswith("on") or name == "style" or is_bad_link:
                found.append(f"{element.tag} {name}={value}")
    return found


def test_hostile_papers_are_inert_and_shown_as_they_are_written() -> None:
    browser = browse()
    paths = ["/", "/?page=2", "/?page=3", "/?language=zh", "/status", "/paper/doi:10.5555/prl.0010"]
    paths += [browser.get("/?source=medrxiv").request.url.path + "?source=medrxiv"]
    for path in paths:
        assert dangers(parse_page(browser.get(path))) == [], path
    page = parse_page(browser.get("/?source=medrxiv"))
    titles = [words(title) for title in page.iter("h3")]
    for hostile in HOSTILE_TITLES:
        assert " ".join(hostile.split()) in titles
    for title in page.iter("h3"):
        (link,) = title.iter("a")
        own = browser.get(link.get("href", ""))
        assert own.status_code == 200
        assert dangers(parse_page(own)) == []


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "javascript:alert(1)", "//evil.example/", "{{7*7}}"])
def test_hostile_addresses_are_inert(value: str) -> None:
    browser = browse()
    for path in ("/?source=", "/?category=", "/?field=", "/?page=", "/?language=", "/paper/", "/edition/", "//", "/"):
        page = parse_page(browser.get(path + value))
        assert dangers(page) == [], path
        assert "49" not in words(next(page.iter("title")))


def test_no_template_lifts_the_escaping() -> None:
    folder = resources.files("academichub.web") / "templates"
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|style=|\son\w+=|<style|<script(?! type=\"module\" src)", text), (
            file.name
        )


def test_pages_are_asked_again_and_not_sent_again() -> None:
    browser = browse()
    first = browser.get("/", headers={"accept-encoding": "gzip"})
    again = browser.get("/", headers={"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert browser.get("/?language=zh", headers={"if-none-match": first.headers["etag"]}).status_code == 200
    assert "no-cache" in first.headers["cache-control"]


def test_our_files_are_kept_for_a_year_under_their_content_s_name() -> None:
    browser = browse()
    page = parse_page(browser.get("/"))
    sheets = [link.get("href", "") for link in page.iter("link") if link.get("rel") == "stylesheet"]
    for address in [*sheets, *(script.get("src", "") for script in page.iter("script"))]:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        etag = {"if-none-match": answer.headers["etag"]}
        assert browser.get(address, headers=etag).status_code == 304
        assert browser.get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
        assert "immutable" not in browser.get(address.partition("?")[0] + "?v=other").headers["cache-control"]


def test_a_full_page_is_small_on_the_wire() -> None:
    answer = browse().get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 100_000
    assert len(AWKWARD) > 10


def test_search_engines_are_asked_to_stay_out() -> None:
    assert browse().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
