"""The headings of structured abstracts, and where one begins inside running text."""

from __future__ import annotations

import re

__all__ = ["HEADING_WORDS", "heading_pattern", "is_heading", "section_starts"]

HEADING_WORDS = (
    "Background and Objectives?", "Background and Aims?", "Background and Purpose", "Background", "Introduction",
    "Objectives?", "Aims?", "Purpose", "Motivation", "Rationale", "Context", "Importance", "Hypothesis",
    "Study Design and Setting", "Study Design", "Design", "Setting", "Participants", "Patients and Methods",
    "Materials and Methods", "Methods and Findings", "Methods and Results", "Methodology", "Methods?", "Interventions?",
    "Main Outcome Measures?", "Main Outcomes and Measures", "Main Results?", "Results and Discussion", "Results?",
    "Findings", "Observations", "Discussion", "Limitations", "Conclusions and Relevance",
    "Conclusions and Significance", "Conclusions?", "Interpretation", "Significance Statement", "Significance",
    "Implications", "Relevance", "Withdrawal Statement", "Clinical Trial Registration",
    "Trial Registration", "Registration", "Funding",
    "Availability and Implementation", "Availability", "Supplementary Information", "Contact", "Summary", "Abstract",
    "Author Summary", "Key Points", "Keywords", "Plain Language Summary", "Teaser", "One Sentence Summary",
    "Lay Summary", "Graphical Abstract", "Highlights",
)  # fmt: skip
"""Patterns, longer ones before those they begin with."""


def heading_pattern(*, capitals: bool = False) -> str:
    """An alternation of all headings, as titles are written ("Trial registration" too) or in capitals throughout."""
    if capitals:
        return "|".join(word.upper().replace(" ", _BETWEEN) for word in HEADING_WORDS)
    return "|".join(re.sub(r" ([A-Z])", _either_case, word).replace(" ", _BETWEEN) for word in HEADING_WORDS)


def _either_case(match: re.Match[str]) -> str:
    return f" [{match[1]}{match[1].lower()}]"


_BETWEEN = r"[ /&-]{1,3}"
_ANY = heading_pattern()
_HEADING = re.compile(rf"(?:{_ANY})", re.IGNORECASE)
_SECTION = re.compile(rf"(?:^|\n|(?<=[.!?)\]”\"]) )({_ANY}|[A-Z][A-Z ]{{3,30}}[A-Z]): ")


def is_heading(text: str) -> bool:
    """True where the text is one of the usual headings, in any case, with or without a colon."""
    return len(text) < 60 and _HEADING.fullmatch(text.strip().rstrip(":.").strip()) is not None


def section_starts(plain: str) -> list[int]:
    """Positions of the blanks before `Heading: ` that are to be line breaks; empty unless there are two headings.

    One such word alone ("Results: …" before a web address, "Contact: …") does not make an abstract structured.
    """
    if plain.count(": ") < 2:
        return []
    found = list(_SECTION.finditer(plain))
    if len({match[1] for match in found}) < 2:
        return []
    return [match.start() for match in found if plain[match.start()] in " \n"]
