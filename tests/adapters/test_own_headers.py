"""Headers that a request brings along: sent to its own server, and to no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from academichub.errors import Refused
from tests.adapters.outside import ask, fetcher_for
from tests.upstreams.loopback import Loopback

KEY = (("X-Key", "s3cret"),)


def test_own_headers_go_to_the_server_asked_and_answers_keep_theirs() -> None:
    with Loopback() as server:
        server.redirect("/old", "/new")
        server.answer("/new", b"x", headers={"Total-Results": "7", "Link": "<a>"})
        response = fetcher_for(server).fetch(replace(ask(server.url("/old")), headers=KEY))
        assert [asked.headers.get("x-key") for asked in server.requests] == ["s3cret", "s3cret"]
        assert (response.headers["total-results"], response.headers["link"]) == ("7", "<a>")


def test_own_headers_do_not_follow_a_redirect_to_another_server() -> None:
    with Loopback() as first, Loopback() as second:
        first.redirect("/", second.url("/there"))
        second.answer("/there", b"x")
        fetcher_for(first, second).fetch(replace(ask(first.url("/")), headers=KEY))
        assert first.requests[0].headers["x-key"] == "s3cret"
        assert "x-key" not in second.requests[0].headers


@pytest.mark.parametrize(
    "header", [("X-Key", "s3cret\r\nHost: x"), ("X-Key", "s3crét"), ("X Key", "s3cret"), ("", "s3cret")]
)
def test_a_header_that_would_be_another_is_refused_unsent_and_not_shown(header: tuple[str, str]) -> None:
    with Loopback() as server:
        server.answer("/", b"x")
        request = replace(ask(server.url("/")), headers=(header,))
        with pytest.raises(Refused) as caught:
            fetcher_for(server).fetch(request)
        assert "s3c" not in str(caught.value)
        assert "s3c" not in repr(request)
        assert not server.requests
