"""One card per work: any order gives the same cards, and what is taken back is as it was."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from academichub.errors import ConfigError, NotFound
from academichub.match import Strand, own_name, traits_of
from academichub.model import Identifiers, Markup, Page, Paper, PaperId, Record, SourceId, Stance, Vote
from academichub.pipeline import make_extracts
from academichub.pipeline.kinship import MOST_OF_A_NAME, Search
from academichub.pipeline.progress import SilentProgress
from academichub.pipeline.saving import save_pages
from academichub.pipeline.works import Works, learn_all_strands
from academichub.publish.wording import wording
from academichub.publish.works import suggestion_lines
from academichub.store import Store
from tests.pipeline.families import family, record
from tests.samples import DAY, NOON, announced, arxiv_record, journal_record

_CARD_TABLES = ("papers", "names", "records", "announcements", "strands", "strand_keys", "aliases", "editions")


def save(store: Store, *records: Record, day: date = DAY, at: int = 0) -> None:
    page = Page(tuple(announced(each, day=day) for each in records), day=day)
    with store.writing() as unit:
        save_pages(unit, records[0].source, [page], NOON + timedelta(minutes=at))


def extracted(store: Store) -> None:
    make_extracts(store, lambda: NOON, SilentProgress())


def rows(store: Store, tables: Iterable[str] = _CARD_TABLES) -> dict[str, list[tuple[object, ...]]]:
    with store.engine.connect() as connection:
        return {
            table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}"))), key=repr) for table in tables
        }


def cards(store: Store, records: Iterable[Record]) -> dict[frozenset[str], Paper]:
    """Each card by the entries it is made of; without its id, which is the older one's."""
    found: dict[PaperId, set[str]] = {}
    for each in records:
        paper_id = store.find(own_name(each))
        assert paper_id is not None
        found.setdefault(paper_id, set()).add(own_name(each))
    papers = store.papers(list(found))
    return {frozenset(names): replace(papers[paper_id], paper_id=PaperId("")) for paper_id, names in found.items()}


def grow(path: Path, records: list[Record], chance: random.Random) -> dict[frozenset[str], Paper]:
    """The cards after the records came in any order, some together and some alone."""
    shuffled = chance.sample(records, len(records))
    empty = path.parent / "empty.db"
    if not empty.exists():  # to make the tables takes longer than all the rest
        Store.open(empty).close()
    shutil.copy(empty, path)
    with closing(Store.open(path)) as store:
        at = 0
        while shuffled:
            n = chance.choice((1, 2, 5, 20))
            batch, shuffled = shuffled[:n], shuffled[n:]
            save(store, *batch, at=(at := at + 1))
        return cards(store, records)


def check_orders(path: Path, n_families: int, n_orders: int, seed: int) -> None:
    chance = random.Random(seed)
    families = [family(number) for number in range(n_families)]
    records = [each for members, _ in families for each in members]
    expected = grow(path / "first.db", records, chance)
    assert len(expected) == sum(n_works for _, n_works in families)
    for order in range(n_orders):
        assert grow(path / f"{order}.db", records, chance) == expected
        (path / f"{order}.db").unlink()


def test_any_order_gives_the_same_cards(tmp_path: Path) -> None:
    check_orders(tmp_path, n_families=12, n_orders=6, seed=1)


def test_a_paper_is_found_by_every_title_that_it_had(store: Store) -> None:
    first = arxiv_record(1)
    second = replace(first, version=2, title=Markup("Another name altogether for the same paper"))
    save(store, first)
    save(store, second, at=1)
    save(store, journal_record("e1", None, title=Markup("Editorial")), at=2)
    titles = (first.title.text.upper(), "another name altogether: for the same paper", "Editorial!", "Of nobody")
    paper_id = store.find(own_name(first))
    assert store.titled(titles) == {
        titles[0]: (paper_id,),
        titles[1]: (paper_id,),
        "Editorial!": (PaperId("deltas:e1"),),
    }


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_orders_give_the_same_cards(tmp_path: Path, seed: int) -> None:
    """Each family by itself, as families have nothing to do with each other: 20 × 12 × 42 orders."""
    chance = random.Random(seed)
    for number in range(seed * 12, seed * 12 + 12):
        records, n_works = family(number)
        expected = None
        for order in range(42):
            path = tmp_path / f"{number}-{order}.db"
            found = grow(path, list(records), chance)
            path.unlink()
            expected = expected or found
            assert found == expected
            assert len(found) == n_works


