"""Which noun phrases name a thing that a reader can picture: an object, a method. Pure, by lists and forms."""

from __future__ import annotations

import re

from academichub.brief.words.lexicon import WordClass, class_of

__all__ = ["is_everywhere", "is_measure", "names_subject", "names_thing"]

_EVERYWHERE = frozenset(
    """ai ml llm vlm gan cnn gpt artificial intelligence generative adversarial convolutional neural network deep
    machine learning large language model foundation vision raw data dataset computer image video text natural
    processing multimodal pretrained open source training transformer algorithm supervised self real world
    system application framework code software""".split()
)
_MEASURES = frozenset(
    """score accuracy efficiency cost performance parameter speed latency rate runtime overhead complexity precision
    recall auc f1 baseline error sensitivity specificity task experiment""".split()
)
_WHOLE_FIELDS = frozenset(
    f"{first}{second}"
    for first in ("", "deep ", "machine ", "supervised ", "natural ", "artificial ", "computer ", "large language ")
    for second in ("learning", "learning model", "language", "language processing", "intelligence", "vision", "model")
) | {"neural network", "deep neural network", "feature extraction", "training data", "shot setting"}
_SIZE_OF_MODEL = re.compile(r"\d+[a-z]{0,2}")
_ATTRIBUTE = (WordClass.MODIFIER, WordClass.SIZE, WordClass.BREAK)


def names_thing(written: str) -> bool:
    """Whether a phrase, as papers write it, may stand alone: no "multi-scale", no "token-level", no "32B"."""
    low = written.lower()
    if "'" in low or "’" in low or _SIZE_OF_MODEL.fullmatch(low):
        return False
    if " " in low or "-" not in low:
        return True
    first, *_, last = low.split("-")
    if len(first) < 2 or first == "self" or last.endswith("ing"):
        return True
    return class_of(first) not in _ATTRIBUTE and class_of(last) not in (WordClass.WEAK, *_ATTRIBUTE)


def is_everywhere(name: str) -> bool:
    """Whether every word of a phrase is of the vocabulary that papers of all fields use of models and data."""
    return all(word in _EVERYWHERE for word in name.split())


def is_measure(name: str) -> bool:
    """Whether it is what papers of any subject report: a score, a cost."""
    return name.split()[-1] in _MEASURES


def names_subject(written: str, name: str) -> bool:
    """Whether a phrase may say what papers are about: a thing, no measure, and not the whole of a field."""
    return names_thing(written) and not is_measure(name) and name not in _WHOLE_FIELDS
