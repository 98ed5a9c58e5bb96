"""arXiv's text: plain characters with TeX's text commands and mathematics, read into spans.

One pass from left to right with a stack of open groups; there is no recursion, so nesting costs nothing, and a brace
without its partner stays a character. `%` is no comment here: authors write percentages, and arXiv keeps no comments.
"""

from __future__ import annotations

import re
from itertools import pairwise

from academichub.model import Span
from academichub.text.layout import ends_sentence
from academichub.text.mathpieces import MathBudget, formula_spans
from academichub.text.mathspans import MathSpan, math_at
from academichub.text.texcommands import run_command, run_sign
from academichub.text.texstream import Stream

__all__ = ["read_tex", "unwrap"]

_TOKEN = re.compile(r"\\([A-Za-z]+)\*?|\\(.)|\$|[{}~]|--+>?|''", re.DOTALL)
_SPECIAL = ("\\", "$", "{", "}", "~", "`", "--", "''")

_WORKING_LINK = re.compile(r"\\(?:href|url)(?![A-Za-z])")

_SINGLE_QUOTED = re.compile(r"(?<![\w`\\'])`([^`'\n$\\]{1,80})'(?![\w'])")
_ESCAPED_QUOTES = re.compile(r'(?<![\w}\\])\\"(?=\w)([^\\"$]{1,80})\\"(?![\w{\\])')
_HALF_QUOTED = re.compile(r"“([^“”\"$\\]{1,200})\"(?!\w)")

# An address that a line break cut in two: after a hyphen, or where the rest looks like a path or a host.
_CUT_ADDRESS = re.compile(
    r"(?<=://)(?:[^\s{}\\]{0,300}-\n(?=\w)"
    r"|[\w.-]{0,100}\.\n(?=[a-z]+(?:\.[a-z]+)*/\w)"
    r"|[^\s{}\\]{0,300}[/_]\n(?!https?:)(?=[\w-]+[./_?=]\w)"
    r"|(?:github|gitlab|huggingface)\.\w+/ (?=[\w-]+/\w))"
)
_LONG = 300


def unwrap(text: str) -> str:
    """arXiv's hard line breaks undone: a blank line is a paragraph's end, and so is a break before an indented line.

    Titles (anything under 300 characters) are indented where they go on, so there an indent means nothing.
    """
    if "://" in text:
        text = _CUT_ADDRESS.sub(lambda match: match[0][:-1], text)
    if "\n\n" not in text and "\n " not in text:
        return text.replace("\n", " ")
    lines = text.strip().split("\n")
    indented = len(text) >= _LONG and _indent_means_paragraph(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        is_end = not line.strip() or (indented and line[0] == " " and ends_sentence(before.rstrip()))
        joined += ("\n" if is_end else " ", line)
    return "".join(joined)


def _indent_means_paragraph(lines: list[str]) -> bool:
    rest = [(before, line) for before, line in pairwise(lines) if line.strip()]
    return any(line[0] != " " for _, line in rest) or all(ends_sentence(before.rstrip()) for before, _ in rest)


def read_tex(text: str, budget: MathBudget | None = None) -> list[Span] | None:
    """The text as pieces, unsettled; None where it holds nothing of TeX. Expects cleaned characters, unwrapped.

    `budget` is what the text that this one is a part of has left for mathematics.
    """
    if not any(sign in text for sign in _SPECIAL):
        return None
    stream = Stream(_with_quotes(text), budget)
    while match := _TOKEN.search(stream.text, stream.at):
        stream.emit(stream.text[stream.at : match.start()])
        stream.at = match.end()
        _read_token(stream, match)
    stream.emit(stream.text[stream.at :])
    stream.close_all()
    return stream.pieces


def _with_quotes(text: str) -> str:
    if "`" in text:
        text = _SINGLE_QUOTED.sub(r"‘\1’", text)
        if "``" in text and "```" not in text:
            text = _HALF_QUOTED.sub(r"“\1”", text.replace("``", "“"))
    return _ESCAPED_QUOTES.sub(r"“\1”", text) if '\\"' in text else text


def _read_token(stream: Stream, match: re.Match[str]) -> None:
    token = match[0]
    if token == "$" or token in ("\\(", "\\[") or match[1] == "begin":
        span = math_at(stream.text, match.start())
        if span is not None:
            _read_math(stream, span)
            return
    if match[1] is not None:
        run_command(stream, match[1])
    elif match[2] is not None:
        run_sign(stream, match[2])
    else:
        _read_character(stream, token, match.start())


def _read_character(stream: Stream, token: str, at: int) -> None:
    if token == "{":
        stream.open_bare_group()
    elif token == "}":
        stream.close_group()
    elif token == "~":
        stream.emit(_tie(stream, at))
    elif token == "''":
        stream.emit(_double_quote(stream, at))
    elif token in ("--", "---"):
        stream.emit(token if _is_in_address(stream, at) else "–" if token == "--" else "—")
    else:
        stream.emit(token)


def _tie(stream: Stream, at: int) -> str:
    """A blank where the tilde ties two words; the tilde itself where it says "about" or "to"."""
    before, after = stream.text[at - 1 : at] if at else "", stream.next
    if before in "([/" or before.isspace():
        return "" if before.isspace() and after.isalpha() else "~"
    if (before.isdigit() and after.isdigit()) or _is_in_address(stream, at):
        return "~"
    return " "


def _double_quote(stream: Stream, at: int) -> str:
    before = stream.text[at - 1 : at] if at else ""
    is_open = stream.text.rfind("“", max(at - 300, 0), at) > _last_closing(stream.text, at)
    if not is_open and before.isdigit():
        return "''"  # seconds of arc, inches
    return "“" if not is_open and (before in "([" or before.isspace()) and stream.next.strip() else "”"


def _last_closing(text: str, at: int) -> int:
    return max(text.rfind("''", max(at - 300, 0), at), text.rfind("”", max(at - 300, 0), at))


def _is_in_address(stream: Stream, at: int) -> bool:
    if not stream.has_address:
        return False
    text = stream.text
    start = max(text.rfind(" ", max(at - 300, 0), at), text.rfind("\n", max(at - 300, 0), at), 0)
    return "://" in text[start:at]


def _read_math(stream: Stream, span: MathSpan) -> None:
    stream.at = span.end
    if span.is_words or _WORKING_LINK.search(span.tex):
        stream.pieces += read_tex(span.tex.strip(), stream.budget) or ()
    else:
        stream.pieces += formula_spans(span.tex, stream.tags, stream.last, stream.budget, block=span.block)
