"""Which words can stand as reasons, and which only for want of a better one."""

from __future__ import annotations

import numpy as np
import pytest

from academichub.rank.naming import Naming
from academichub.rank.words import N_BUCKETS, bucket_of

SHARES = {"scene": 0.03, "image": 0.2, "quokka": 0.0001, "scene graph": 0.001, "沙丘": 0.0001}


@pytest.fixture
def naming() -> Naming:
    rarity = np.zeros(N_BUCKETS, np.float32)
    for term, share in SHARES.items():
        rarity[bucket_of(term)] = 1 - np.log(share)
    return Naming(rarity)


@pytest.mark.parametrize(
    ("term", "is_name", "is_plain"),
    [
        ("scene", True, True),
        ("scene graph", True, False),
        ("quokka", True, False),
        ("沙丘", True, False),
        ("image", False, True),
        ("results", False, False),
        ("方法", False, False),
        ("研究 究沙", False, False),
    ],
)
def test_names_and_plain_words(naming: Naming, term: str, is_name: bool, is_plain: bool) -> None:
    assert (naming.is_name(term), naming.is_plain(term)) == (is_name, is_plain)


def test_without_rarity_no_word_is_plain() -> None:
    assert Naming().is_name("scene")
    assert not Naming().is_plain("scene")
