"""Plain text made safe inside Markdown, so that no upstream string can make markup. Pure.

Owns escaping for CommonMark with raw HTML and for what GitHub adds to it (strikethrough, mathematics); escapes as
little as keeps the text what it is, because digests are also read as they are. Every text becomes one line behind a
label of ours, so marks that act at the start of a line only (`#`, `-`, `1.`, tables, definitions) need nothing.
Source: https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/ (checked 2026-11).
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

__all__ = [
    "anchor_of",
    "escape_cell",
    "escape_html",
    "escape_label",
    "escape_line",
    "escape_text",
    "flatten",
    "link_target",
]

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

_BACKSLASHED = r"""
    \\ (?= [!-/:-@\[-`{-~] | $ )            # a backslash that would escape, or would meet what we write next
  | `
  | \$                                      # GitHub's mathematics
  | \* (?!\ ) | (?<!\ ) \*                  # alone between spaces it is only a star
  | (?<![^\W_]) _ | _ (?![^\W_])            # inside a word it is only a letter
  | (?<!\ ) ~                               # a strikethrough ends with a tilde after something; "~5" is none
  | \# $                                    # would close a heading
"""
_ENTITY = re.compile(r"& (?= \#? [0-9A-Za-z]+ ; )", re.VERBOSE)
_TAG = re.compile(r"< (?! [\ 0-9=] )", re.VERBOSE)
_IN_TEXT = re.compile(_BACKSLASHED + r"| \] (?= \( )", re.VERBOSE)
_IN_LABEL = re.compile(_BACKSLASHED + r"| [\[\]]", re.VERBOSE)

_STARTS_BLOCK = re.compile(r"[-+*#>=|:~\[]|(?P<number>\d{1,9})(?=[.)])")

_WEB_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?(?:[/?#]|$)", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_ANCHOR = re.compile(r"[^A-Za-z0-9._-]+")


def flatten(text: str) -> str:
    """The text on one line: white space of any kind as single spaces, control characters gone."""
    whole = _SURROGATE.sub("\ufffd", " ".join(text.split()))  # white space first: some of it is a control character
    return " ".join(_CONTROL.sub("", whole).split())


def escape_text(text: str) -> str:
    """Plain text as running Markdown on one line, behind something of ours that is not a letter."""
    return _escaped(_IN_TEXT, text)


def escape_label(text: str) -> str:
    """Plain text as Markdown where brackets count: in the text of a link, in a heading that ends with a link."""
    return _escaped(_IN_LABEL, text)


def escape_line(text: str) -> str:
    """Plain text as Markdown at the very start of a line or a list item, where it begins nothing but a paragraph."""
    escaped = _escaped(_IN_LABEL, text)
    found = _STARTS_BLOCK.match(escaped)
    if found is None:
        return escaped
    at = found.end() if found["number"] else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def escape_cell(text: str) -> str:
    """Plain text as Markdown in a cell of a table."""
    return _escaped(_IN_LABEL, text).replace("|", "&#124;")


def escape_html(text: str) -> str:
    """Plain text on one line inside a block of raw HTML, where Markdown's own escapes are not read."""
    return escape(flatten(text), quote=False)


def link_target(address: str) -> str | None:
    """An http(s) address as the target of a Markdown link; None for anything else, names and passwords included."""
    target = quote(_BARE_PERCENT.sub("%25", address.strip()), safe="%/:?#@!&+,;=~*-._", errors="replace")
    return _ENTITY.sub("&amp;", target) if _WEB_ADDRESS.match(target) else None


def anchor_of(name: str) -> str:
    """A name as the id of an element and the target of a link within the page: `cs.CV`, `Cell-Biology`."""
    return _NOT_IN_ANCHOR.sub("-", name).strip("-") or "section"


def _escaped(marks: re.Pattern[str], text: str) -> str:
    # Backslashes first: the marks are told apart by their neighbours as the author wrote them.
    backslashed = marks.sub(r"\\\g<0>", flatten(text))
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", backslashed))
