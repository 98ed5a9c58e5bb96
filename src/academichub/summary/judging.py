"""From a model's answer to what may be shown of it: read, checked, grounded, or refused with reasons. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html import escape

from academichub.errors import InvalidReply
from academichub.model import Finish, Paper, Summary, SummaryField, Text
from academichub.summary.checks import CHECKS_ID, check_draft, grounded, without_empty
from academichub.summary.drafts import Draft, Finding, SourceText
from academichub.summary.prompt import PROMPT_ID
from academichub.summary.reply import parse_reply
from academichub.summary.trial import trial_request

__all__ = ["CHECKS_ID", "Verdict", "judge", "summary_of"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth: the drafts that passed every check, and what was wrong with the others.

    `is_unread`: it could not be read at all (cut off, not JSON), which says nothing against what it meant to say.
    """

    valid: Mapping[str, Draft] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    is_unread: bool = False

    @property
    def reason(self) -> str | None:
        """The findings in one line; None where there are none."""
        return "; ".join(f"{one.field}: {one.detail}" if one.field else one.detail for one in self.findings) or None


def judge(raw: str, finish: Finish, source: SourceText, languages: Sequence[str]) -> Verdict:
    """Read and check an answer that was to be a summary of `source` in these languages."""
    if finish is Finish.LENGTH:
        return _unread("the answer was cut off at its longest allowed length")
    if finish is Finish.FILTERED:
        return Verdict(findings=(Finding("withheld", "the provider withheld the answer"),))
    try:
        drafts = parse_reply(raw, languages, len(source.sentences))
    except InvalidReply as error:
        return _unread(error.message)
    valid: dict[str, Draft] = {}
    findings: list[Finding] = []
    for language in languages:
        draft = grounded(without_empty(drafts[language]), source)
        found = check_draft(draft, source, instructions=_instructions(tuple(languages)))
        findings += found
        if not found:
            valid[language] = draft
    return Verdict(valid, tuple(findings))


@cache
def _instructions(languages: tuple[str, ...]) -> str:
    """Our own words to the model: they are the same for every paper."""
    return trial_request(languages).messages[0].text


def _unread(reason: str) -> Verdict:
    return Verdict(findings=(Finding("reply", reason),), is_unread=True)


def summary_of(paper: Paper, draft: Draft, model: str, made_at: datetime) -> Summary:
    """A draft that passed, as a summary of the paper's present text. Its words are plain text: nothing is markup."""
    fields = {
        name: SummaryField(Text(one.text, escape(one.text, quote=False)), one.sentences)
        for name, one in draft.fields.items()
    }
    return Summary(
        paper.paper_id, paper.version, draft.language, model, PROMPT_ID, paper.text_hash, fields, made_at=made_at
    )