def two_that_learn_of_each_other(store: Store) -> tuple[PaperId, PaperId]:
    save(store, arxiv_record(1))
    save(store, journal_record(title=arxiv_record(9).title), day=DAY + timedelta(days=1), at=1)
    extracted(store)
    ids = store.find("arxiv:2606.90001"), store.find("10.5555/silt.1")
    assert ids[0] is not None
    assert ids[1] is not None
    assert ids[0] != ids[1]
    return ids[0], ids[1]


def test_two_stored_papers_become_one_when_a_later_record_states_both(store: Store) -> None:
    preprint, article = two_that_learn_of_each_other(store)
    database = record("crossref", "10.5555/silt.1", 1, "Delta", identifiers=Identifiers("2606.90001", "10.5555/silt.1"))
    save(store, database, day=DAY + timedelta(days=2), at=2)
    assert store.find("10.5555/silt.1") == store.find(article) == preprint
    details = store.details(article, "en")
    assert details.paper.paper_id == preprint
    assert [joined.source for joined in details.joined] == ["arxiv", "deltas", "crossref"]
    assert [joined.reason for joined in details.joined] == [None, "name:doi:10.5555/silt.1", "name:arxiv:2606.90001"]
    assert {source for source, *_ in details.announcements} == {"arxiv", "deltas", "crossref"}
    assert [line.paper_id for line in store.outline(DAY + timedelta(days=1))] == [preprint]
    gone = [each.paper.paper_id for each in store.changed(0, 100) if each.is_joined]
    assert gone == [article]


def test_what_a_reader_joined_and_takes_back_is_as_it_was_row_by_row(store: Store) -> None:
    preprint, article = two_that_learn_of_each_other(store)
    before, works = rows(store), Works(store, lambda: NOON)
    assert works.join("10.5555/silt.1", "2606.90001") == preprint
    assert store.find(article) == preprint
    assert rows(store) != before
    (merge,) = store.merges()
    assert (merge.kept, merge.gone, merge.reason, merge.by) == (preprint, article, "reader", "reader")
    works.part(merge.merge_id)
    extracted(store)
    assert rows(store) == before
    assert store.merges()[0].undone_at == NOON
    with pytest.raises(ConfigError):
        works.part(merge.merge_id)


def test_what_was_taken_back_or_refused_is_never_joined_by_itself(store: Store) -> None:
    save(store, arxiv_record(1, published_doi="10.5555/silt.1"))
    save(store, journal_record(), at=1)
    (merge,) = store.merges()
    Works(store, lambda: NOON).part(merge.merge_id)
    ids = store.find("arxiv:2606.90001"), store.find("deltas:guid-1")
    assert len({*ids}) == 2
    save(store, journal_record(comment="pages added"), arxiv_record(1, 2, published_doi="10.5555/silt.1"), at=2)
    save(store, record("pubmed", "1", 1, "Silt", identifiers=Identifiers(doi="10.5555/silt.1", pmid="1")), at=3)
    assert (store.find("arxiv:2606.90001"), store.find("deltas:guid-1")) == ids
    Works(store, lambda: NOON).join(ids[0] or "", ids[1] or "")
    assert store.find("arxiv:2606.90001") == store.find("deltas:guid-1") == store.find("pmid:1")


