"""Somebody's papers through the real fetcher, from fakes on loopback: paged, bounded, and with errors that help."""

from __future__ import annotations

import json

import pytest

from academichub.adapters.http import HttpFetcher
from academichub.errors import ConfigError, FetchError, ParseError, RateLimited
from academichub.model import ReadReferences, Reference
from academichub.pipeline.referencing import MOST_PAGES, fetch_references
from academichub.references.upstreams import ArxivAuthor, OrcidWorks, ZoteroLibrary, arxiv_author, zotero_library
from tests.adapters.outside import HandClock, fetcher_for
from tests.upstreams.arxiv_authors import FakeArxivAuthors, Preprint
from tests.upstreams.orcid import FakeOrcid, Work
from tests.upstreams.server import FakeUpstream, Reply, Seen
from tests.upstreams.zotero import FakeZotero, item

JANE = "0000-0002-1825-0097"
KEY = "k3yOfJane"


def fetcher(fake: FakeUpstream, clock: HandClock | None = None) -> HttpFetcher:
    return fetcher_for(clock=(clock or HandClock()).clock, also=(fake.host,))


def zotero(fake: FakeZotero, path: str = "users/7", key: str | None = None) -> ZoteroLibrary:
    return zotero_library(path, key, fake.base)


def by_name(fake: FakeArxivAuthors, name: str = "Jane Silt") -> ArxivAuthor:
    return arxiv_author(name, f"{fake.base}/a", f"{fake.base}/api/query")


def test_works_of_orcid() -> None:
    works = [
        Work(
            "Silt &amp; <i>sand</i>", (("doi", "10.5555/SILT.1", "self"), ("issn", "0028-0836", "part-of")), "2026", 3
        ),
        Work("A chapter", (("doi", "10.5555/book", "part-of"), ("arxiv", "2606.24854", "self")), None),
        Work("", (("pmid", "7", "self"), ("doi", "10.5555/c", "version-of"))),
        Work("Only a title"),
        Work("", (("doi", "nothing", "self"),)),
    ]
    with FakeOrcid({JANE: works}) as fake:
        read = fetch_references(OrcidWorks(JANE, fake.base), fetcher(fake))
        assert fake.seen[0].headers["accept"] == "application/vnd.orcid+json"
    assert read.references == (
        Reference("Silt & sand", identifiers=("doi:10.5555/silt.1",), year=2026),
        Reference("A chapter", identifiers=("arxiv:2606.24854",)),
        Reference("", identifiers=("doi:10.5555/c", "pmid:7")),
        Reference("Only a title"),
    )
    assert [one.place for one in read.unread] == ["work 5"]


def test_papers_of_an_arxiv_author_who_claimed_them() -> None:
    papers = [
        Preprint("2606.24854v2", r"Silt of {\alpha} \"Uber $x^2$", ("Jane Silt", "R. Sand"), "10.5555/silt.1"),
        Preprint("hep-th/9901001v1", "Sand", ("Jane Silt, Paul Mud",)),
        Preprint("not-an-id", "Nothing"),
    ]
    with FakeArxivAuthors(by_owner={"silt_j_1": papers, JANE: papers[:1]}) as fake:
        read = fetch_references(by_name(fake, "https://arxiv.org/a/silt_j_1.atom2"), fetcher(fake))
        linked = fetch_references(by_name(fake, f"https://orcid.org/{JANE}"), fetcher(fake))
    first, second = read.references
    assert first.identifiers == ("arxiv:2606.24854", "doi:10.5555/silt.1")
    assert (first.authors, first.year) == (("Jane Silt", "R. Sand"), 2026)
    assert "α" in first.title
    assert (second.identifiers, second.authors) == (("arxiv:hep-th/9901001",), ("Jane Silt", "Paul Mud"))
    assert len(read.unread) == 1
    assert linked.references == (first,)


def test_a_name_on_arxiv_is_asked_for_page_by_page_three_seconds_apart() -> None:
    papers = [Preprint(f"2606.{n:05d}v1", f"Silt, part {n}") for n in range(1, 451)]
    clock = HandClock()
    with FakeArxivAuthors(by_name={"Jane Silt": papers}) as fake:
        read = fetch_references(by_name(fake), fetcher(fake, clock))
        assert (len(read.references), read.unread, len(fake.seen)) == (450, (), 3)
        assert sum(clock.slept) == pytest.approx(6.0)
        fake.lost = 60
        read = fetch_references(by_name(fake), fetcher(fake))
        assert len(read.references) == 390
        assert "60 of 450" in read.unread[0].reason
        assert fetch_references(by_name(fake, "Nobody Here"), fetcher(fake)) == ReadReferences()


def test_an_error_dressed_as_a_feed_is_an_error() -> None:
    with FakeArxivAuthors() as fake:
        fake.error = "incorrect id format for <x>"
        with pytest.raises(ParseError, match="arXiv refuses the question: incorrect id format for <x>"):
            fetch_references(by_name(fake), fetcher(fake))


