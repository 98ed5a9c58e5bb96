"""The part each sentence of an English abstract plays: background, objective, method, result or other.

A linear-chain CRF (python-crfsuite) reads the whole abstract at once. Pure but for one thing: the first use reads the
model that ships inside this package; training and measuring it are scripts/train_roles.py and bench/summary.py.
Source: Cohan et al. 2019, "Pretrained Language Models for Sequential Sentence Classification" (the labels, CSAbstruct).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock

import pycrfsuite

from academichub.summary._features import sequence_features

__all__ = ["MODEL_FILE", "ROLES", "RoleScores", "Tagger", "default_tagger", "tag"]

ROLES = ("background", "objective", "method", "result", "other")
"""The labels of CSAbstruct, in the order of the fields of RoleScores."""

MODEL_FILE = "roles.crfsuite"


@dataclass(frozen=True, slots=True)
class RoleScores:
    """The probability of each role for one sentence, 0..1; the five add up to 1."""

    background: float = 0.0
    objective: float = 0.0
    method: float = 0.0
    result: float = 0.0
    other: float = 0.0

    @property
    def best(self) -> str:
        """The likeliest role; of equals the first in ROLES."""
        scores = (self.background, self.objective, self.method, self.result, self.other)
        return ROLES[scores.index(max(scores))]


class Tagger:
    """One loaded model. Safe to share between threads: the engine holds one abstract at a time, behind a lock."""

    def __init__(self, model: bytes) -> None:
        """Raises: ValueError when the bytes are no model of python-crfsuite with our roles."""
        self._model = model  # the engine reads these bytes in place for as long as it lives, and holds no reference
        self._engine = pycrfsuite.Tagger()
        self._engine.open_inmemory(model)
        if not set(ROLES) <= set(self._engine.labels()):
            raise ValueError(f"a role model must know {', '.join(ROLES)}; this one knows {self._engine.labels()}")
        self._lock = Lock()

    def tag(self, sentences: Sequence[str]) -> tuple[RoleScores, ...]:
        """The roles of the sentences of one abstract, in its order; () for none."""
        if not sentences:
            return ()
        features = sequence_features(sentences)
        with self._lock:
            self._engine.set(features)
            marginal = self._engine.marginal
            return tuple(RoleScores(*[marginal(role, i) for role in ROLES]) for i in range(len(features)))


@cache
def default_tagger() -> Tagger:
    """The tagger with the shipped model, loaded at the first call and kept."""
    return Tagger(files("academichub.summary").joinpath(MODEL_FILE).read_bytes())


def tag(sentences: Sequence[str]) -> tuple[RoleScores, ...]:
    """Tag the sentences of one English abstract with the shipped model."""
    return default_tagger().tag(sentences)