@pytest.mark.parametrize("by_reader", [False, True])
def test_what_came_after_a_false_merge_goes_with_whom_it_belongs_to(store: Store, by_reader: bool) -> None:
    """A and B were merged, C came with B's DOI: taken back, it is A alone, and B with C for good."""
    doi = Identifiers(doi="10.5555/frogs")
    first = (
        arxiv_record(1) if by_reader else replace(arxiv_record(1), title=Markup("Nocturnal choruses of lagoon frogs"))
    )
    article = replace(record("crossref", "10.5555/frogs", 1, "Nocturnal choruses of lagoon frogs", identifiers=doi))
    article = replace(article, authors=first.authors)
    indexed = replace(article, source=SourceId("pubmed"), key="7", identifiers=replace(doi, pmid="7"))
    works = Works(store, lambda: NOON)
    save(store, first)
    save(store, article, at=1)
    if by_reader:
        works.join(own_name(first), own_name(article))
    save(store, indexed, at=2)
    assert len(cards(store, [first, article, indexed])) == 1
    merge = next(merge for merge in store.merges() if merge.strands == (own_name(article),))
    works.part(merge.merge_id)
    apart = {frozenset([own_name(first)]), frozenset([own_name(article), own_name(indexed)])}
    for at in (3, 4):
        assert cards(store, [first, article, indexed]).keys() == apart
        save(store, replace(indexed, comment=f"said {at} times"), replace(first, comment=f"{at}"), at=at)
    (left,) = (merge for merge in store.merges() if merge.undone_at is None)
    assert (left.kept, left.strands, left.reason) == (
        store.find(own_name(article)),
        (own_name(indexed),),
        "name:doi:10.5555/frogs",
    )
    works.part(left.merge_id)
    assert store.find(own_name(article)) != store.find(own_name(indexed))


def test_a_card_that_joined_another_one_later_is_still_told_apart_from_what_is_taken_back(store: Store) -> None:
    """B came to A, both came to X, and C to all of them: B is ruled to be no A, and nothing is said of X and C."""
    records = [record(source, source, at, f"Of {source} and sand") for at, source in enumerate(("x", "a", "b", "c"))]
    works = Works(store, lambda: NOON)
    for at, each in enumerate(records):
        save(store, each, at=at)
    for one, other in (("a:a", "b:b"), ("x:x", "a:a"), ("x:x", "c:c")):
        works.join(one, other)
    assert len(cards(store, records)) == 1
    works.part(next(merge.merge_id for merge in store.merges() if merge.strands == ("b:b",)))
    with store.writing() as unit:
        assert unit.register.rulings(["b:b"]).different == {("a:a", "b:b")}
    assert cards(store, records).keys() == {frozenset(["b:b"]), frozenset(["a:a", "c:c", "x:x"])}


def test_another_source_s_word_on_a_work_is_counted_as_joined(store: Store) -> None:
    save(store, arxiv_record(1, 2, published_doi="10.5555/silt.1"))
    page = Page((announced(journal_record()), announced(journal_record("guid-2", None, title=Markup("Mud")))), day=DAY)
    with store.writing() as unit:
        report = save_pages(unit, journal_record().source, [page], NOON)
    assert (report.announced, report.new, report.joined, report.revised, report.unchanged) == (2, 1, 1, 0, 0)


def test_a_card_cannot_be_refused_and_the_way_to_part_it_is_told(store: Store) -> None:
    save(store, arxiv_record(1, 2, published_doi="10.5555/silt.1"))
    save(store, journal_record(), at=1)
    with pytest.raises(ConfigError, match="works unmerge"):
        Works(store, lambda: NOON).refuse("arxiv:2606.90001", "deltas:guid-1")


def test_a_near_match_is_suggested_until_a_reader_decides(store: Store) -> None:
    one = record("deltas", "a", 3, "Sand transport in basins of the northern coast, 1990 to 2010")
    other = record("rivers", "b", 3, "Sand transport in basins of the northern coast, 2010 to 2024")
    save(store, one)
    save(store, other, at=1)
    (suggestion,) = store.suggestions()
    assert {suggestion.paper_id, suggestion.other_id} == {"deltas:a", "rivers:b"}
    told = "\n".join(suggestion_lines(suggestion, wording("en")))
    assert "1990 to 2010" in told
    assert "2010 to 2024" in told
    assert "nearly the same title" in told
    for act in ("merge", "refuse"):
        assert f"academichub works {act} {suggestion.paper_id} {suggestion.other_id}" in told
    assert store.details(PaperId("rivers:b"), "en").suggestions[0].other_id == "deltas:a"
    Works(store, lambda: NOON).refuse("deltas:a", "rivers:b")
    assert store.suggestions() == ()
    save(store, replace(other, comment="again"), at=2)
    assert store.suggestions() == ()


