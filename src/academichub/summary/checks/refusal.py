"""Fields in which a model or its software says that there is no summary. Pure.

A failure or refusal rejects the draft; an honest "not mentioned" only empties its field, see `without_empty`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from academichub.summary.checks._reading import excerpt, fold, folded_source, joined_fold, read_table
from academichub.summary.drafts import Draft, Finding, SourceText

__all__ = ["check_refusal", "without_empty"]

_TABLE = read_table("refusal.toml")
_FAILURE = re.compile("|".join(f"(?:{pattern})" for pattern in _TABLE["failure"]), re.DOTALL)
_NOTHING = re.compile("|".join(f"(?:{pattern})" for pattern in _TABLE["nothing"]))
_ANYWHERE = re.compile("|".join(_TABLE["anywhere"]))
_OUTER = " \t\r\n.。!！?？,，:：;；…-–—_*#\"'`“”‘’「」()（）[]【】<>《》"
_LONGEST_FAILURE = 240  # characters; what is longer says something besides
_LONGEST_NOTHING = 60


def check_refusal(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    """A field that is as a whole a failure, a refusal or a placeholder, or that speaks as a refusing model does."""
    findings = []
    for name, field in draft.fields.items():
        whole = _bare(field.text)
        if _says_nothing(whole):
            findings.append(Finding("refusal", f'It holds a placeholder: "{excerpt(whole)}". Leave it empty.', name))
        elif len(whole) <= _LONGEST_FAILURE and _FAILURE.fullmatch(whole):
            findings.append(Finding("refusal", f'It tells of a failure: "{excerpt(whole)}".', name))
    return tuple(findings) or _spoken(draft, source)


def _spoken(draft: Draft, source: SourceText) -> tuple[Finding, ...]:
    match = _ANYWHERE.search(joined_fold(draft).replace("’", "'"))
    if match is None or match[0] in folded_source(source):
        return ()
    return (Finding("refusal", f'It speaks of the model and not of the paper: "{excerpt(match[0])}".'),)


def without_empty(draft: Draft) -> Draft:
    """The draft without the fields that are empty or honestly say that there is nothing to say."""
    kept = {name: field for name, field in draft.fields.items() if not is_nothing(field.text)}
    return draft if len(kept) == len(draft.fields) else replace(draft, fields=kept)


def is_nothing(text: str) -> bool:
    """Whether the whole text is empty, marks alone, or a placeholder such as "N/A", "无" or "not mentioned"."""
    return _says_nothing(_bare(text))


def _says_nothing(whole: str) -> bool:
    return not whole or (len(whole) <= _LONGEST_NOTHING and _NOTHING.fullmatch(whole) is not None)


@lru_cache(64)  # asked before the checks, and by one of them
def _bare(text: str) -> str:
    return " ".join(fold(text).strip(_OUTER).replace("’", "'").split())
