"""The days of a briefing as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from academichub.model import BriefOrder
from academichub.publish.briefing.window import window_of
from academichub.publish.wording import wording


@pytest.mark.parametrize(
    ("until", "english", "chinese"),
    [
        (date(2026, 6, 10), "10 June 2026", "2026年6月10日"),
        (date(2026, 6, 16), "10 to 16 June 2026", "2026年6月10日至16日"),
        (date(2026, 7, 2), "10 June 2026 to 2 July 2026", "2026年6月10日至2026年7月2日"),
        (date(2027, 6, 16), "10 June 2026 to 16 June 2027", "2026年6月10日至2027年6月16日"),
    ],
)
def test_what_both_ends_share_is_said_once(until: date, english: str, chinese: str) -> None:
    order = BriefOrder(date(2026, 6, 10), until, "en")
    assert (window_of(order, wording("en")), window_of(order, wording("zh"))) == (english, chinese)
