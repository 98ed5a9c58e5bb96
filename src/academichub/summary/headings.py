"""Explicit headings in an abstract ("Methods:", "RESULTS We…", 【目的】) and the sections they open. Pure.

Authors' own headings are certain where the tagger guesses: on abstracts with headings it takes half of the results for
methods. Owns the vocabulary of headings in English, Chinese, Japanese, Spanish, Portuguese, French and German; decides
nothing about which sentence is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Heading", "match_heading", "sections_of"]

# `aside` is what no summary shows: funding, registration, keywords, availability, limitations.
_WORDS = {
    "background": "background introduction context rationale motivation problem premise contexte hintergrund "
    "antecedentes introducción introdução fundamento",
    "objective": "objective objectives aim aims purpose goal goals question questions hypothesis hypotheses objetivo "
    "objetivos objectif objectifs ziel ziele zielsetzung",
    "method": "method methods methodology material materials design setting settings participants subjects population "
    "intervention interventions measures measurements procedure procedures approach protocol exposure exposures "
    "sources search selection criteria collection analysis métodos método metodología metodologia materiales "
    "méthodes méthode methoden methodik",
    "result": "result results finding findings observations outcome outcomes resultados resultado "
    "résultats résultat ergebnisse",
    "conclusion": "conclusion conclusions interpretation discussion implications relevance originality value "
    "contribution contributions novelty conclusiones conclusión conclusões conclusão schlussfolgerung "
    "schlussfolgerungen fazit",
    "aside": "funding information registration keywords keyword availability implementation contact supplementary "
    "copyright limitations acknowledgements acknowledgments disclosure disclosures abbreviations ethics terms registry",
    "neutral": "abstract summary teaser highlights points",  # says nothing of what follows
    "opening": "importance significance impact",  # background when it comes first, conclusion when later
}
_QUALIFIERS = (
    "and of the for to y et und e study main key primary secondary principal major research review clinical practical "
    "translational general overall recent data statistical experimental patients trial index "
    "scientific lay plain language one sentence author graphical"
)
_CJK = {
    "background": "背景 引言 研究背景",
    "objective": "目的 目标 研究目的",
    "method": "方法 研究方法 材料与方法 対象と方法 対象",
    "result": "结果 結果 研究结果 成績",
    "conclusion": "结论 結論 考察 讨论 研究结论",
    "aside": "关键词 關鍵詞 キーワード 基金项目",
}
_SECTION_OF = {word: section for table in (_WORDS, _CJK) for section, words in table.items() for word in words.split()}


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?![\w'’])"


_VOCABULARY = frozenset({*_SECTION_OF, *_QUALIFIERS.split()})
_KNOWN = _any_of(_VOCABULARY)
_JOINT = r"(?:\s*[,/&]\s*(?:and\s+)?|\s+|-)"
_MARKED = re.compile(
    rf"(?:\(\d\)\s*)?[\[(【*]*\s*(?P<name>{_KNOWN}(?:{_JOINT}{_KNOWN}){{0,8}})"
    r"\s*[\])】*]*\s*(?:[:：]|(?<=[】\]])|\s-(?=\s)|[–—]|\.?\Z)[\s*]*",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?P<name>(?:{_KNOWN}{_JOINT}){{0,8}}{_any_of(_SECTION_OF)})(?-i:\s+(?=[A-Z(]))",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"[A-Z][A-Z &/,-]{3,60}:\s*(?=\S)")
_PIECES = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the head of a sentence.

    `sections` has more than one for "Methods and results". It has none for "Summary", and none for a heading in
    capitals that we do not know: these only end the section before them.
    """

    sections: frozenset[str]
    length: int  # characters up to the content after it
    marked: bool  # set off by a colon, a bracket, or alone in its line; not merely by the case of the next word


def match_heading(sentence: str, *, first: bool) -> Heading | None:
    """The heading that the sentence begins with; `first` says that the abstract begins with it."""
    opening = _PIECES.search(sentence, 0, 40)
    if opening is None or not (opening[0].isupper() or opening[0].lower() in _VOCABULARY):
        return None  # nearly every sentence: not worth a pattern
    match = _MARKED.match(sentence) or _BARE.match(sentence)
    words = [word.lower() for word in _PIECES.findall(match["name"])] if match else []
    sections = frozenset(_SECTION_OF[word] for word in words if word in _SECTION_OF)
    if match is None or not sections or match["name"][0].islower():
        unknown = _UNKNOWN.match(sentence)
        return Heading(frozenset(), unknown.end(), marked=False) if unknown else None
    return Heading(_settled(sections, words, first), match.end(), match.re is _MARKED)


def _settled(sections: frozenset[str], words: Sequence[str], first: bool) -> frozenset[str]:
    if "opening" in sections:
        sections = sections - {"opening"} | {"background" if first else "conclusion"}
    if "aside" in sections:
        return frozenset({"aside"})
    sections -= {"neutral"}
    if "measures" in words:  # "Main outcome measures" says how, not what came out
        return frozenset({"method"})
    return sections


def sections_of(headings: Sequence[Heading | None]) -> tuple[frozenset[str] | None, ...]:
    """The sections of each sentence, given the heading found at its head; None where no heading speaks.

    Headings of two kinds or more make a structured abstract: each then holds until the next. A single one may be a
    turn of phrase: it holds for its own sentence, and only if it is marked.
    """
    if not is_structured(headings):
        return tuple((heading.sections or None) if heading and heading.marked else None for heading in headings)
    current: frozenset[str] | None = None
    sections: list[frozenset[str] | None] = []
    for heading in headings:
        current = (heading.sections or None) if heading else current
        sections.append(current)
    return tuple(sections)


def is_structured(headings: Sequence[Heading | None]) -> bool:
    """Whether the headings open two kinds of sections or more, those never shown apart."""
    kinds = {section for heading in headings if heading for section in heading.sections}
    return len(kinds - {"aside"}) >= 2
