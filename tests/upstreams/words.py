"""Invented titles, abstracts and names from word lists: reads like science from afar, says nothing. Pure.

A title carries a made-up method name that spells a number, so that no two works of a history have equal titles.
"""

from __future__ import annotations

import re
from random import Random

__all__ = ["abstract", "method_name", "person", "person_initials", "title"]


def _words(text: str) -> list[str]:
    """The words of a list; a hyphen between lower-case letters stands for a space."""
    return [re.sub(r"(?<=[a-z])-(?=[a-z])", " ", word) for word in text.split()]


_ONSETS = _words("b d f g k l m n p r s t v z br dr gl kr pl st tr")
_VOWELS = _words("a e i o u ai eo")
_ADJECTIVES = _words("adaptive robust sparse hierarchical causal scalable interpretable modular stochastic invariant")
_THINGS = _words("estimation transport segmentation planning inference sampling alignment control retrieval imaging")
_OBJECTS = _words("graphs membranes manipulators alloys dialogues galaxies tissues rivers markets proteins lattices")
_SETTINGS = _words("limited-supervision distribution-shift heavy-noise partial-observation strict-budgets slow-drift")
_GIVEN = _words("Adaeze Birgit Chidi Dagny Eino Fiammetta Gwilym Hanae Ishaan Jorunn Kealani Ludvik Mireille Nanami")
_FAMILY = _words(
    "Abernethy-Ruud Bøgelund Çelikbaş Dombrowicz Eskenasy-Lund Farkašovský Gulbrandstad Hōjō-Reyes Ilmarinen "
    "Jørstad-Kim Kvaratskhel Łabędzka Marangoni-Oak Nguyễn-Sarr Õunapuu-Lee Przybylak Quintanilha Røkkum Şahinoğlu "
    "Tøndersen Uchechukwu-Fox Vörösházi Wójtowska Xiongmao Ýmisdóttir Żurkowska"
)
_BACKGROUND = (
    "Methods for {thing} of {objects} remain unreliable under {setting}.",
    "How to achieve {thing} of {objects} under {setting} is an open problem.",
    "Existing approaches to {thing} of {objects} ignore {setting} and therefore fail in practice.",
)
_METHOD = (
    "We propose {name}, an approach that treats {setting} as part of the model.",
    "Here we introduce {name}, which combines {adjective} priors with a short calibration step.",
    "In this paper we present {name}, a {adjective} procedure with a single free parameter.",
)
_DATA = (
    "We evaluated it on {n} cases from {k} independent sites.",
    "It was tested in {k} experiments with {n} samples altogether.",
    "Our evaluation covers {n} instances and {k} baselines.",
)
_RESULT = (
    "{name} lowered the error by {p} percent compared with the strongest baseline.",
    "Accuracy rose by {p} points, while the cost stayed below that of earlier methods.",
    "The results show an improvement of {p} percent, with $p < 0.0{k}$.",
)
_EXTRA = (
    "The advantage was largest for {objects} with few observations.",
    "An ablation shows that half of the gain is due to the calibration step.",
    "The complexity is $\\mathcal{{O}}(n \\log n)$ in the number of {objects}.",
    "No effect was found when the order of the steps was reversed.",
)
_CONCLUSION = (
    "We conclude that {adjective} {thing} is feasible under {setting}.",
    "These findings suggest that {setting} should be modelled rather than avoided.",
    "The approach can be applied to other {objects} without change.",
)


def method_name(number: int) -> str:
    """A pronounceable word that spells a number (from 0): different numbers, different words."""
    onset_count, vowel_count = len(_ONSETS), len(_VOWELS)
    syllables = []
    for _ in range(3):
        number, rest = divmod(number, onset_count * vowel_count)
        syllables.append(_ONSETS[rest // vowel_count] + _VOWELS[rest % vowel_count])
    if number:
        raise ValueError("more works than the word lists can name")
    return "-".join(syllables).title().replace("-", "")


def title(rng: Random, name: str) -> str:
    """A title that begins with the method's name."""
    return (
        f"{name}: {rng.choice(_ADJECTIVES).title()} {rng.choice(_THINGS).title()} of "
        f"{rng.choice(_OBJECTS).title()} under {rng.choice(_SETTINGS).title()}"
    )


def abstract(rng: Random, name: str) -> str:
    """Six to nine sentences: background, method, data, results, a conclusion."""
    extras = rng.sample(_EXTRA, rng.randint(1, 3))
    parts = [rng.choice(part) for part in (_BACKGROUND, _METHOD, _DATA, _RESULT)]
    sentences = [*parts, *extras, rng.choice(_CONCLUSION)]
    words = {
        "name": name,
        "adjective": rng.choice(_ADJECTIVES),
        "thing": rng.choice(_THINGS),
        "objects": rng.choice(_OBJECTS),
        "setting": rng.choice(_SETTINGS),
        "n": rng.randint(200, 90_000),
        "k": rng.randint(2, 9),
        "p": rng.randint(5, 60),
    }
    return " ".join(sentence.format(**words) for sentence in sentences)


def person(rng: Random) -> str:
    """A name as arXiv and journals write it: given name first."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


def person_initials(rng: Random) -> str:
    """A name as bioRxiv writes it: family name, comma, initials."""
    return f"{rng.choice(_FAMILY)}, {rng.choice(_GIVEN)[0]}."
