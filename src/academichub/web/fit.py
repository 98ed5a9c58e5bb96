"""How much of each paper a page of cards holds, so that no page is heavy whatever its papers bring. Pure.

Honest papers fit into the first; a page that is still too heavy is made again with the next. What a card leaves out
stands on the paper's own page.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FITS", "ROOMY", "Fit"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Lengths in characters of the plain reading, at most."""

    title: int
    abstract: int
    point: int  # one field of the summary; 0: none is shown
    name: int  # of one author
    names: int  # of all authors that unfold behind the first; more of them are counted
    address: int  # of a link, which cannot be cut: a longer one is left out
    categories: int  # how many are named on a card beside the primary one
    options: int  # how many values of a filter are offered


ROOMY = Fit(title=500, abstract=4_000, point=1_000, name=200, names=1_500, address=2_000, categories=20, options=400)
FITS = (
    ROOMY,
    Fit(title=400, abstract=2_000, point=600, name=100, names=600, address=600, categories=12, options=200),
    Fit(title=300, abstract=1_000, point=300, name=60, names=300, address=300, categories=8, options=60),
    Fit(title=200, abstract=400, point=200, name=60, names=100, address=200, categories=4, options=30),
    Fit(title=80, abstract=0, point=0, name=30, names=0, address=120, categories=0, options=8),
)
"""From the roomiest to one in which 50 cards of noise, in characters of three bytes, take 60 kB compressed. A paper's
name is never cut, as its address is made of it: several hundred such characters in each of 50 names would be too many.
"""
