"""Whose papers a text names, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ConfigError, ParseError
from academichub.model import Response
from academichub.references.upstreams import Wish, arxiv_author, orcid_works, zotero_library

JANE = "0000-0002-1825-0097"


def test_an_orcid_is_checked_before_anybody_is_asked() -> None:
    assert orcid_works(f"https://orcid.org/{JANE}/").start().url == f"https://pub.orcid.org/v3.0/{JANE}/works"
    for wrong in ("0000-0002-1825-0098", "Jane Silt", ""):
        with pytest.raises(ConfigError, match=r"orcid\.org"):
            orcid_works(wrong)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("silt_j_1", "https://arxiv.org/a/silt_j_1.atom2"),
        (" https://arxiv.org/a/Silt_J_1.atom ", "https://arxiv.org/a/silt_j_1.atom2"),
        (JANE, f"https://arxiv.org/a/{JANE}.atom2"),
        (f"https://arxiv.org/a/{JANE}", f"https://arxiv.org/a/{JANE}.atom2"),
        (
            "de la Boue,  Zoë",
            "https://export.arxiv.org/api/query?search_query=au:%22Zo%C3%AB%20de%20la%20Boue%22&start=0",
        ),
    ],
)
def test_authors_of_arxiv(text: str, url: str) -> None:
    assert arxiv_author(text).start().url.partition("&max_results")[0] == url


@pytest.mark.parametrize(
    "text", ["", "7", 'x" OR all:"y', "https://example.org/a/silt_j_1", "x" * 200, "0000-0002-1825-0098"]
)
def test_what_names_no_author_of_arxiv(text: str) -> None:
    with pytest.raises(ConfigError, match="not an author of arXiv"):
        arxiv_author(text)


@pytest.mark.parametrize(
    ("text", "path", "collection"),
    [
        ("users/12345", "users/12345", None),
        ("groups/9/collections/ABCD2345", "groups/9", "ABCD2345"),
        ("https://www.zotero.org/groups/9/silt_lab/library", "groups/9", None),
        ("https://www.zotero.org/groups/9/silt_lab/collections/ABCD2345/items/WXYZ2345", "groups/9", "ABCD2345"),
        ("https://api.zotero.org/users/7/items", "users/7", None),
    ],
)
def test_libraries_of_zotero(text: str, path: str, collection: str | None) -> None:
    library = zotero_library(text)
    assert (library.path, library.collection) == (path, collection)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "users/0",
        "users/../groups/9",
        "https://example.org/users/7",
        "users/jane",
        "users/7/collections/abc",
    ],
)
def test_what_names_no_library_of_zotero(text: str) -> None:
    with pytest.raises(ConfigError, match="not a library of Zotero"):
        zotero_library(text)


def test_a_key_that_is_none_is_refused_and_not_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        zotero_library("users/7", "se cret\r\nX: y")
    assert "cret" not in str(caught.value)


_PIECES = st.sampled_from(
    ['{"group":[', '{"work-summary":[', '{"title":{"title":', '"x"', "}", "]", ",", "null", "7", "["]
)
_BODIES = st.one_of(
    st.binary(max_size=100),
    st.lists(_PIECES, max_size=12).map(lambda pieces: "".join(pieces).encode()),
    st.sampled_from(
        [b'{"group": null}', b'{"group": [null, [], {"work-summary": 7}, {"work-summary": [{"title": []}]}]}']
    ),
)


@given(_BODIES, st.sampled_from([orcid_works(JANE), arxiv_author("Jane Silt"), zotero_library("users/7")]))
def test_only_parse_error_escapes(body: bytes, wish: Wish) -> None:
    request = wish.start()
    try:
        wish.read(request, Response(request.url, 200, body))
    except ParseError as error:
        assert str(error).startswith(wish.label)  # noqa: PT017  # most bodies raise nothing
