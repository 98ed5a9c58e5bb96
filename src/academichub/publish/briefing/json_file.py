"""A briefing as JSON for programs, and read back from it. Pure. docs/reference/briefing-formats.md describes the file.

It holds the briefing itself, not the words it is shown in: the file reads back to an equal briefing. The references
and what has become of papers since are beside it, and are not read back.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from academichub.errors import ParseError
from academichub.model import Briefing
from academichub.publish.briefing.parts import ShownBriefing, ShownReference
from academichub.publish.document import Document

__all__ = ["FORMAT", "read_json", "render_json"]

FORMAT = "academichub-briefing-1"
"""Changes when a program that reads the file would have to."""

_MEDIA_TYPE = "application/json; charset=utf-8"
_SKELETON = ("papers", "clusters", "bridges", "trends", "tensions", "n_before")
_MADE = ("order", "made_at", "model", "prompt_id", "unwritten", "inputs_id", "text_hashes", "brief_id", "renews")
_TOLD = ("sections", "dropped", "changes")
_HALF = re.compile(r"[\ud800-\udfff]")
_UNSEEN = re.compile(r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_MARKUP = re.compile(r"<(?=[/!])")


def render_json(shown: ShownBriefing) -> Document:
    """The whole briefing. Characters that are not seen, and `<` where it would end a script, are written as escapes."""
    briefing: dict[str, Any] = msgspec.to_builtins(shown.briefing)
    skeleton: dict[str, Any] = briefing["skeleton"]
    skeleton["trends"] = [{"phrase": phrase, **trend} for phrase, trend in skeleton["trends"].items()]
    whole = {
        "format": FORMAT,
        **{name: briefing[name] for name in _MADE},
        "cost": shown.briefing.cost_micros / 1_000_000,
        **{name: skeleton[name] for name in _SKELETON},
        **{name: briefing[name] for name in _TOLD},
        "references": [_reference(each) for each in shown.references],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    text = _MARKUP.sub(r"\\u003c", _UNSEEN.sub(_escape, _HALF.sub("\ufffd", text)))
    return Document(_MEDIA_TYPE, text + "\n")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _reference(reference: ShownReference) -> dict[str, Any]:
    names = reference.paper.identifiers
    return {
        "number": reference.number,
        "paper_id": reference.paper_id,
        "link": reference.link,
        "identifiers": {name: getattr(names, name) for name in names.__slots__ if getattr(names, name)},
        "now": reference.mark.now.value if reference.mark else None,
    }


def read_json(text: str) -> Briefing:
    """The briefing of a file of this format.

    Raises: ParseError for what is not one.
    """
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise ParseError("it is no briefing in a format that is known here", subject="briefing")
        trends = {trend.pop("phrase"): trend for trend in data["trends"]}
        briefing = {name: data[name] for name in (*_MADE, *_TOLD)}
        briefing["skeleton"] = {**{name: data[name] for name in _SKELETON}, "trends": trends}
        briefing["cost_micros"] = round(data["cost"] * 1_000_000)
        return msgspec.convert(briefing, Briefing)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ParseError(f"it is no whole briefing: {error}", subject="briefing") from error
