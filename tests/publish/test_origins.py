"""Where a summary comes from: said of each, counted of all, and never more than was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from academichub.model import Entry, PaperId, Summary, SummaryState, SummaryTask
from academichub.publish.origins import count_origins, origin_of
from academichub.publish.wording import LANGUAGES, wording
from tests.publish.made import entry, paper, summary_of, task_of

EN, ZH = wording("en"), wording("zh")
WRITTEN = replace(summary_of({"tldr": "Ice."}, model="some-model-9"), made_at=datetime(2026, 6, 16, 12, tzinfo=UTC))
EXTRACT = summary_of({"tldr": "Ice."})


def of(summary: Summary | None, task: SummaryTask | None = None) -> Entry:
    return replace(entry(paper(), summary=summary), task=task)


def test_an_extract_says_whose_words_it_has() -> None:
    assert origin_of(of(EXTRACT), EN).long == "Extract: sentences chosen from the authors' own abstract"
    assert origin_of(of(EXTRACT), ZH).long == "原文摘录：句子选自作者摘要原文"


def test_a_model_is_named_with_the_day_and_what_it_read() -> None:
    assert origin_of(of(WRITTEN), EN).short == "By some-model-9"
    assert origin_of(of(WRITTEN), EN).long == (
        "Written by some-model-9 from the abstract on 16 June 2026; "
        "rules checked its numbers, names and language, so it may still be wrong"
    )
    assert origin_of(of(WRITTEN), ZH).long == (
        "由 some-model-9 于2026年6月16日依据摘要撰写；数字、专名和语言已按规则核对，但仍可能有误"
    )
    in_shanghai = replace(WRITTEN, made_at=datetime(2026, 6, 17, 2, tzinfo=timezone(timedelta(hours=8))))
    assert "on 16 June 2026" in origin_of(of(in_shanghai), EN).long
    assert "from the full text on" in origin_of(of(replace(WRITTEN, basis="full_text")), EN).long
    assert "from the preprint; " in origin_of(of(replace(WRITTEN, basis="preprint", made_at=None)), EN).long


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_to_wait_has_words_of_its_own(language: str) -> None:
    w = wording(language)
    reasons = (None, "budget", "off-peak", "unavailable", "stopped", "batch")
    lines = [origin_of(of(EXTRACT, task_of(reason=reason)), w).long for reason in reasons]
    assert len(set(lines)) == len(reasons)
    assert all(line.startswith(origin_of(of(EXTRACT), w).long + w("join.clause")) for line in lines)
    assert origin_of(of(EXTRACT, task_of(reason="a.new <code>")), w).long == lines[0]


def test_a_fallback_says_that_nothing_passed_and_a_model_s_summary_is_not_doubted_by_its_task() -> None:
    refused = task_of(SummaryState.FALLBACK, "numbers")
    assert origin_of(of(EXTRACT, refused), EN).long.endswith("; what the models wrote did not pass the checks")
    assert origin_of(of(EXTRACT, task_of(SummaryState.VALID)), EN) == origin_of(of(EXTRACT), EN)
    assert origin_of(of(WRITTEN, refused), EN) == origin_of(of(WRITTEN), EN)


def test_what_has_no_summary_says_why() -> None:
    bare, blank = entry(paper(abstract=None)), entry(paper(abstract=" "))
    withdrawn = entry(replace(paper(), withdrawn=True))
    lines = [origin_of(one, EN).long for one in (of(None), bare, withdrawn, of(summary_of({})))]
    assert len(set(lines)) == 4
    assert all(line.startswith("No summary") for line in lines)
    assert origin_of(blank, EN) == origin_of(bare, EN)
    assert {origin_of(one, EN).short for one in (of(None), bare)} == {""}
    assert origin_of(of(None, task_of()), EN).long == "No summary yet; a summary by a model is waiting"


def test_counts_name_each_model_the_busiest_first() -> None:
    other = replace(WRITTEN, model="a-model", paper_id=PaperId("x"))
    entries = [of(other), of(WRITTEN), of(WRITTEN), of(EXTRACT), of(EXTRACT, task_of()), of(None, task_of()), of(None)]
    assert count_origins(entries, EN) == (
        "Summaries: 2 by some-model-9 · 1 by a-model · 2 extracts · 2 papers without one · 2 waiting for a model"
    )
    assert count_origins(entries, ZH) == (
        "要点：some-model-9 撰写 2 篇 · a-model 撰写 1 篇 · 原文摘录 2 篇 · 无要点 2 篇 · 待模型撰写 2 篇"
    )
    assert count_origins([of(EXTRACT)], EN) == "Summaries: 1 extract"
    assert count_origins([], EN) == ""
