"""Which summary of a paper a reader is shown."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from academichub.model import Entry, Paper, Summary, SummaryState
from academichub.store import Store
from tests.samples import DAY, NOON
from tests.store.cards import paper_of, save_extract, save_papers, summary_of, task_of


def entry_of(store: Store, paper: Paper, language: str = "zh") -> Entry:
    (entry,) = store.entries(DAY, [paper.paper_id], language)
    details = store.details(paper.paper_id, language)
    assert (details.summary, details.task) == (entry.summary, entry.task)
    return entry


def save_summaries(store: Store, *summaries: Summary, hours: int = 0) -> tuple[Summary, ...]:
    """Returns them as they are read back."""
    at = NOON + timedelta(hours=hours)
    with store.ledger() as ledger:
        ledger.save_summaries(summaries, at)
    return tuple(replace(summary, made_at=summary.made_at or at) for summary in summaries)


def test_a_models_summary_is_shown_to_readers_of_its_language_alone(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    assert entry_of(store, paper).summary is None
    extract = save_extract(store, paper, NOON + timedelta(days=1))
    (summary,) = save_summaries(store, summary_of(paper))
    assert entry_of(store, paper, "zh").summary == summary
    assert entry_of(store, paper, "en").summary == extract
    assert entry_of(store, paper, "zh-TW").summary == extract


def test_the_newest_of_several_models_is_shown_and_the_others_are_history(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    save_extract(store, paper)
    (newest,) = save_summaries(store, replace(summary_of(paper, model="b"), made_at=NOON + timedelta(hours=9)))
    first, _, third = save_summaries(store, summary_of(paper), summary_of(paper, "en"), summary_of(paper, model="c"))
    assert entry_of(store, paper).summary == newest
    assert store.details(paper.paper_id, "zh").earlier == (third, first)
    (again,) = save_summaries(store, summary_of(paper, words="沙。"), hours=10)
    assert entry_of(store, paper).summary == again
    assert store.details(paper.paper_id, "zh").earlier == (newest, third)


def test_a_changed_text_shows_neither_summary_nor_task_of_the_earlier_one(store: Store) -> None:
    paper, changed = paper_of(), paper_of(abstract="Deltas grow.")
    save_papers(store, [paper])
    save_extract(store, paper)
    (summary,) = save_summaries(store, summary_of(paper))
    with store.ledger() as ledger:
        ledger.enqueue([task_of(paper)], NOON)
    assert entry_of(store, paper).task == task_of(paper)
    assert entry_of(store, paper, "en").task is None
    save_papers(store, [changed])
    entry = entry_of(store, paper)
    assert (entry.paper, entry.summary, entry.task) == (changed, None, None)
    assert store.details(paper.paper_id, "zh").earlier == (summary,)
    assert store.details(paper.paper_id, "en").earlier == ()
    (second,) = save_summaries(store, summary_of(changed), hours=1)
    assert entry_of(store, paper).summary == second
    save_papers(store, [paper])  # the authors went back to their first words
    assert entry_of(store, paper).summary == summary
    assert store.details(paper.paper_id, "zh").earlier == (second,)


def test_a_withdrawn_paper_shows_its_extract_alone(store: Store) -> None:
    paper = paper_of(withdrawn=True)
    save_papers(store, [paper])
    (summary,) = save_summaries(store, summary_of(paper))
    assert entry_of(store, paper).summary is None
    extract = save_extract(store, paper)
    assert entry_of(store, paper).summary == extract
    assert store.details(paper.paper_id, "zh").earlier == (summary,)


def test_a_fallback_is_the_extract_with_its_task(store: Store) -> None:
    paper = paper_of()
    save_papers(store, [paper])
    extract = save_extract(store, paper)
    task = replace(task_of(paper), state=SummaryState.FALLBACK, reason="a number is wrong")
    with store.ledger() as ledger:
        ledger.set_task(task, NOON)
    entry = entry_of(store, paper)
    assert (entry.summary, entry.task) == (extract, task)


def expected(paper: Paper, saved: Sequence[Summary], extract: Summary | None, language: str) -> Summary | None:
    ours = [each for each in saved if each.language == language and each.input_hash == paper.text_hash]
    return max(ours, key=lambda each: each.made_at or NOON) if ours and not paper.withdrawn else extract


def test_a_thousand_papers_are_each_shown_the_right_one(store: Store) -> None:
    chance = random.Random(7)
    papers = [paper_of(number, withdrawn=chance.random() < 0.1) for number in range(1, 1001)]
    save_papers(store, papers)
    saved: dict[str, list[Summary]] = {paper.paper_id: [] for paper in papers}
    extracts = {paper.paper_id: save_extract(store, paper) for paper in papers[::20]}
    made = []
    for n, paper in enumerate(papers * 3):
        of = replace(paper_of(1, "An earlier text."), paper_id=paper.paper_id) if chance.random() < 0.4 else paper
        summary = summary_of(of, chance.choice(["zh", "en"]), f"m{n // 1000}", f"摘要 {n}。")
        made.append(replace(summary, made_at=NOON + timedelta(seconds=chance.randrange(10**6))))
        saved[paper.paper_id].append(made[-1])
    save_summaries(store, *made)
    for language in ("zh", "en", "fr"):
        for entry in store.entries(DAY, [paper.paper_id for paper in papers], language):
            name = entry.paper.paper_id
            assert entry.summary == expected(entry.paper, saved[name], extracts.get(name), language)
