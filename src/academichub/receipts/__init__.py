"""Whether what was announced is here: judged by what came, and only waited for by the calendar. Pure.

calendars.py   the calendar of a source, and of one that has none; whether its two channels use the same keys
batches.py     which announcements of an answer are of another day than it says
owing.py       what the complete list names and the store lacks, and what stands on a wrong day
judging.py     how a source stands on a day
silence.py     who has been silent for too long, and where a feed has let entries drop
"""

from __future__ import annotations

from academichub.receipts.batches import Batches, sort_batches
from academichub.receipts.calendars import EVERY_DAY, calendar_of, has_days, names_otherwise
from academichub.receipts.judging import STALLED_AFTER, judge, state_of
from academichub.receipts.owing import Move, Owed, find_owed
from academichub.receipts.silence import find_gap, find_silence

__all__ = [
    "EVERY_DAY",
    "STALLED_AFTER",
    "Batches",
    "Move",
    "Owed",
    "calendar_of",
    "find_gap",
    "find_owed",
    "find_silence",
    "has_days",
    "judge",
    "names_otherwise",
    "sort_batches",
    "state_of",
]
