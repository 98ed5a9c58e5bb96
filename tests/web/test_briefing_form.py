"""The form that asks for a briefing: what it means, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.model import BriefOrder
from academichub.publish.faults import Worded
from academichub.publish.wording import wording
from academichub.web.briefings.form import AskForm, Fault, fault_of, order_of, read_ask

NEWEST = date(2026, 6, 16)
RADARS = ("tides", "声调")


def asked(**fields: str) -> tuple[BriefOrder | None, tuple[Fault, ...]]:
    return order_of(read_ask({"speech": "en", **fields}.items()), NEWEST, RADARS)


def test_days_are_counted_back_from_the_newest_edition() -> None:
    order, faults = asked(days="7")
    assert not faults
    assert order == BriefOrder(date(2026, 6, 10), NEWEST, "en")


def test_given_days_count_before_a_number_and_the_last_may_be_left_out() -> None:
    order, _ = asked(days="x", since="2026-06-01", until="2026-06-03")
    assert order
    assert (order.since, order.until) == (date(2026, 6, 1), date(2026, 6, 3))
    order, _ = asked(since="2026-06-01")
    assert order
    assert order.until == NEWEST


def test_all_that_is_chosen_is_in_the_order() -> None:
    pairs = [("field", "physics"), ("field", "biology"), ("field", "physics"), ("radar", "声调"), ("speech", "zh")]
    form = read_ask([*pairs, ("question", " Why\n now? \u202e"), ("model", "no"), ("act", "x")])
    order, faults = order_of(form, NEWEST, RADARS)
    assert not faults
    assert order
    assert order.fields == ("physics", "biology")
    assert (order.radar, order.question, order.language) == ("声调", "Why now?", "zh")
    assert not form.with_model


@pytest.mark.parametrize(
    ("fields", "name", "key"),
    [
        ({"days": "0"}, "days", "ask.fault.days"),
        ({"days": "-3"}, "days", "ask.fault.days"),
        ({"days": "٣"}, "days", "ask.fault.days"),
        ({"days": "9999999999"}, "days", "ask.fault.days"),
        ({"days": "367"}, "days", "ask.fault.days"),
        ({"days": ""}, "days", "ask.fault.days"),
        ({"since": "yesterday"}, "since", "ask.fault.day"),
        ({"since": "2026-06-01", "until": "2026-02-30"}, "until", "ask.fault.day"),
        ({"since": "2026-06-02", "until": "2026-06-01"}, "since", "ask.fault.order"),
        ({"since": "2020-06-02", "until": "2026-06-01"}, "since", "ask.fault.long"),
        ({"field": "alchemy"}, "field", "ask.fault.field"),
        ({"radar": "gone"}, "radar", "ask.fault.radar"),
        ({"speech": "la"}, "speech", "ask.fault.speech"),
        ({"question": "?" * 501}, "question", "ask.fault.question"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, str], name: str, key: str) -> None:
    order, faults = asked(**fields)
    assert order is None
    assert [(fault.field, fault.key) for fault in faults] == [(name, key)]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["days", "since", "until", "field", "radar", "speech", "question"]), st.text()))
)
def test_whatever_is_sent_is_an_order_or_has_a_fault(pairs: list[tuple[str, str]]) -> None:
    order, faults = order_of(read_ask(pairs), NEWEST, RADARS)
    assert (order is None) is bool(faults)


def test_a_fault_of_another_room_stands_where_it_belongs() -> None:
    form = AskForm(radar="tides", fields=("physics",))
    places = {
        "since": "since",
        "tides": "radar",
        "physics": "field",
        "question": "question",
        "language 'la'": "",
    }
    for subject, field in places.items():
        assert fault_of(ConfigError("no; do otherwise", subject=subject), form, wording("en")).field == field
    assert fault_of(ConfigError("no", subject="seed"), form, wording("en")).words == "seed: no"


def test_a_fault_of_another_room_is_said_in_the_language_of_the_page() -> None:
    told = fault_of(Worded("fault.brief.early", subject="since", day="0001-01-01"), AskForm(), wording("zh"))
    assert (told.field, told.words, told.language) == ("since", "0001-01-01 过早；请改用较晚的日期", "zh")
