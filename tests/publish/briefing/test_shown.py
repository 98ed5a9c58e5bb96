"""What a briefing shows: numbers, languages, states, and what has become of its papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from academichub.model import (
    BriefId,
    Briefing,
    BriefOrder,
    ClaimState,
    PaperId,
    PaperNow,
    Section,
    SectionKind,
    Skeleton,
)
from academichub.publish.briefing.quoting import part_sentence
from academichub.publish.briefing.referencing import web_address
from academichub.publish.briefing.shown import ShownBriefing, show_briefing, with_renewals
from academichub.publish.wording import wording
from tests.publish.briefing import made
from tests.publish.briefing.made import BIDS, CELLS, TIDES, claim


def test_papers_are_numbered_by_their_first_citation_each_once() -> None:
    shown = made.shown()
    assert [(each.number, each.paper_id) for each in shown.references] == [(1, TIDES), (2, CELLS), (3, BIDS)]
    assert shown.sections[1].claims[2].numbers == (2, 1)


def test_a_dropped_claim_is_numbered_last_and_what_it_invents_has_no_number() -> None:
    dropped = (claim("No.", ClaimState.DROPPED, (PaperId("arxiv:9"), 0, "no"), (CELLS, 0, "no"), reason="It is long."),)
    said = Section("S", SectionKind.SUMMARY, (claim("Yes.", ClaimState.VERIFIED, (BIDS, 0, "40 days")),))
    skeleton = replace(made.skeleton(), bridges=(), tensions=())
    shown = made.shown(sections=(said,), dropped=dropped, skeleton=skeleton)
    assert [each.paper_id for each in shown.references] == [BIDS, CELLS]
    assert [each.number for each in shown.dropped[0].citations] == [None, 2]
    assert shown.dropped[0].reason is not None
    assert shown.dropped[0].reason.text == "It is long."


def test_the_whole_sentence_is_shown_with_its_quote() -> None:
    citation = made.shown().sections[1].claims[1].citations[0]
    assert (citation.before, citation.quote, citation.after) == ("It ", "rose twice a day", ", by 3.5 m & more.")
    assert citation.text == made.TIDE_PAPER.sentences[1]


@pytest.mark.parametrize(
    ("sentence", "quote", "parts"),
    [
        ("It rose by ３％ here.", "by 3%", ("It rose ", "by ３％", " here.")),
        ("It rose  by\n3 % here.", "rose by 3 %", ("It ", "rose  by\n3 %", " here.")),
        ("It rose.", "it fell", ("", "It rose.", "")),
        ("It rose.", "", ("", "It rose.", "")),
        ("", "lost", ("", "lost", "")),
    ],
)
def test_a_quote_is_found_but_for_white_space_and_width(sentence: str, quote: str, parts: tuple[str, ...]) -> None:
    assert part_sentence(sentence, quote) == parts


def test_each_text_has_its_own_language() -> None:
    shown = made.shown("zh", "en")
    quoted, written, both = shown.sections[1].claims
    assert (quoted.text.language, written.text.language) == ("en", "zh")
    assert [each.language for each in both.citations] == ["zh", "en"]
    assert (shown.sections[0].title.language, shown.sections[1].title.language) == ("zh", "en")
    assert shown.reference(2).title.language == "zh"


@pytest.mark.parametrize("words", ["en", "zh"])
def test_a_claim_in_another_language_than_its_sentences_is_not_called_verified_alone(words: str) -> None:
    w = wording(words)
    _, written, _ = made.shown("zh", words).sections[1].claims
    _, english, _ = made.shown("en", words).sections[1].claims
    assert written.state_words == w("briefing.state.verified.rendered") != w("briefing.state.verified")
    assert english.state_words == w("briefing.state.verified")


def test_a_chinese_claim_on_a_chinese_sentence_is_verified_as_it_stands() -> None:
    said = made.claim("节律每天出现两次。", ClaimState.REPAIRED, (made.CELLS, 1, "节律每天出现两次"))
    shown = made.shown("zh", "zh", sections=(Section("S", SectionKind.SUMMARY, (said,)),))
    assert shown.sections[0].claims[0].state_words == wording("zh")("briefing.state.repaired")


def test_a_claim_is_marked_by_the_worst_that_has_become_of_its_papers() -> None:
    since = {TIDES: PaperNow.REVISED, CELLS: PaperNow.WITHDRAWN}
    shown = show_briefing(made.briefing(), {}, since, wording("en"))
    quoted, _, both = shown.sections[1].claims
    assert quoted.mark is not None
    assert quoted.mark.now is PaperNow.REVISED
    assert both.mark is not None
    assert both.mark.words == "A paper it cites has been withdrawn since."
    assert shown.sections[2].claims[0].mark is None
    assert shown.marked == (
        "Since this briefing was made: 1 paper withdrawn, 1 paper revised. The claims that cite them are marked."
    )


def test_the_footer_counts_with_and_without_a_model() -> None:
    facts = made.shown().facts
    assert facts.line == "3 papers · 7 claims · 2 verified · 1 dropped · inkwell-2 · cost 0.0512"
    bare = made.shown(words="zh", model=None, dropped=()).facts
    assert bare.line == "3 篇论文 · 7 条陈述"
    assert "未使用语言模型" in bare.made


def test_a_paper_that_is_gone_is_told_from_what_the_briefing_kept() -> None:
    shown = made.shown()
    gone = shown.reference(2)
    assert (gone.authors, gone.source, gone.link) == (
        ("王芳",),
        "bioRxiv",
        "https://doi.org/10.1101/2026.06.02.123456",
    )
    assert gone.paper.identifiers.doi == "10.1101/2026.06.02.123456"
    assert shown.reference(3).link is None
    assert [note.sentence for note in shown.reference(1).notes] == [2]


def test_a_stored_paper_keeps_the_title_that_was_read() -> None:
    papers = {TIDES: replace(made.stored(), title=made.stored(made.CELL_PAPER).title)}
    shown = show_briefing(made.briefing(), papers, {}, wording("en"))
    assert shown.reference(1).title.text == "Tides under the ice"


def test_sections_that_fell_back_and_what_was_not_written_are_said() -> None:
    shown = made.shown()
    assert [section.note is not None for section in shown.sections] == [False, False, True, False, False]
    assert shown.unwritten_words == "The model wrote nothing, or not all of it: the budget of the day is spent"


@pytest.mark.parametrize(("label", "title"), [("ocean tides", "Ocean tides"), ("mRNA decay", "mRNA decay"), ("", "")])
def test_a_label_becomes_a_heading(label: str, title: str) -> None:
    shown = made.shown(sections=(Section(label, SectionKind.CLUSTER, (), 0),))
    assert shown.sections[0].title.text == title


def test_tables_hold_every_figure() -> None:
    tables = {table.name: table for table in made.shown().tables}
    assert list(tables) == ["clusters", "phrases", "heat", "bridges", "tensions", "map"]
    clusters = [[cell.text for cell in row] for row in tables["clusters"].rows]
    assert clusters[0] == ["ocean tides", "3", "4", "60.0%", "10.0%", "up", "<\u00a00.001", "Earth and environment (1)"]
    assert clusters[1][5:7] == ["not tested", "–"]
    assert tables["bridges"].rows[0][2].numbers == (1, 2)
    assert [cell.numbers for cell in tables["tensions"].rows[0][2:]] == [(1,), (3,)]
    assert len(tables["map"].rows) == 2


def test_an_empty_briefing_shows_nothing_but_says_so() -> None:
    empty = Briefing(BriefOrder(date(2026, 6, 15), date(2026, 6, 21), "en"), made.briefing().made_at, Skeleton())
    shown = show_briefing(empty, {}, {}, wording("zh"))
    assert (shown.tables, shown.references, shown.renewals, shown.scope, shown.marked) == ((), (), (), (), None)


def test_the_change_log_goes_on_with_the_briefings_before() -> None:
    shown = made.shown()
    first = made.briefing(renews=None, brief_id=BriefId(1))
    second = made.briefing(renews=BriefId(1), changes=())
    logged: ShownBriefing = with_renewals(shown, [second, first], {}, wording("en"))
    assert [len(each.changes) for each in logged.renewals] == [2, 0]
    assert [change.words for change in logged.renewals[0].changes] == [
        "1 paper is new.",
        "A cluster is gone: old tides.",
    ]
    assert logged.renewals[0].changes[0].papers[0].text == "Tides under the ice"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://",
        "https://a@b.example/",
        "http://a.example/ b",
        "//a.example",
        "https://[x",
        None,
    ],
)
def test_a_reader_is_sent_to_no_other_kind_of_address(address: str | None) -> None:
    assert web_address(address) is None


def test_without_weeks_before_the_table_has_no_figures_of_them() -> None:
    told = made.shown().briefing
    bare = [
        replace(each, trend=replace(each.trend, n_before=0, share_before=0.0, n_weeks_before=0, p_value=None))
        for each in told.skeleton.clusters
    ]
    shown = made.shown(skeleton=replace(told.skeleton, clusters=tuple(bare)))
    (table,) = (each for each in shown.tables if each.name == "clusters")
    assert table.columns == ("Cluster", "Now", "Share now", "Fields")
    assert {len(row) for row in table.rows} == {4}
    assert table.note == "Papers of the window; no earlier weeks yet."
