"""`extract`: an abstract in, a Summary in the authors' own words out. Pure.

Owns what an extract is made of: slices of the rendered abstract, so that mathematics stays mathematics, and the name of
the rules that chose them. Nothing is written, shortened or joined; an opening such as "In this paper," may be left off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from academichub.model import EXTRACT, PaperId, RichText, Summary, SummaryField, Text
from academichub.summary.candidates import Candidate, read_abstract
from academichub.summary.chinese import choose_chinese
from academichub.summary.choose import choose, choose_by_headings
from academichub.summary.leads import lead_length
from academichub.text.withdrawal import is_withdrawal_notice

__all__ = ["EXTRACT_ID", "extract"]

EXTRACT_ID = "extract-3"
"""Names the role model and the rules together; raise it when either changes, and extracts are made anew."""

_CHOOSERS = {"en": choose, "zh": choose_chinese}


def extract(paper_id: PaperId, version: int | None, abstract: RichText, language: str) -> Summary:
    """Choose sentences of the abstract as a summary; fields without a good sentence are absent.

    `language` is that of the abstract. The role tagger reads English ("en", "en-…"), a table of cues
    Chinese ("zh", "zh-…"): without a cue nothing is chosen. For any other language the TL;DR is the first sentence and
    nothing else is guessed. Headings are read in all of them. An empty abstract, or a notice
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
        fields=_chosen_fields(abstract, plain, language.lower().partition("-")[0]),
    )


def _chosen_fields(abstract: RichText, plain: str, language: str) -> Mapping[str, SummaryField]:
    if not plain.strip() or is_withdrawal_notice(plain):
        return {}
    read = read_abstract(abstract, tagged=language == "en")
    choice = _CHOOSERS.get(language, choose_by_headings)(read)
    return {name: _field(abstract, sentences) for name, sentences in choice.items()}


def _field(abstract: RichText, sentences: Sequence[Candidate]) -> SummaryField:
    lead = lead_length(sentences[0].text)
    text = abstract.slice(sentences[0].start + lead, sentences[-1].end)
    return SummaryField(_capitalised(text), tuple(sentence.position for sentence in sentences))


def _capitalised(text: Text) -> Text:
    """With a capital first letter, where that letter is a plain one."""
    first = text.plain[:1]
    if not ("a" <= first <= "z") or text.html[:1] != first:
        return text
    return Text(first.upper() + text.plain[1:], first.upper() + text.html[1:])