@pytest.mark.parametrize("says_next", [True, False])
def test_a_library_of_zotero_comes_whole_and_the_key_stays_with_it(says_next: bool) -> None:
    items: list[object] = [item(n, DOI=f"10.5555/{n}") for n in range(250)]
    items[7] = item(7, itemType="note")
    items[8] = "no item"
    with FakeZotero({"users/7": items}, KEY) as fake:
        fake.says_next = says_next
        wish = zotero(fake, key=f" {KEY}\n")
        read = fetch_references(wish, fetcher(fake))
        assert [seen.query["start"] for seen in fake.seen] == ["0", "100", "200"]
        assert all(seen.headers["zotero-api-key"] == KEY and KEY not in seen.target for seen in fake.seen)
    assert len(read.references) == 248
    assert [one.place for one in read.unread] == ["item 9"]
    assert KEY not in repr(wish)
    assert KEY not in repr(wish.start())


def test_a_collection_of_a_public_group() -> None:
    with FakeZotero({"groups/9/collections/ABCD2345": [item(1, extra="arXiv: 2606.24854 [cs]")]}) as fake:
        page = "https://www.zotero.org/groups/9/silt_lab/collections/ABCD2345/library"
        read = fetch_references(zotero(fake, page), fetcher(fake))
        assert "zotero-api-key" not in fake.seen[0].headers
    assert read.references == (Reference("Silt, part 1", identifiers=("arxiv:2606.24854",)),)


def test_backoff_is_kept_between_pages() -> None:
    clock = HandClock()
    with FakeZotero({"users/7": [item(n) for n in range(150)]}) as fake:
        fake.backoff_s = 20
        assert len(fetch_references(zotero(fake), fetcher(fake, clock)).references) == 150
        assert sum(clock.slept) == pytest.approx(20.0)
        fake.backoff_s = 3600
        with pytest.raises(RateLimited) as caught:
            fetch_references(zotero(fake), fetcher(fake, clock))
        assert caught.value.retry_after_s is not None


def test_a_library_without_end_is_left() -> None:
    class Endless(FakeZotero):
        """Says of every page that there is another."""

        def reply(self, seen: Seen) -> Reply:
            link = '<https://elsewhere.example/>; rel="next"'
            return Reply(json.dumps([item(int(seen.query["start"]))]).encode(), headers={"Link": link})

    with Endless({}) as fake:
        read = fetch_references(zotero(fake), fetcher(fake))
        assert len(fake.seen) == MOST_PAGES
    assert "there is more" in read.unread[-1].reason


def test_errors_name_whose_papers_and_the_remedy() -> None:
    with FakeOrcid({}) as fake, pytest.raises(ConfigError, match=f"ORCID {JANE}: ORCID knows no such person"):
        fetch_references(OrcidWorks(JANE, fake.base), fetcher(fake))
    with FakeArxivAuthors() as arxiv, pytest.raises(ConfigError, match=r"arXiv author silt_j_1: .*plain name"):
        fetch_references(by_name(arxiv, "silt_j_1"), fetcher(arxiv))
    with FakeZotero({"users/7": []}, KEY) as library:
        with pytest.raises(ConfigError, match="Zotero users/7: it is private; make a key"):
            fetch_references(zotero(library), fetcher(library))
        with pytest.raises(ConfigError, match="the key given may not read it") as caught:
            fetch_references(zotero(library, key="wr0ngKey"), fetcher(library))
        assert "wr0ngKey" not in str(caught.value)
        with pytest.raises(ConfigError, match="users/8: Zotero knows no such library"):
            fetch_references(zotero(library, "users/8", KEY), fetcher(library))


def test_upstreams_that_fail_fail_as_what_they_are() -> None:
    with FakeOrcid({JANE: [Work("Silt")]}) as fake:
        wish = OrcidWorks(JANE, fake.base)
        fake.fail_next(status=500)
        with pytest.raises(FetchError, match="500"):
            fetch_references(wish, fetcher(fake))
        fake.fail_next(status=429, headers={"Retry-After": "30"})
        with pytest.raises(RateLimited) as caught:
            fetch_references(wish, fetcher(fake))
        assert caught.value.retry_after_s == 30
        fake.truncate_next(keep=60)
        with pytest.raises(FetchError):
            fetch_references(wish, fetcher(fake))
        for change in (lambda body: body[:-40], lambda _: b"<html>", lambda _: b'{"error": 1}', lambda _: b"[]"):
            fake.change_next(change)
            with pytest.raises(ParseError, match=JANE):
                fetch_references(wish, fetcher(fake))
        assert len(fetch_references(wish, fetcher(fake)).references) == 1
    with FakeZotero({"users/7": [item(1)]}) as library:
        library.change_next(lambda body: body[:-3])
        with pytest.raises(ParseError, match="Zotero users/7: Zotero's answer is not whole"):
            fetch_references(zotero(library), fetcher(library))
