"""Radars over a store of some days: what is shown, asked, cut, removed, and why; the same each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from academichub.adapters.locks import alone
from academichub.errors import ConfigError, NotFound
from academichub.model import (
    Author,
    Example,
    PaperId,
    Person,
    Radar,
    RadarView,
    ReasonKind,
    Removed,
    SavedSearch,
    Stance,
)
from academichub.pipeline.radars import StoredRadars
from academichub.pipeline.radars.sharing import split_page
from academichub.pipeline.radars.showing import asks_on
from academichub.publish.reasons import reason_lines
from academichub.publish.wording import wording
from academichub.store import Store
from academichub.taste import TasteFolder
from tests.pipeline.radars.invented import (
    announce,
    desk_of,
    everywhere,
    example_of,
    fill_days,
    invented,
    topics_of,
)
from tests.samples import DAY, NOON
from tests.store.cards import summary_of, text

ORCID = "0000-0002-1825-0097"
DUNES = Radar("Dunes", boost=("dune", "saltation"), quota=5)
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> StoredRadars:
    return desk_of(store, tmp_path)


def shown(view: RadarView) -> list[PaperId]:
    return [ranked.paper_id for ranked in view.shown]


def test_what_was_changed_since_it_was_seen_is_not_replaced(desk: StoredRadars) -> None:
    seen = desk.save(DUNES)
    newer = desk.save(replace(seen, quota=7), over=seen)
    with pytest.raises(ConfigError) as refused:
        desk.save(replace(seen, quota=9), over=seen)
    assert (refused.value.subject, desk.all()) == ("radar", (newer,))


def test_a_radar_is_asked_for_by_its_id_when_its_name_is_another_ones(store: Store, desk: StoredRadars) -> None:
    (paper, *_) = fill_days(store, n_days=1)[DAY]
    old = desk.save(DUNES)
    desk.save(replace(old, name="Sand"))
    desk.save(DUNES)
    assert old.radar_id is not None
    desk.vote(old.radar_id, paper.paper_id, Stance.UP)
    assert [len(desk.votes(name)) for name in ("Sand", "Dunes")] == [1, 0]
    desk.remove(old.radar_id)
    with pytest.raises(NotFound):
        desk.vote(old.radar_id, paper.paper_id, Stance.UP)


def places(store: Store, tmp_path: Path) -> StoredRadars:
    return StoredRadars(store, TasteFolder(tmp_path / "taste", alone), lambda: NOON, sources=("arxiv", "nature"))


@pytest.mark.parametrize(
    ("changes", "field", "near"),
    [
        ({"sources": ("natur",)}, "sources", "nature"),
        ({"sources": ("nowhere",)}, "sources", "arxiv, nature"),
        ({"categories": ("cs.XX",)}, "categories", "cs.AI"),
        ({"categories": ("cs.L",)}, "categories", "cs.LG"),
        ({"categories": ("cell biologie",)}, "categories", "cell biology"),
        ({"categories": ("csx",)}, "categories", "cs"),
        ({"categories": ("Krautologie",)}, "categories", "as its source does"),
    ],
)
def test_a_place_that_there_is_not_is_refused_with_what_is_near(
    store: Store, tmp_path: Path, changes: dict[str, tuple[str, ...]], field: str, near: str
) -> None:
    fill_days(store, n_days=1, a_day=5)
    desk = places(store, tmp_path)
    for ask in (lambda radar: desk.save(radar), lambda radar: desk.preview(radar, (), DAY)):
        with pytest.raises(ConfigError) as refused:
            ask(replace(DUNES, **changes))  # type: ignore[arg-type]
        assert (refused.value.subject, near in refused.value.message) == (field, True), refused.value.message
    assert desk.all() == ()


def test_places_of_any_source_and_of_the_past_are_places(store: Store, tmp_path: Path) -> None:
    announce(store, [invented(1, "dunes", categories=("Sand Études.deep",), primary_category="Sand Études.deep")])
    held = StoredRadars(store, TasteFolder(tmp_path / "taste", alone), lambda: NOON).save(
        replace(DUNES, sources=("gone",))
    )
    desk = places(store, tmp_path)
    known = ("cs", "CS.lg", "q-bio", "Cell Biology", "neuroscience", "sand Études", "Sand Études.deep")
    desk.save(replace(held, categories=known, sources=("gone", "Nature")))
    with pytest.raises(ConfigError):
        desk.save(Radar("New", sources=("gone",)))


def test_a_rare_phrase_has_a_score_beside_that_of_others(store: Store, desk: StoredRadars) -> None:
    fill_days(store)
    wanted = [
        invented(900 + n, "dunes", abstract=text(f"Quokka migration{' in quokka migration' * n} is seen."))
        for n in (0, 4)
    ]
    announce(store, wanted)
    view = desk.preview(Radar("Rare", include=("quokka migration",)), (), DAY)
    usual = desk.preview(DUNES, (), DAY)
    assert sorted(shown(view)) == sorted(paper.paper_id for paper in wanted)
    assert 3 < view.shown[-1].score <= view.shown[0].score < 8
    assert usual.shown[0].score < view.shown[-1].score
    for ranked in view.shown:
        assert sum(reason.weight for reason in ranked.reasons) < 2 * ranked.score, (
            "they are parts of the score that is told"
        )


@pytest.mark.parametrize("word", ["0", "砂", "x"])
def test_a_word_that_let_a_paper_in_is_named_however_short_it_is(store: Store, desk: StoredRadars, word: str) -> None:
    fill_days(store)
    beasts = "Quokka wombat numbat possum bilby bettong potoroo dunnart quoll phascogale"
    announce(store, [invented(n, "dunes", abstract=text(f"{beasts} are seen.")) for n in (600, 601)], YESTERDAY)
    examples = [example_of(invented(n, "dunes")) for n in (600, 601)]
    wanted = invented(602, "planets", abstract=text(f"{beasts} are {word} again."))
    announce(store, [wanted])
    (ranked,) = desk.preview(Radar("Short", include=(word,)), examples, DAY).shown
    (line,) = (line for line in reason_lines(ranked.reasons, wording("en"), 9) if line.startswith("says"))
    assert f"“{word}”" in line
    assert len([reason for reason in ranked.reasons if reason.kind is ReasonKind.WORD]) > 2


def test_plain_words_are_named_only_for_want_of_better_ones(store: Store, desk: StoredRadars) -> None:
    fill_days(store)
    seen = "Barchan crests and aeolian saltation on quokka islands of wombat rivers"
    announce(store, [invented(n, "dunes", abstract=text(f"{seen}.")) for n in (600, 601)], YESTERDAY)
    announce(store, [invented(602, "planets", title=text(seen), abstract=text(f"{seen} again."))])
    examples = [example_of(invented(n, "dunes")) for n in (600, 601)]
    view = desk.preview(Radar("Beasts"), examples, DAY)
    told = [reason.what for reason in view.shown[0].reasons if reason.kind is ReasonKind.WORD]
    assert view.shown[0].paper_id.endswith("90602")
    assert len(told) >= 2
    plain = {"barchan", "crests", "aeolian", "saltation"}  # each in a sixth of the papers
    assert not plain & {word.casefold() for word in told}, told


def test_words_alone_find_their_topic_and_say_why(store: Store, desk: StoredRadars) -> None:
    topics = topics_of(fill_days(store)[DAY])
    desk.save(DUNES)
    view = desk.view("dunes", DAY)
    assert [topics[paper_id] for paper_id in shown(view)] == ["dunes"] * 5
    assert [ranked.score for ranked in view.shown] == sorted((r.score for r in view.shown), reverse=True)
    for ranked in view.shown:
        said = {reason.what for reason in ranked.reasons if reason.kind is ReasonKind.WORD}
        assert said & {"dune", "saltation"}
        (paper,) = store.papers([ranked.paper_id]).values()
        text = f"{paper.title.plain} {paper.abstract.plain if paper.abstract else ''}".casefold()
        assert all(word in text for word in said)


def test_chinese_words_find_chinese_papers(store: Store, desk: StoredRadars) -> None:
    topics = topics_of(fill_days(store)[DAY])
    desk.save(Radar("沙丘研究", include=("沙丘",), languages=("zh",), quota=4))
    view = desk.view("沙丘研究", DAY)
    assert {topics[paper_id] for paper_id in shown(view)} == {"沙丘"}
    assert len(view.shown) == 4
    assert "沙丘" in {reason.what for reason in view.shown[0].reasons}
    assert {removed.rule for removed in view.removed} == {"languages"}


@pytest.mark.parametrize(
    ("word", "title", "abstract", "others"),
    [
        ("モデル", "拡散モデルの高速化", "拡散モデルを速くする方法を示す。", "結晶の成長について述べる。"),
        ("딥러닝", "딥러닝을 이용한 분류", "딥러닝은 영상을 분류한다.", "결정의 성장을 다룬다."),
    ],
)
def test_japanese_and_korean_words_find_their_papers(
    store: Store, desk: StoredRadars, word: str, title: str, abstract: str, others: str
) -> None:
    wanted = invented(900, "graphs", title=text(title), abstract=text(abstract))
    announce(store, [wanted, *(invented(n, "graphs", title=text(others), abstract=text(others)) for n in range(1, 60))])
    desk.save(Radar("include", include=(word,)))
    desk.save(Radar("boost", boost=(word,)))
    for name in ("include", "boost"):
        (first, *_) = desk.preview(desk.named(name), (), DAY).shown
        assert first.paper_id == wanted.paper_id
        assert {reason.what for reason in first.reasons if reason.kind is ReasonKind.WORD} >= {word}


def test_every_paper_of_the_day_stands_in_one_place_of_each_view(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store, n_days=1, a_day=130)
    desk.save(replace(DUNES, exclude=("desert",), quota=3))
    desk.save(Radar("Planets", boost=("planet",), quota=4, share=3))
    desk.save(Radar("All", categories=("astro-ph", "q-bio"), quota=2))
    ids = sorted(paper.paper_id for paper in made[DAY])
    views = [desk.view(name, DAY) for name in ("Dunes", "Planets", "All")]
    for view in (*views, *desk.edition(DAY)):
        assert sorted(everywhere(view)) == ids
        assert view.n_papers == len(ids)
        assert len(view.cut) == view.n_cut
        assert not any(ranked.reasons for ranked in view.cut[50:])
    for view in views:
        for paper_id, name in view.elsewhere:
            (other,) = (each for each in views if each.radar.name == name)
            assert paper_id in shown(other) or (other.asked is not None and other.asked.paper_id == paper_id)


def test_a_paper_is_in_one_radar_of_the_page_alone_and_no_radar_over_its_quota(
    store: Store, desk: StoredRadars
) -> None:
    fill_days(store, n_days=1, a_day=500)
    desk.save(replace(DUNES, quota=50))
    desk.save(Radar("Sand", boost=("sand", "dune"), quota=50, share=2))
    desk.save(Radar("Small", boost=("graph",), quota=3, share=100))
    desk.save(Radar("Asleep", boost=("dune",), paused=True))
    page = desk.edition(DAY)
    assert [view.radar.name for view in page] == ["Dunes", "Sand", "Small"]
    on_page = [paper_id for view in page for paper_id in shown(view)]
    on_page += [view.asked.paper_id for view in page if view.asked is not None]
    assert len(set(on_page)) == len(on_page)
    assert [len(view.shown) for view in page] == [19, 38, 3]
    for view in page:
        assert set(shown(view)) <= set(shown(desk.view(view.radar.name, DAY)))


def test_the_page_is_split_by_shares_and_what_one_cannot_fill_goes_to_the_others() -> None:
    assert split_page([1, 1], [100, 100]) == [30, 30]
    assert split_page([2, 1], [100, 100]) == [40, 20]
    assert split_page([100, 1], [5, 100]) == [5, 55]
    assert split_page([1, 1, 1], [0, 2, 3]) == [0, 2, 3]
    assert split_page([], []) == []


def test_a_paper_is_shown_on_the_first_day_that_has_it_and_a_withdrawn_one_never(
    store: Store, desk: StoredRadars
) -> None:
    made = fill_days(store, n_days=2)
    again = made[YESTERDAY][0]
    announce(store, [again], DAY, again=True)
    announce(store, [invented(500, "dunes", withdrawn=True)])
    desk.save(DUNES)
    desk.save(Radar("all", sources=("arxiv",), quota=500))
    assert desk.view("all", DAY).n_papers == desk.view("all", YESTERDAY).n_papers == 40
    assert again.paper_id not in everywhere(desk.view("dunes", DAY))
    assert again.paper_id in everywhere(desk.view("dunes", YESTERDAY))
    assert desk.view("dunes", DAY + timedelta(days=9)).n_papers == 0


def test_rules_remove_and_say_which(store: Store, desk: StoredRadars) -> None:
    wei = invented(901, "planets", authors=(Author("Wei Li", orcid=ORCID), Author("Jane Doe")))
    cut = invented(902, "dunes", authors=(Author("Wei Li", orcid=ORCID),), categories=("cs.LG",), primary_category=None)
    announce(store, [wei, cut, *(invented(n, "dunes") for n in range(1, 9))])
    announce(store, [invented(903, "dunes")], source="biorxiv")
    radar = Radar(
        "x",
        include=("no such word",),
        exclude=("helix",),
        authors=(Person("Wei Li", ORCID),),
        categories=("physics", "astro-ph"),
        sources=("arxiv",),
    )
    desk.save(radar)
    view = desk.view("x", DAY)
    assert shown(view) == [wei.paper_id]  # by the author, without a word of include
    assert view.shown[0].reasons[0].kind is ReasonKind.AUTHOR
    rules = {removed.paper_id: (removed.rule, removed.value) for removed in view.removed}
    assert rules[cut.paper_id] == ("categories", "physics, astro-ph")
    assert rules[PaperId("arxiv:2606.90903")] == ("sources", "arxiv")
    assert rules[PaperId("arxiv:2606.90001")] == ("include", "no such word")
    word = wei.title.plain.split()[0]
    desk.save(replace(desk.named("x"), exclude=(word.upper(),)))
    assert {(r.rule, r.value) for r in desk.view("x", DAY).removed} >= {("exclude", word.upper())}


def test_a_radar_of_authors_alone_shows_their_papers_and_no_others(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=1)
    desk.save(Radar("people", authors=(Person("Ada Dunes 1", None, ("Bo Writer 1",)),)))
    view = desk.view("people", DAY)
    assert view.shown
    assert view.asked is None
    assert all(reason.kind is ReasonKind.AUTHOR for ranked in view.shown for reason in ranked.reasons)
    assert {(removed.rule, removed.value) for removed in view.removed} == {("authors", "Ada Dunes 1")}


def test_a_radar_of_a_category_alone_shows_it_in_the_order_of_the_edition(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store, n_days=1)
    desk.save(Radar("q-bio", categories=("q-bio",), quota=3))
    expected = [paper.paper_id for paper in made[DAY] if paper.primary_category == "q-bio.BM"]
    view = desk.view("q-bio", DAY)
    assert shown(view) == expected[:3]
    assert [ranked.paper_id for ranked in view.cut] == expected[3:]


def test_votes_change_the_order_and_are_a_reason(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store)
    topics = topics_of(made[DAY])
    desk.save(Radar("mixed", boost=("method",), quota=6))
    before = shown(desk.view("mixed", DAY))
    for paper in made[YESTERDAY]:
        topic = topics_of(made[YESTERDAY])[paper.paper_id]
        if topic in ("planets", "graphs"):
            desk.vote("mixed", paper.paper_id, Stance.UP if topic == "planets" else Stance.DOWN)
    view = desk.view("mixed", DAY)
    assert shown(view) != before
    assert {topics[paper_id] for paper_id in shown(view)} == {"planets"}
    kinds = {reason.kind for ranked in view.shown for reason in ranked.reasons}
    assert ReasonKind.VOTE in kinds
    against = [reason for ranked in view.cut for reason in ranked.reasons if reason.kind is ReasonKind.AGAINST]
    assert {reason.paper_id is None for reason in against} == {True, False}
    for ranked in (*view.shown, *view.cut):
        weights = [reason.weight for reason in ranked.reasons]
        assert weights == sorted(weights, key=lambda weight: (weight < 0, -abs(weight)))
        assert all((reason.weight < 0) is (reason.kind is ReasonKind.AGAINST) for reason in ranked.reasons)
    assert all(r.paper_id in desk.votes("mixed") for v in view.shown for r in v.reasons if r.kind is ReasonKind.VOTE)
    for paper_id in desk.votes("mixed"):
        desk.vote("mixed", paper_id, Stance.NONE)
    assert shown(desk.view("mixed", DAY)) == before


def test_a_phrase_does_not_begin_in_the_title_and_end_in_the_abstract(store: Store, desk: StoredRadars) -> None:
    split = invented(950, "graphs", title=text("Old sand"), abstract=text("Dunes are told of."))
    announce(store, [split, invented(951, "graphs", title=text("Old sand dunes"))])
    desk.save(Radar("phrase", include=("sand dune",)))
    assert shown(desk.view("phrase", DAY)) == [PaperId("arxiv:2606.90951")]


def test_examples_lead_and_one_that_is_stored_later_becomes_that_paper(store: Store, desk: StoredRadars) -> None:
    topics = topics_of(fill_days(store)[DAY])
    coming = invented(800, "proteins")
    by_title = Example("2606.90800", coming.title.plain, NOON, coming.abstract.plain if coming.abstract else "")
    desk.save(Radar("like", quota=4), [by_title])
    assert [example.paper_id for example in desk.examples("like")] == [None]
    view = desk.view("like", DAY)
    assert {topics[paper_id] for paper_id in shown(view)} == {"proteins"}
    like = [reason for reason in view.shown[0].reasons if reason.kind is ReasonKind.EXAMPLE]
    assert [(reason.what, reason.paper_id) for reason in like] == [(coming.title.plain, None)]
    announce(store, [coming])
    desk.save(desk.named("like"))
    assert [(e.key, e.paper_id) for e in desk.examples("like")] == [(coming.paper_id, coming.paper_id)]
    assert desk.add_examples("LIKE", [by_title, example_of(invented(1, "dunes"))]) == 1
    desk.remove_example("like", coming.paper_id)
    with pytest.raises(NotFound):
        desk.remove_example("like", coming.paper_id)


def test_an_example_and_a_voted_paper_teach_what_they_say_now(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store)
    topics = topics_of(made[DAY])
    example, voted = made[YESTERDAY][0], made[YESTERDAY][1]
    desk.save(Radar("like", quota=3), [example_of(example)])
    desk.save(Radar("voted", categories=("astro-ph", "q-bio"), quota=3))
    desk.vote("voted", voted.paper_id, Stance.UP)
    before = [shown(desk.view(name, DAY)) for name in ("like", "voted")]
    assert [{topics[paper_id] for paper_id in ids} for ids in before] == [{"proteins"}, {"planets"}]
    other = invented(990, "planets"), invented(991, "proteins")
    for paper, rewritten in zip((example, voted), other, strict=True):
        changed = replace(paper, title=rewritten.title, abstract=rewritten.abstract, categories=rewritten.categories)
        with store.writing() as unit:
            unit.save_changes([], [changed], NOON)
    after = [shown(desk.preview(desk.named(name), desk.examples(name), DAY)) for name in ("like", "voted")]
    assert [{topics[paper_id] for paper_id in ids} for ids in after] == [{"planets"}, {"proteins"}]


def test_what_was_worked_out_is_kept_for_any_number_of_radars(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=2, a_day=10)
    for n in range(40):
        desk.save(Radar(f"Dunes {n}", boost=("dune", f"word{n}")))
    page, view = desk.edition(DAY), desk.view("Dunes 39", DAY)
    assert desk.edition(YESTERDAY)
    assert desk.edition(DAY) is page
    assert desk.view("Dunes 39", DAY) is view


def test_texts_of_examples_are_read_once_and_of_the_newest_alone(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=1)
    old = [Example(f"old {n}", "Graph of nodes", NOON - timedelta(days=n)) for n in range(1, 700)]
    desk.save(Radar("many"), old)
    read: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *said: read.append(said[2]))
    view = desk.view("many", DAY)
    n_first = sum("examples.abstract" in statement for statement in read)
    assert desk.view("many", DAY) is view
    assert n_first == sum("examples.abstract" in statement for statement in read) == 1
    assert all("LIMIT" in statement for statement in read if "examples.abstract" in statement)
    desk.remove_example("many", "old 1")
    assert desk.add_examples("many", [Example("new", "Dune of sand", NOON)]) == 1
    assert desk.view("many", DAY) is not view


def test_it_asks_about_a_paper_that_is_not_shown_nor_voted(store: Store, desk: StoredRadars) -> None:
    fill_days(store)
    desk.save(DUNES)
    view = desk.view("dunes", DAY)
    assert view.asked is not None
    assert view.asked.paper_id not in shown(view)
    desk.vote("dunes", view.asked.paper_id, Stance.DOWN)
    again = desk.view("dunes", DAY).asked
    assert again is not None
    assert again.paper_id != view.asked.paper_id
    days = [DAY + timedelta(days=n) for n in range(300)]
    assert all(asks_on("dunes", day, 9) for day in days)
    assert 70 < sum(asks_on("Dunes", day, 10) for day in days) < 130
    assert [asks_on("dunes", day, 10) for day in days] == [asks_on("DUNES", day, 10) for day in days]


def test_a_preview_is_the_view_that_saving_gives(store: Store, desk: StoredRadars, tmp_path: Path) -> None:
    made = fill_days(store)
    examples = [example_of(paper) for paper in made[YESTERDAY][:4]]
    radar = replace(DUNES, include=("sand", "沙粒"))
    preview = desk.preview(radar, examples, DAY)
    assert preview.shown
    assert desk.all() == ()
    saved = desk.save(radar, examples)
    view = desk.view("dunes", DAY)
    assert replace(view, radar=preview.radar) == preview
    assert desk.preview(saved, desk.examples("dunes"), DAY) == view
    assert desk_of(store, tmp_path).view("dunes", DAY) == view  # another process, on what was saved
    assert desk_of(store, tmp_path / "elsewhere").view("dunes", DAY) == view  # or made anew


def test_a_backtest_counts_on_votes_that_did_not_teach_the_day(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store, n_days=6)
    saved = desk.save(replace(DUNES, exclude=("helix",)))
    plain = desk.backtest(saved, ())
    assert plain.precision is None
    lone = made[DAY][2]  # about graphs: nothing but its own vote could bring it up
    desk.vote("dunes", lone.paper_id, Stance.UP)
    assert lone.paper_id in shown(desk.view("dunes", DAY))
    test = desk.backtest(saved, ())
    assert (test.n_up, test.n_down, test.recall) == (1, 0, 0.0)
    assert [day.day for day in test.days] == sorted(made, reverse=True)
    assert all(day.n_papers == 40 and len(day.shown) == 5 and 5 <= day.n_passed < 40 for day in test.days)
    desk.vote("dunes", plain.days[2].shown[0], Stance.UP)  # its words find it without the vote
    desk.vote("dunes", made[test.days[3].day][1].paper_id, Stance.DOWN)  # of another topic
    test = desk.backtest(desk.named("dunes"), (), n_days=4)
    assert (len(test.days), test.n_up, test.n_down) == (4, 2, 1)
    assert (test.precision, test.recall) == (1.0, 0.5)


def test_an_example_that_is_news_is_known_to_the_reader_and_told_as_such(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store)
    own = made[DAY][0]
    desk.save(Radar("like", quota=5), [example_of(own)])
    view = desk.view("like", DAY)
    assert own.paper_id not in shown(view)
    assert [removed for removed in view.removed if removed.rule == "examples"] == [
        Removed(own.paper_id, "examples", "")
    ]
    assert own.paper_id in everywhere(desk.preview(Radar("other", boost=("protein",)), (), DAY))


def test_a_backtest_is_not_taught_by_examples_of_its_own_days(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store, n_days=6)
    lone = made[DAY][2]  # about graphs
    without = desk.backtest(DUNES, ())
    found = desk.backtest(DUNES, [example_of(lone)])
    assert found.days[0] == without.days[0]
    assert found.days[1:] != without.days[1:]


def test_names_are_one_whatever_their_case_and_a_taken_one_is_refused(desk: StoredRadars) -> None:
    first = desk.save(DUNES)
    assert desk.named("DUNES") == first
    with pytest.raises(ConfigError, match="taken"):
        desk.save(replace(DUNES, name="dUnes"))
    assert desk.save(replace(first, name="DUNES", quota=7)).radar_id == first.radar_id
    desk.remove("dunes")
    for ask in (desk.named, desk.remove, desk.examples, desk.votes):
        with pytest.raises(NotFound):
            ask("dunes")
    with pytest.raises(NotFound):
        desk.view("dunes", DAY)


def test_half_a_character_names_nothing_and_breaks_nothing(store: Store, desk: StoredRadars) -> None:
    announce(store, [invented(1, "dunes")])
    desk.save(DUNES, [Example("half \ud83d", "Title \ud83d\0", NOON, "Abstract \udcff")])
    assert desk.view("dunes", DAY).n_papers == 1
    for ask in (desk.named, desk.remove_search, lambda name: desk.vote("dunes", PaperId(name), Stance.UP)):
        with pytest.raises(NotFound):
            ask("\udcff")
    desk.remove_example("dunes", "half \ud83d")
    with pytest.raises(ConfigError):
        desk.save(Radar("\udcff", include=("dune",)))


def test_an_empty_store_has_empty_views(desk: StoredRadars) -> None:
    saved = desk.save(DUNES)
    (view,) = desk.edition(DAY)
    assert (view.n_papers, view.shown, view.asked, view.removed) == (0, (), None, ())
    assert desk.backtest(saved, ()).days == ()
    with pytest.raises(NotFound):
        desk.vote("dunes", PaperId("arxiv:2606.90001"), Stance.UP)


def test_the_first_papers_of_all_have_a_view(store: Store, desk: StoredRadars) -> None:
    announce(store, [invented(1, "dunes")])
    desk.save(DUNES)
    assert len(desk.view("dunes", DAY).shown) == 1
    announce(store, [invented(n, "dunes") for n in range(2, 60)])
    assert desk.view("dunes", DAY).n_papers == 59


def test_many_ask_and_vote_at_once(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store)
    desk.save(DUNES)
    desk.save(Radar("Planets", boost=("planet",)))

    def read(n: int) -> int:
        if n % 3 == 0:
            desk.vote("dunes", made[YESTERDAY][n].paper_id, Stance.UP)
        return len(desk.edition(DAY)) + len(desk.view("planets", DAY).shown)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(24)))
    assert len(desk.votes("dunes")) == 8
    assert desk.edition(DAY) == desk_of(store, Path(store.engine.url.database or "").parent / "anew").edition(DAY)


def test_searches_are_kept_by_name(desk: StoredRadars) -> None:
    desk.save_search(SavedSearch("b", "dune"))
    desk.save_search(SavedSearch("a", "graph"))
    desk.save_search(SavedSearch("b", "dune source:arxiv"))
    assert desk.searches() == (SavedSearch("a", "graph"), SavedSearch("b", "dune source:arxiv"))
    desk.remove_search("a")
    with pytest.raises(NotFound):
        desk.remove_search("a")


def test_a_paper_for_which_nothing_speaks_is_left_out_however_short_the_page(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=1, a_day=50)
    desk.save(Radar("Sand", boost=("sand",), quota=40))
    view = desk.view("Sand", DAY)
    assert 0 < len(view.shown) < 40
    assert min(ranked.score for ranked in view.shown) > 0
    assert all(ranked.reasons for ranked in view.shown)
    assert view.n_cut == view.n_everyday == len(view.cut) > 0
    assert all(ranked.score <= 0 for ranked in view.cut)
    short = desk.preview(Radar("Short", boost=("sand",), quota=2), (), DAY)
    assert 0 < short.n_everyday == sum(ranked.score <= 0 for ranked in short.cut) < short.n_cut
    assert desk.preview(Radar("Let in", include=("method",), quota=1), (), DAY).n_everyday == 0
    assert desk.preview(Radar("All of them", categories=("physics",)), (), DAY).n_cut == 0


def test_sizes_and_examples_are_told_without_reading_them(store: Store, desk: StoredRadars) -> None:
    first, second, third = fill_days(store, n_days=1)[DAY][:3]
    dunes = desk.save(DUNES, [example_of(first), Example("by title", "A title", NOON)])
    bare = desk.save(Radar("bare", boost=("graph",)))
    for paper, stance in ((first, Stance.UP), (second, Stance.DOWN), (third, Stance.UP), (third, Stance.NONE)):
        desk.vote("dunes", paper.paper_id, stance)
    assert list(desk.sizes().items()) == [(dunes.radar_id, (2, 2)), (bare.radar_id, (0, 0))]
    assert desk.has_example("DUNES", first.paper_id)
    assert not desk.has_example("dunes", second.paper_id)
    assert not desk.has_example("bare", first.paper_id)
    with pytest.raises(NotFound):
        desk.has_example("nobody's", first.paper_id)


def test_the_readers_own_vote_comes_first_and_stands_on_the_scale_of_others(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store)
    desk.save(DUNES)
    lone, dune = made[DAY][2], desk.view("dunes", DAY).shown[0].paper_id
    desk.vote("dunes", lone.paper_id, Stance.UP)
    view = desk.view("dunes", DAY)
    (own,) = (ranked for ranked in view.shown if ranked.paper_id == lone.paper_id)
    first = own.reasons[0]
    assert (first.kind, first.what, first.paper_id) == (ReasonKind.VOTE, "", lone.paper_id)
    assert own.score <= max(3.0, *(ranked.score for ranked in view.shown if ranked is not own))
    assert [reason.paper_id for reason in own.reasons].count(lone.paper_id) == 1
    desk.vote("dunes", dune, Stance.DOWN)
    view = desk.view("dunes", DAY)
    (down,) = (ranked for ranked in (*view.shown, *view.cut) if ranked.paper_id == dune)
    first = down.reasons[0]
    assert (first.kind, first.what, first.paper_id) == (ReasonKind.AGAINST, "", dune)
    assert down.score >= min(-3.0, *(ranked.score for ranked in view.cut if ranked is not down))


def test_a_phrase_counts_whole_and_lets_a_paper_in_that_its_parts_do_not(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=1, a_day=60)
    prompt = [
        invented(700 + n, "graphs", title=text(title), abstract=text("A study of attacks."))
        for n, title in enumerate(("Prompt injections seen", "Prompt answers", "Fuel injection", "Injection prompt"))
    ]
    announce(store, prompt)
    desk.save(Radar("safe", boost=("prompt injection",)))
    view = desk.view("safe", DAY)
    assert shown(view) == [prompt[0].paper_id]
    words = [reason.what for reason in view.shown[0].reasons if reason.kind is ReasonKind.WORD]
    assert words == ["prompt injection"]


def test_five_examples_do_not_fill_a_day_with_what_is_not_like_them(store: Store, desk: StoredRadars) -> None:
    made = fill_days(store, n_days=3, a_day=80)
    topics, before = topics_of(made[DAY]), topics_of(made[YESTERDAY])
    examples = [example_of(paper) for paper in made[YESTERDAY] if before[paper.paper_id] == "planets"]
    desk.save(Radar("planets", quota=80), examples[:5])
    found = shown(desk.view("planets", DAY))
    assert {topics[paper_id] for paper_id in found} == {"planets"}
    assert 8 <= len(found) <= 16


def test_words_and_rules_are_found_in_the_summary_of_a_model_too(store: Store, desk: StoredRadars) -> None:
    dune, other, plain = (invented(number, "dunes") for number in (11, 12, 13))
    announce(store, [dune, other, plain])
    desk.save(Radar("zh", include=("风蚀",), exclude=("综述",)))
    assert shown(desk.view("zh", DAY)) == []
    with store.ledger() as ledger:
        ledger.save_summaries([summary_of(dune, words="沙丘的风蚀。"), summary_of(other, words="风蚀综述。")], NOON)
    view = desk.view("zh", DAY)
    assert shown(view) == [dune.paper_id]
    assert [reason.what for reason in view.shown[0].reasons if reason.kind is ReasonKind.WORD] == ["风蚀"]
    assert (other.paper_id, "exclude", "综述") in [(r.paper_id, r.rule, r.value) for r in view.removed]


def test_examples_that_are_names_alone_show_nothing_until_they_are_stored(store: Store, desk: StoredRadars) -> None:
    fill_days(store, n_days=1, a_day=20)
    view = desk.preview(Radar("List"), (Example("doi:10.5555/unknown", "", NOON),), DAY)
    assert (view.shown, view.asked) == ((), None)
    assert len(view.cut) == view.n_cut == 20
