"""The words: both languages whole, dates and counts as people write them."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import academichub
from academichub.brief.claims.verify import FaultCode
from academichub.errors import ConfigError
from academichub.match import PRECEDENCE
from academichub.model import (
    SUMMARY_FIELDS,
    BriefChangeKind,
    BriefStage,
    CallKind,
    ClaimState,
    FieldId,
    Identifiers,
    Kind,
    Links,
    PaperNow,
    Radar,
    ReceiptState,
    SectionKind,
    SourceState,
    Stance,
)
from academichub.pipeline.summaries import Why
from academichub.publish.briefing.tables import COLUMNS
from academichub.publish.wording import LANGUAGES, wording
from academichub.publish.words import TOPICS
from academichub.taxonomy import FIELDS
from academichub.web.query import FILTERS

DAY = date(2026, 6, 16)
_HAN = re.compile(r"[一-鿿]")
_OF_ONE = {"brief.clusters", "brief.n_bridges"}  # Chinese has no plural, but of one there is no largest
_NAMES = {"site.name", "cite.bibtex"}
_MADE_UP = {  # keys whose last part is a value: nowhere written out, said all the same
    *(f"kind.{kind.value}" for kind in Kind),
    *(f"receipts.state.{state.value}{length}" for state in ReceiptState for length in ("", ".long")),
    "receipts.state.none",
    *(f"receipts.{name}" for name in ("announced", "stored", "shown", "withheld", "missing")),
    *(f"state.{state.value}{length}" for state in SourceState for length in ("", ".long")),
    *(f"summary.{name}" for name in SUMMARY_FIELDS),
    *(f"identifier.{field.name}" for field in fields(Identifiers)),
    *(f"link.{field.name}" for field in fields(Links)),
    *(f"filter.{name}" for name in (*FILTERS, "day", "since", "author", "year")),
    *(f"error.{status}.{part}" for status in (400, 403, 404, 405, 413, 500, 503) for part in ("title", "text")),
    *(f"origin.waiting.{reason}" for reason in ("budget", "off-peak", "unavailable", "stopped", "batch")),
    *(f"summaries.why.{why}" for why in ("budget", "off-peak", "batch", "busy", "stopped")),
    *(f"spend.{name}" for name in ("day", "model", "kind", "calls", "in", "cached", "out", "cost")),
    *(f"spend.kind.{kind.value}" for kind in CallKind),
    *(f"notice.{state.value}" for state in (SourceState.FAILED, SourceState.PARTIAL)),
    *(f"works.column.{name}" for name in ("paper", "other", "score", "title")),
    *(f"works.column.{name}" for name in ("id", "day", "kept", "joined", "reason", "state")),
    *(f"works.reason.{kind}" for kind in ("title", "near", "reader")),
    *(f"works.changed.{name}" for name in ("title", "abstract", "authors")),
    *("rest.news", "rest.revisions"),
    *(f"brief.section.{kind.value}" for kind in SectionKind),
    *(f"brief.fault.{code.value}" for code in FaultCode),
    *(f"brief.unwritten.{why.value}" for why in Why if why is not Why.BATCH),
    *(f"{topic}.{words}" for topic in ("update", "import") for words in ("asking", "source")),
    *("index.working", "vectors.working"),
    *(f"table.{name}" for name in ("day", "paper", "category", "kind", "title")),
    *(f"status.{name}" for name in ("source", "state", "day", "papers", "attempted")),
    *(f"radars.column.{name}" for name in ("radar", "state", "quota", "examples", "votes", "wishes")),
    *(f"radars.column.{name}" for name in ("key", "origin", "title")),
    *(f"radars.column.{name}" for name in ("day", "papers", "passed", "shown")),
    *(f"radars.wish.{field.name}" for field in fields(Radar) if isinstance(field.default, tuple)),
    *(f"radars.voted.{stance.value}" for stance in Stance),
    *(f"radars.vote.{stance.value}" for stance in (Stance.UP, Stance.DOWN)),
    *(f"form.{name}{hint}" for name in ("include", "exclude", "boost", "authors") for hint in ("", ".hint")),
    *(f"vote.{state}{stance}" for state in ("", "is_") for stance in ("up", "down")),
    *(f"language.{code}" for code in ("en", "zh", "ja", "ko")),
    *(f"fault.of.{field.name}" for field in fields(Radar) if field.name not in ("paused", "radar_id")),
    *(f"fault.of.{name}" for name in ("radar", "text", "examples")),
    *(f"fault.of.{name}" for name in ("since", "until", "question", "most_papers", "seed")),
    *(f"radars.place.{place}" for place in ("asked", "cut")),
    *(f"picture.{name}.caption" for name in ("map", "trends", "heat")),
    "picture.trends.caption_now",
    *(f"fault.brief.{why}{end}" for why in ("nothing", "empty", "unanswered", "needs_meaning") for end in ("", "_day")),
    *(f"brief.command.column.{name}" for name in ("id", "made", "about", "days", "language", "papers", "claims")),
    *(f"picture.trends.{left}" for left in ("more", "more_phrases")),
    "abstracts.working",
    *(f"given.{name}" for name in PRECEDENCE),
    *(f"abstracts.stopped.{why}" for why in ("time", "ended", "most")),
    *(f"brief.of_{how}" for how in ("best", "drawn")),
    *(f"ask.speech.{code}" for code in LANGUAGES),
    *(f"ask.model.{choice}{hint}" for choice in ("yes", "no") for hint in ("", ".hint")),
    *(f"stage.{stage.value}" for stage in BriefStage),
    *(f"making.state.{state}" for state in ("done", "next")),
    *(f"briefing.state.{state.value}" for state in ClaimState),
    *(f"briefing.state.{state.value}.rendered" for state in (ClaimState.VERIFIED, ClaimState.REPAIRED)),
    *(f"briefing.change.{kind.value}" for kind in BriefChangeKind),
    *(f"briefing.facts.{name}" for name in ("papers", "claims", "verified", "dropped")),
    *(f"briefing.table.{name}{note}" for name in COLUMNS for note in ("", ".note")),
    *(f"briefing.column.{column}" for columns in COLUMNS.values() for column in columns),
    *(f"briefing.trend.{way}" for way in ("up", "down", "same", "untested")),
    *(f"briefing.{topic}.{now.value}" for topic in ("now", "claim_now", "marked") for now in PaperNow),
}


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_no_key_stands_in_two_topics() -> None:
    assert len(wording("en").words) == sum(map(len, TOPICS))


def test_every_key_is_said_somewhere() -> None:
    ours = Path(academichub.__file__).parent
    files = [path for path in ours.rglob("*") if path.suffix in (".py", ".html") and path.parent.name != "words"]
    quoted = {
        key for path in files for key in re.findall(r"""["']([a-z]+(?:\.[\w-]+)+)["']""", path.read_text("utf-8"))
    }
    assert set(wording("en").words) - quoted - _MADE_UP == set()


