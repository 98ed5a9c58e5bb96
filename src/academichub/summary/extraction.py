"""`extract`: an abstract in, a Summary in the authors' own words out. Pure.

Owns what an extract is made of: slices of the rendered abstract, so that mathematics stays mathematics, and the name of
the rules that chose them. Nothing is written, shortened or joined; an opening such as "In this paper," may be left off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from academichub.model import EXTRACT, PaperId, RichText, Summary, SummaryField, Text
from academichub.summary.candidates import Candidate, read_abstract
from academichub.summary.choose import choose, choose_by_headings
from academichub.text.withdrawal import is_withdrawal_notice

__all__ = ["EXTRACT_ID", "extract"]

EXTRACT_ID = "extract-1"
"""Names the role model and the rules together; raise it when either changes, and extracts are made anew."""

_LEAD = re.compile(
    r"(?:in (?:this|the present|our) (?:paper|work|study|article|letter|report|survey|review|thesis|chapter|note|"
    r"research)(?:,\s*|\s+(?=we\b))"
    r"|(?:here(?:in)?|therefore|thus|hence|accordingly|consequently|in response|motivated by this|to this end|to do so|"
    r"specifically|in particular|furthermore|moreover|additionally|in addition|finally),\s*"
    r"|to (?:address|tackle|overcome|solve|bridge|fill|close|mitigate|resolve|remedy|alleviate|meet|handle)"
    r" (?:this|these|the|those|such|both)\b(?: [\w-]+){0,5},\s*)+",
    re.IGNORECASE,
)
_BEGINS_WELL = re.compile(r"(?:we|this|the|an?|our|it is|i)\b|[A-Z]")


def extract(paper_id: PaperId, version: int | None, abstract: RichText, language: str) -> Summary:
    """Choose sentences of the abstract as a summary; fields without a good sentence are absent.

    `language` is that of the abstract. The role tagger reads English ("en", "en-…"): for any other language the TL;DR
    is the first sentence and nothing else is guessed, unless the abstract has headings. An empty abstract, or a notice
    that the paper is withdrawn, gives no fields; one or two sentences give a TL;DR alone.
    """
    plain = abstract.plain
    return Summary(
        paper_id=paper_id,
        version=version,
        language=language,
        model=EXTRACT,
        prompt_id=EXTRACT_ID,
        input_hash=sha256(f"{EXTRACT_ID}\n{plain}".encode()).hexdigest(),
        fields=_chosen_fields(abstract, plain, english=language.lower().partition("-")[0] == "en"),
    )


def _chosen_fields(abstract: RichText, plain: str, *, english: bool) -> Mapping[str, SummaryField]:
    if not plain.strip() or is_withdrawal_notice(plain):
        return {}
    read = read_abstract(abstract, tagged=english)
    choice = choose(read) if english else choose_by_headings(read)
    return {name: _field(abstract, sentences, name) for name, sentences in choice.items()}


def _field(abstract: RichText, sentences: Sequence[Candidate], name: str) -> SummaryField:
    lead = _lead_length(sentences[0].text) if name == "tldr" else 0
    text = abstract.slice(sentences[0].start + lead, sentences[-1].end)
    return SummaryField(_capitalised(text), tuple(sentence.position for sentence in sentences))


def _lead_length(text: str) -> int:
    """Characters of an opening that says nothing once the sentence stands alone; 0 where what is left begins badly."""
    match = _LEAD.match(text)
    return match.end() if match and _BEGINS_WELL.match(text, match.end()) else 0


def _capitalised(text: Text) -> Text:
    """With a capital first letter, where that letter is a plain one."""
    first = text.plain[:1]
    if not ("a" <= first <= "z") or text.html[:1] != first:
        return text
    return Text(first.upper() + text.plain[1:], first.upper() + text.html[1:])