def test_votes_and_examples_of_either_paper_are_of_the_card(store: Store) -> None:
    preprint, article = two_that_learn_of_each_other(store)
    from academichub.model import OWNER, Example, Radar

    with store.changing_shelf(OWNER) as shelf:
        radar_id = shelf.save_radar(Radar("deltas"), NOON).radar_id
        assert radar_id is not None
        shelf.add_vote(radar_id, Vote(article, Stance.UP, NOON))
        shelf.add_examples(radar_id, [Example(article, "Silt", NOON, paper_id=article)])
    Works(store, lambda: NOON).join(preprint, article)
    with store.shelf(OWNER) as shelf:
        assert list(shelf.votes(radar_id)) == [preprint]
        assert shelf.has_example(radar_id, preprint)
        assert [example.paper_id for example in shelf.examples(radar_id)] == [preprint]
        assert shelf.counts()[radar_id] == (1, 1)
    Works(store, lambda: NOON).part(store.merges()[0].merge_id)
    with store.shelf(OWNER) as shelf:
        assert list(shelf.votes(radar_id)) == [article]


def test_two_entries_of_one_source_are_not_joined_even_by_hand(store: Store) -> None:
    save(store, arxiv_record(1), arxiv_record(2))
    with pytest.raises(ConfigError, match="arxiv"):
        Works(store, lambda: NOON).join("2606.90001", "2606.90002")
    with pytest.raises(NotFound):
        Works(store, lambda: NOON).join("2606.90001", "2606.99999")
    with pytest.raises(NotFound):
        Works(store, lambda: NOON).part(77)


def test_a_store_from_before_the_register_is_learned_and_joined(store: Store) -> None:
    records = [each for number in range(12) for each in family(number)[0]]
    for at, each in enumerate(records):
        save(store, each, at=at)
    expected = cards(store, records)
    with store.engine.begin() as connection:
        for table in ("aliases", "merges", "suggestions", "strand_keys", "strands"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("DELETE FROM about WHERE name = 'strands-until'"))
    learn_all_strands(store, NOON)
    assert cards(store, records) == expected
    learn_all_strands(store, NOON)
    assert len(rows(store, ["strands"])["strands"]) == len({own_name(each) for each in records})


def check_routes(store: Store, n_papers: int) -> None:
    """H8: five sources and three categories of arXiv, in any order: a card each, and each once in the edition."""
    chance = random.Random(8)
    listed = [announced(each) for number in range(n_papers) for each in _eight_routes(number)]
    chance.shuffle(listed)
    for at in range(0, len(listed), 37):
        with store.writing() as unit:
            save_pages(unit, listed[at].record.source, [Page(tuple(listed[at : at + 37]), day=DAY)], NOON)
    assert len(store.outline(DAY)) == n_papers
    assert store.days() == [(DAY, n_papers)]
    assert len({store.find(own_name(each.record)) for each in listed}) == n_papers


def test_papers_by_eight_routes_are_a_card_each(store: Store) -> None:
    check_routes(store, 60)


@pytest.mark.long
def test_a_thousand_papers_by_eight_routes_are_a_thousand_cards(store: Store) -> None:
    check_routes(store, 1000)


def _eight_routes(number: int) -> list[Record]:
    key, doi = f"2606.9{number:04d}", f"10.5555/routes.{number}"
    title = f"Erosion of the shallow banks of lagoon {number} in winter storms"
    preprint = record("arxiv", key, number, title, version=1, identifiers=Identifiers(arxiv=key), published_doi=doi)
    others = [
        record(source, f"{source}-{number}", number, title, identifiers=Identifiers(doi=doi))
        for source in ("deltas", "crossref", "pubmed", "openalex", "europepmc")
    ]
    return [preprint, replace(preprint), replace(preprint), *others]


