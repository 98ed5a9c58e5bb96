"""What is sent to the site: only from its own pages, only so much, and only where something is taken."""

from __future__ import annotations

import pytest

from academichub.model import Radar
from academichub.web.headers import SECURITY_HEADERS
from academichub.web.posting import LARGEST_FORM
from tests.web.asking import browse
from tests.web.radars import watched
from tests.web.reading import parse_page, words

VOTE = "/radar/tides/vote"
UP = {"paper": "arxiv:2606.10001", "stance": "up", "from": "radar", "day": "2026-06-16"}

OURS: tuple[dict[str, str], ...] = (
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"},
    {"sec-fetch-site": "same-origin", "origin": "https://radar.example.org"},  # behind a proxy
    {"origin": "http://127.0.0.1:8000"},
    {"origin": "http://LOCALHOST:8000", "host": "localhost:8000"},
    {},  # no browser
)
FOREIGN = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    {"origin": "http://evil.example"},
    {"origin": "http://127.0.0.1:8001"},
    {"origin": "http://127.0.0.1:8000.evil.example"},
    {"origin": "http://user@127.0.0.1:8000"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://["},
)


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_what_our_own_pages_send_is_done(headers: dict[str, str]) -> None:
    site, radars = watched()
    radars.save(Radar("tides", boost=("tides",)))
    assert site.post(VOTE, UP, headers=headers).status_code == 303
    assert len(radars.votes("tides")) == 1


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_what_another_site_sends_is_refused_in_words_and_nothing_is_done(headers: dict[str, str]) -> None:
    site, radars = watched()
    radars.save(Radar("tides", boost=("tides",)))
    for path in (VOTE, "/radar/tides/remove", "/radars/new", "/searches/save", "/"):
        answer = site.post(path, UP, headers=headers)
        assert answer.status_code == 403, path
        assert "nothing was done" in words(parse_page(answer))
        assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert not radars.votes("tides")


def test_reading_is_free_for_links_from_elsewhere() -> None:
    site, _ = watched()
    assert site.get("/radars", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_a_foreign_host_is_refused_before_anything_else() -> None:
    site, _ = watched()
    answer = site.post("/radars/new", UP, headers={"host": "evil.example", "origin": "http://evil.example"})
    assert answer.status_code == 400


def test_too_much_is_refused_in_words() -> None:
    site, radars = watched()
    for path in ("/radars/new", "/searches/save"):
        answer = site.post(path, {"name": "x" * (LARGEST_FORM + 1), "act": "save"})
        assert answer.status_code == 413
        assert "64 kB" in words(parse_page(answer))
    listed = {"examples": "2606.10001\n" * 7_000, "act": "preview"}
    answer = site.post("/radars/new", listed, files={"file": ("", b"")})
    assert (answer.status_code, "a text file, one paper a line" in words(parse_page(answer))) == (413, True)
    radars.save(Radar("tides", boost=("tides",)))
    assert site.post(VOTE, {}, files={"file": ("a.bib", b"x" * 70_000)}).status_code == 413
    assert site.post("/radars/new", {}, files={"file": ("a.bib", b"x" * (10 * 1024 * 1024 + 1))}).status_code == 413
    assert len(radars.all()) == 1


def test_what_lies_about_its_length_is_refused_all_the_same() -> None:
    site, _ = watched()
    long = {
        "sec-fetch-site": "same-origin",
        "content-length": "10",
        "content-type": "application/x-www-form-urlencoded",
    }
    answer = site.post("/radars/new", {"name": "x" * (LARGEST_FORM + 1)}, headers=long)
    assert answer.status_code == 413
    assert site.post("/radars/new", {"name": "x"}, headers={**long, "content-length": "-1"}).status_code == 413


def test_a_torn_form_is_refused() -> None:
    site, _ = watched()
    torn = {"sec-fetch-site": "same-origin", "content-type": "multipart/form-data; boundary=none"}
    assert site.post("/radars/new", {"name": "x"}, headers=torn).status_code == 400
    many = {f"field{n}": "x" for n in range(1_100)}
    assert site.post("/radars/new", many, files={"file": ("a", b"")}).status_code == 400


def test_pages_that_only_act_are_not_read_and_others_take_nothing() -> None:
    site, radars = watched()
    radars.save(Radar("tides", boost=("tides",)))
    for path in (VOTE, "/radar/tides/example", "/searches/save", "/searches/remove"):
        assert site.get(path).status_code == 405, path
    for path in ("/radars", "/radar/tides", "/radar/tides/hidden", "/"):
        assert site.post(path, UP).status_code == 405, path


def test_without_radars_there_is_nothing_to_send_to() -> None:
    site = browse()
    for path in ("/radars", "/radars/new", "/radar/x"):
        assert site.get(path).status_code == 404
    assert site.post("/searches/save", {"name": "x", "text": "y"}).status_code == 404
    assert "Radars" not in words(parse_page(site.get("/")))
