"""Reasons and rules in plain words of both languages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from academichub.model import PaperId, Radar, Reason, ReasonKind, Removed
from academichub.publish.reasons import gathered, reason_line, reason_lines, rule_line
from academichub.publish.wording import LANGUAGES, wording

SILT = PaperId("arxiv:2506.90001")
HARD_RULES = ("include", "exclude", "authors", "categories", "sources", "languages")


def said(reason: Reason) -> tuple[str, str]:
    return reason_line(reason, wording("en")), reason_line(reason, wording("zh"))


@pytest.mark.parametrize(
    ("kind", "what", "english", "chinese"),
    [
        (ReasonKind.WORD, "river delta", "says “river delta”", "含有“river delta”"),
        (ReasonKind.AUTHOR, "Wei Li", "by Wei Li", "作者：Wei Li"),
        (ReasonKind.CATEGORY, "cs.RO", "in cs.RO", "属于 cs.RO"),
        (ReasonKind.RELATED, "", "near what you follow", "与您关注的内容相近"),
        (ReasonKind.AGAINST, "survey", "against it: says “survey”", "不利：含有“survey”"),
        (ReasonKind.EXAMPLE, "Silt", "like your example “Silt”", "与您的范例《Silt》相似"),
        (ReasonKind.VOTE, "Silt", "like “Silt”, which you voted up", "与您赞成过的《Silt》相似"),
    ],
)
def test_each_reason_says_what_carried_the_score(kind: ReasonKind, what: str, english: str, chinese: str) -> None:
    assert said(Reason(kind, what, 0.5)) == (english, chinese)


def test_the_words_of_a_paper_are_one_phrase_and_what_speaks_against_it_is_told() -> None:
    words = [Reason(ReasonKind.WORD, word, weight) for word, weight in (("delta", 3), ("silt", 2), ("tide", 0.5))]
    against = [Reason(ReasonKind.AGAINST, "survey", -0.5), Reason(ReasonKind.AGAINST, "poll", -0.9)]
    reasons = [words[0], Reason(ReasonKind.EXAMPLE, "Silt", 2.5), *words[1:], *against]
    english = reason_lines(reasons, wording("en"), 1)
    assert english == ("says “delta”, “silt” and “tide”", "against it: says “poll”")
    assert reason_lines(reasons, wording("zh"), 2)[:2] == ("含有“delta”“silt”“tide”", "与您的范例《Silt》相似")
    assert reason_lines(words[:1], wording("en"), 3) == ("says “delta”",)
    assert gathered((), 3) == ()


def test_the_readers_own_vote_is_told_as_such() -> None:
    assert said(Reason(ReasonKind.VOTE, "", 1.0, SILT)) == ("you voted it up", "您投过赞成票")
    assert said(Reason(ReasonKind.AGAINST, "", -1.0, SILT)) == ("you voted it down", "您投过反对票")


def test_against_a_paper_and_against_a_word_are_told_apart() -> None:
    paper, _ = said(Reason(ReasonKind.AGAINST, "Silt", -0.2, SILT))
    word, _ = said(Reason(ReasonKind.AGAINST, "Silt", -0.2))
    assert "voted down" in paper
    assert "voted down" not in word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_words_and_braces_are_text(language: str) -> None:
    lines = {reason_line(Reason(kind, "{what}|a", 1.0), wording(language)) for kind in ReasonKind}
    assert len(lines) == len(ReasonKind)
    assert all("{what}|a" in line for line in lines - {wording(language)("reason.related", what="")})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hard_rule_of_a_radar_has_its_words(language: str) -> None:
    w = wording(language)
    assert set(HARD_RULES) <= {field.name for field in fields(Radar)}
    lines = {rule_line(Removed(SILT, rule, "sand"), w) for rule in HARD_RULES}
    assert len(lines) == len(HARD_RULES)
    assert all("sand" in line and not line.startswith(HARD_RULES) for line in lines)


def test_an_unknown_rule_is_named_rather_than_hidden() -> None:
    assert rule_line(Removed(SILT, "moon", "full"), wording("en")) == "moon: full"
    assert rule_line(Removed(SILT, "exclude", "survey"), wording("en")) == "says “survey”, which is excluded"


FOR = tuple(Reason(ReasonKind.WORD, f"word {n}", 1 - n / 10) for n in range(6))
MILD, WORST = Reason(ReasonKind.AGAINST, "survey", -0.1), Reason(ReasonKind.AGAINST, "review", -0.9)


def test_the_worst_against_a_paper_is_always_told() -> None:
    assert gathered((*FOR, MILD, WORST), 2) == (FOR, (MILD,), (WORST,))
    assert gathered((FOR[0], MILD, WORST), 1) == ((FOR[0],), (WORST,))
    assert gathered(FOR, 2) == (FOR,)
    assert gathered((), 2) == ()
