"""Radars: from what a reader keeps to the papers of a day, and why.

    shelf ─▶ wishes ─▶ profile ─┐
    edition ─▶ days ─▶ sieve ───┴▶ standing ─▶ sharing (a paper in one radar) ─▶ showing (reasons)

desk.py      ports.Radars over one store        checking.py  what may be saved      places.py   its places
days.py      the papers of a day, read once     sieve.py     the hard rules
wishes.py    examples and votes as a profile    standing.py  one radar's scores of one day
sharing.py   which radar shows a paper          showing.py   views         reasons.py  why
backtest.py  what would have been shown         kept.py      small caches
"""

from academichub.pipeline.radars.desk import StoredRadars

__all__ = ["StoredRadars"]
