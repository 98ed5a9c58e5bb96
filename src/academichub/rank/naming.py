"""Which terms can stand as a reason by themselves: neither everyday words of research nor words that most papers have.
Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from academichub.rank.rarity import Vector
from academichub.rank.words import bucket_of, is_telling

__all__ = ["Naming"]

_COMMON = 0.15  # of the store's papers have it: "model", "image", "learning"

_EMPTY = frozenset(
    """ability able accurate accuracy achieve achieved achieves achieving additional address addresses addressing
    advance advanced advances advantages aim aims allow allowing allows analyses analysis analyze analyzed applied
    apply applying approach approaches aspect aspects available aware based benefits best better broad broader
    build building called capable case cases challenge challenges challenging change changes combination combine
    combined combines common commonly compare compared comparable comparison complete complex complexity component
    components comprehensive conduct conducted consider considering consist consistent consistently consists
    contain containing contains contribute contribution contributions critical crucial current currently dataset
    datasets demonstrate demonstrated demonstrates demonstrating depend depends describe described design designed
    desired detail detailed details develop developed developing development different difficult diverse due early
    easily easy effect effective effectively effectiveness effects efficacy efficiency efficient efficiently employ
    employed employing enable enables enabling end enhance enhanced enhances enhancing ensure ensures ensuring
    entire especially essential establish establishes evaluate evaluated evaluating evaluation evaluations existing
    experiment experimental experiments exhibit exhibits explore explored explores exploring extensive extensively
    fail fails feature features field fields final finally find finding findings first five focus focuses focusing
    formulate formulated formulates four framework frameworks full fully fundamental furthermore gain gains general
    generally given github good great greater growing help helps high higher highest highlight highlights highly
    http https idea ideas identified identify identifying impact implement implementation importance important
    importantly improve improved improvement improvements improves improving include included includes including
    increase increased increases increasing increasingly independent inherent input insight insights integrate
    integrated integrates integrating introduce introduced introduces introducing investigate investigates issue
    issues key known lack large largely larger largest last latest lead leading leads leverage leveraged leverages
    leveraging like limit limitation limitations limited limits long low lower main mainly maintain maintaining
    maintains major make makes making many means measure measures method methodology methods million multiple
    namely necessary need needed needs new newly notable notably novel number numerous obtain obtained obtaining
    offer offering offers often open order original outcome outcomes outperform outperforming outperforms output
    outputs overall paper papers parameter parameters part particular particularly parts perform performance
    performing performs pipeline poor poorly possible potential potentially powerful practical practice present
    presented presenting presents previous previously primarily primary principle prior problem problems procedure
    process processes processing produce produced produces promising proper properties property propose proposed
    proposes provide provided provides providing public publicly purpose quality range rapid rapidly rate real
    recent recently reduce reduced reduces reducing reduction related relevant reliable rely relying remain
    remaining remains report reported reports represent require required requirements requires requiring research
    researchers respectively result resulting results reveal reveals rich robust robustness role scale scenario
    scenarios second sections seek set sets setting settings several short show showed showing shown shows
    significance significant significantly similar simple simply simultaneously single small solution solutions
    solve solving specific specifically stage standard state step steps strategies strategy strong studied studies
    study studying substantial substantially success successful successfully suffer suggest suggests superior
    support supporting supports system systems tackle target task tasks technique techniques term terms test
    testing tests third three time times traditional train trained training trend trends two type types typical
    typically underlying understand understanding unified unique unlike use used useful user users uses using
    utilize utilized utilizes utilizing valuable value values variety various version way ways wide widely work
    working works year years yet yield yielding yields""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """`rarity` as the store taught it; None, or of too few papers to say: every term is rare."""

    rarity: Vector | None = None

    def is_name(self, term: str) -> bool:
        """A pair names something where neither of its words is empty, and one of them or the pair is seldom."""
        words = term.split(" ")
        if not is_telling(term) or any(word in _EMPTY or len(word) < 2 for word in words):
            return False
        return self._is_seldom(term)

    def _is_seldom(self, term: str) -> bool:
        """Source of the share: `rarity_of`, solved for it."""
        if self.rarity is None:
            return True
        rarity = float(self.rarity[bucket_of(term)])
        return rarity <= 0 or rarity == 1 or float(np.exp(1 - rarity)) < _COMMON
