"""The weekly briefing: once for each week that is due, and at no cost to the run that makes it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from academichub.app import Hub, open_hub
from academichub.brief.calendar import due_window
from academichub.cli.briefs.weekly import brief_after, brief_behind
from academichub.cli.session import Session
from academichub.model import BriefOrder, FieldId
from academichub.pipeline.briefing.weekly import due_order
from academichub.settings import BriefSettings
from academichub.settings.file import load_settings
from tests.cli.newsroom import row
from tests.cli.radar_room import RadarRoom
from tests.samples import NOON

WEEKLY = BriefSettings("tuesday", days=2, fields=("earth",), radar="Deltas")
TUESDAY = date(2026, 6, 16)


def hub_of(room: RadarRoom, *lines: str) -> Hub:
    room.shell.write_settings("\n".join(['language = "en"', "[brief]", *lines]) + "\n")
    return replace(open_hub(load_settings(room.shell.home, {}).settings), clock=lambda: NOON)


def after(room: RadarRoom, hub: Hub, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    brief_after(Session(str(room.shell.home), {}), hub)
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.strip()


def test_what_is_due_is_decided_by_the_settings_and_what_was_made() -> None:
    editions = [date(2026, 6, 15)]
    order = due_order(WEEKLY, "zh", TUESDAY, editions, [])
    assert order == BriefOrder(date(2026, 6, 14), date(2026, 6, 15), "zh", (FieldId("earth"),), "Deltas")
    assert due_order(WEEKLY, "zh", TUESDAY + timedelta(days=6), editions, []) == order
    assert due_order(WEEKLY, "zh", TUESDAY, editions, [replace(order, radar="DELTAS")]) is None
    assert due_order(WEEKLY, "zh", TUESDAY, editions, [replace(order, question="Why?")]) == order
    assert due_order(WEEKLY, "zh", TUESDAY, [TUESDAY], []) is None
    assert due_order(replace(WEEKLY, weekly=None), "zh", TUESDAY, editions, []) is None
    english = due_order(replace(WEEKLY, language="en"), "zh", TUESDAY, editions, [])
    assert english is not None
    assert english.language == "en"


def test_it_is_made_once_for_each_week(room: RadarRoom, capsys: pytest.CaptureFixture[str]) -> None:
    hub = hub_of(room, 'weekly = "tuesday"', "days = 3")
    assert after(room, hub, capsys) == ("The weekly briefing of 13 June 2026 to 15 June 2026 is stored as briefing 1.")
    assert after(room, hub, capsys) == ""
    later = replace(hub, clock=lambda: NOON + timedelta(days=7))
    assert due_window(1, 3, later.clock().date()) == (date(2026, 6, 20), date(2026, 6, 22))
    assert after(room, later, capsys) == "", "no edition of those days"
    (line,) = hub.briefings.all()
    assert line.n_papers == 12
    assert after(room, replace(hub, is_sample=True), capsys) == ""
    hub.close()


def test_a_failure_is_said_and_stores_nothing(room: RadarRoom, capsys: pytest.CaptureFixture[str]) -> None:
    hub = hub_of(room, 'weekly = "tuesday"', 'radar = "Deltas"')
    told = "The weekly briefing was not made: Deltas: there is no such radar; make one with academichub radar add."
    assert after(room, hub, capsys) == f"{told} The next update tries again."
    brief_behind(Session(str(room.shell.home), {}), hub)
    assert told in capsys.readouterr().err
    assert hub.briefings.all() == ()
    room.made("Deltas", "--include", "silt")
    assert "is stored as briefing 1" in after(room, hub, capsys)
    hub.close()


def test_behind_the_pages_it_is_begun_and_can_be_watched(room: RadarRoom) -> None:
    hub = hub_of(room, 'weekly = "tuesday"', "with_model = false")
    brief_behind(Session(str(room.shell.home), {}), hub)
    begun = hub.briefings.under_way()
    assert begun is not None
    assert begun.order.until == date(2026, 6, 15)
    thread = hub.briefings._thread
    assert thread is not None
    thread.join(60)
    assert len(hub.briefings.all()) == 1
    brief_behind(Session(str(room.shell.home), {}), hub)
    assert hub.briefings._thread is thread
    hub.close()


def test_an_update_makes_it(room: RadarRoom) -> None:
    lately = (datetime.now(UTC).date() - timedelta(days=8)).isoformat()
    rows = room.file("lately.jsonl", json.dumps(row(1, day=lately)))
    room.shell.write_settings('language = "en"\n[brief]\nweekly = "monday"\ndays = 300\n')
    assert room.run("import", rows).code == 0
    ran = room.run("update", "--json")
    assert (ran.code, ran.rows[0]["sources"]) == (0, [])
    assert "is stored as briefing 1" in ran.err
    assert "briefing" not in room.run("update").err
    assert len(room.run("brief", "list", "--json").rows) == 1