def test_past_editions_stay_and_say_what_turned_out(store: Store) -> None:
    save(store, arxiv_record(1))
    save(store, journal_record(), at=1)
    save(store, journal_record("guid-7", doi="10.5555/gone"), at=2)
    save(store, journal_record("guid-7", doi="10.5555/gone", withdrawn=True), day=DAY + timedelta(days=3), at=3)
    assert [(each.paper_id, each.made_on) for each in store.corrections(DAY)] == [("doi:10.5555/gone", None)]
    assert len(store.outline(DAY)) == 3
    joined_on = NOON + timedelta(days=5)
    Works(store, lambda: joined_on).join("2606.90001", "10.5555/silt.1")
    assert len(store.outline(DAY)) == 2
    assert ("arxiv:2606.90001", joined_on.date()) in [(each.paper_id, each.made_on) for each in store.corrections(DAY)]
    assert store.corrections(joined_on.date()) == ()


def test_each_version_says_what_it_changed(store: Store) -> None:
    save(store, arxiv_record(1, 3, title="Sand alone in delta one"))
    save(store, arxiv_record(1, 1), at=1)
    save(store, arxiv_record(1, 2, authors=arxiv_record(1).authors[:1]), at=2)
    versions = store.details(PaperId("arxiv:2606.90001"), "en").versions
    assert [(version.number, version.changed) for version in versions] == [
        (1, None),
        (2, ("authors",)),
        (3, ("title", "authors")),
    ]


def journal_entries(first: int, n: int, doi: str) -> list[Record]:
    """Entries of a feed that states its own DOI with each of them."""
    return [
        record("deltas", f"e{at}", at, f"Silt and what reeds number {at} do to it", identifiers=Identifiers(doi=doi))
        for at in range(first, first + n)
    ]


def compared(store: Store, records: list[Record]) -> int:
    with store.writing() as unit:
        search = Search(unit.register, {own_name(one): _alone(one, at) for at, one in enumerate(records)}, {})
        search.spread()
    return max(map(len, search.components()))


def _alone(one: Record, at: int) -> Strand:
    return Strand(traits_of(one), PaperId(own_name(one)), PaperId(own_name(one)), 2**62 + at)


def test_a_name_that_a_whole_feed_gives_brings_nobody_together(store: Store) -> None:
    entries = journal_entries(0, MOST_OF_A_NAME + 10, "10.5555/journal")
    assert compared(store, entries[:MOST_OF_A_NAME]) == MOST_OF_A_NAME
    assert compared(store, entries) == 1


def test_what_was_joined_by_a_name_parts_when_a_whole_feed_comes_to_give_it(store: Store) -> None:
    """One after another or all at once, and whoever else gives the name: the same cards."""
    doi = "10.5555/journal"
    other = record("pubmed", "1", 900, "A title of its own about eels", identifiers=Identifiers(doi=doi, pmid="1"))
    entries = journal_entries(0, MOST_OF_A_NAME, doi)
    save(store, entries[0])
    save(store, other, at=1)
    save(store, *entries[1:-1], at=2)
    assert len(cards(store, [*entries[:-1], other])) == MOST_OF_A_NAME - 1
    save(store, entries[-1], at=3)
    found = cards(store, [*entries, other])
    assert len(found) == MOST_OF_A_NAME + 1
    save(store, *journal_entries(MOST_OF_A_NAME, 300, doi), at=4)
    assert cards(store, [*entries, other]) == found
    twin = replace(entries[3], source=SourceId("rivers"), key="t", identifiers=Identifiers())
    save(store, twin, at=5)
    assert store.find("rivers:t") == store.find("deltas:e3")  # by its words, as if the name had not been said


@pytest.mark.parametrize("evil", ["aa-evil", "zz-evil"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_feed_with_anothers_doi_neither_takes_the_card_nor_vanishes(store: Store, evil: str, is_first: bool) -> None:
    doi = Identifiers(doi="10.5555/victim")
    honest = record("crossref", "10.5555/victim", 1, "How frogs of the upper valleys mate", identifiers=doi)
    cheap = record(evil, "e1", 2, "Buy cheap pills", identifiers=doi)
    for at, each in enumerate([cheap, honest] if is_first else [honest, cheap]):
        save(store, each, at=at)
    assert {names: card.title.plain for names, card in cards(store, [honest, cheap]).items()} == {
        frozenset(["crossref:10.5555/victim"]): honest.title.text,
        frozenset([f"{evil}:e1"]): "Buy cheap pills",
    }
    assert store.find("10.5555/victim") == store.find("crossref:10.5555/victim")
    assert len(store.suggestions()) == 1