def test_both_languages_have_the_same_keys_and_places() -> None:
    english, chinese = (wording(language).words for language in LANGUAGES)
    assert english.keys() == chinese.keys()
    for key, template in english.items():
        one, several, many = template.partition("|")
        forms = {frozenset(_places(form)) for form in chinese[key].split("|")}
        assert forms == {frozenset(_places(one) | _places(many))}, key
        assert not several or ("n" in _places(many) and "|" not in many), key
        assert "|" not in chinese[key] or key in _OF_ONE, key


def test_every_text_is_in_its_own_language() -> None:
    english, chinese = (wording(language).words for language in LANGUAGES)
    assert [key for key, text in english.items() if _HAN.search(text)] == ["nav.other_language"]
    untranslated = {key for key, text in chinese.items() if not _HAN.search(text)}
    of_values_alone = {key for key in untranslated if not re.search(r"[a-z]", re.sub(r"{\w+}| v", "", english[key]))}
    identifiers = {key for key in untranslated if key.startswith("identifier.")}
    wordless = {
        "summaries.so_far",
        "index.so_far",
        "making.of",
        "join.last",
        "brief.when_day",
    }  # 3/9 needs no word in Chinese
    symbols = {"picture.trends.p"}
    assert untranslated - of_values_alone - identifiers - wordless - symbols == _NAMES


def test_chinese_has_no_western_stop_after_a_han_character() -> None:
    assert not [key for key, text in wording("zh").words.items() if re.search(r"[一-鿿][,;!?()]|[一-鿿]\.(?!\w)", text)]


def test_dates_times_and_counts() -> None:
    en, zh = wording("en"), wording("zh")
    assert en("edition.title", date=DAY) == "Edition of 16 June 2026"
    assert zh("edition.title", date=DAY) == "2026年6月16日刊"
    assert (en.weekday(DAY), zh.weekday(DAY)) == ("Tuesday", "星期二")
    in_shanghai = datetime(2026, 6, 16, 2, 5, tzinfo=timezone(timedelta(hours=8)))
    assert en("footer.updated", at=in_shanghai) == "Last update: 15 June 2026, 18:05 UTC"
    assert zh.moment(datetime(2026, 6, 16, 8, 5, tzinfo=UTC)) == "2026年6月16日 08:05 UTC"
    assert [en("unit.papers", n=n) for n in (0, 1, 2, 1200)] == ["0 papers", "1 paper", "2 papers", "1,200 papers"]
    assert zh("unit.papers", n=1) == "1 篇论文"
    assert en("list.showing", first=1, last=50, total=1234) == "Showing 1–50 of 1,234"


def test_one_cluster_is_not_the_largest_of_many() -> None:
    told = [wording("zh")("brief.clusters", n=n, names="潮汐（3 篇）") for n in (1, 2)]
    assert told == ["按领域与内容归为 1 个主题：潮汐（3 篇）。", "按领域与内容归为 2 个主题，最大的是：潮汐（3 篇）。"]


def test_a_value_is_never_read_as_a_template() -> None:
    assert wording("en")("show.none", name="{n}|{name}") == "No paper is stored under {n}|{name}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_state_and_field_has_its_words(language: str) -> None:
    w = wording(language)
    assert len({w.kind(kind) for kind in Kind}) == len(Kind)
    assert len({w.state(state) for state in SourceState}) == len(SourceState)
    assert all(w(f"state.{state.value}.long") for state in SourceState)
    assert [w.field(field) for field in FIELDS] == [names[LANGUAGES.index(language)] for names in FIELDS.values()]
    assert w.field(FieldId("alchemy")) == w.field(FieldId("other"))


def test_the_version_is_named_for_revisions_alone() -> None:
    en, zh = wording("en"), wording("zh")
    assert en.kind(Kind.REPLACE, 3) == "revised v3"
    assert zh.kind(Kind.REPLACE, 3) == "修订版 v3"
    assert en.kind(Kind.NEW, 1) == "new"
    assert en.kind(Kind.REPLACE) == "revised"


def test_what_is_not_there_is_refused() -> None:
    w = wording("en")
    with pytest.raises(KeyError):
        w("no.such.key")
    with pytest.raises(KeyError):
        w("edition.title")
    with pytest.raises(KeyError):
        w("unit.papers")
    with pytest.raises(ConfigError, match="en, zh"):
        wording("tlh")


def test_a_tag_is_taken_by_its_first_part() -> None:
    assert {wording(tag).language for tag in ("zh", "zh-CN", "zh_Hans", "ZH")} == {"zh"}
