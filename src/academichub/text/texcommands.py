"""What each TeX text command does to the stream. Commands of authors' own are shown by their bare word."""

from __future__ import annotations

import re
from collections.abc import Callable

from latex2mathml.symbols_parser import convert_symbol

from academichub.text.texstream import Stream
from academichub.text.texsymbols import (
    ABBREVIATIONS,
    ACCENTS,
    DROPPED,
    DROPPED_WITH_ARGUMENT,
    FONT_SWITCHES,
    JOINING_LETTERS,
    MANGLED,
    SYMBOLS,
    TAGGED,
    accented,
    dingbat,
)

__all__ = ["run_command", "run_sign"]

_ESCAPED = re.compile(r"\\([#_%&~$^{}])(?:\{\})?|\\textasciitilde(?:\{\})?|\s+")
_ACCENT_ARGUMENT = re.compile(
    r"\s*\{\s*\\(?P<dotless>[ij])\s*\}|\\(?P<bare_dotless>[ij])(?![A-Za-z])(?:\{\}| )?"
    r"|\s*\{(?P<braced>[^{}\\]*)\}|(?P<letter>[^\W\d_])"
)
_SPACED_LETTER = re.compile(r" +([^\W\d_])")
_GOES_ON = re.compile(r" [a-z]")
_VERBATIM = re.compile(r"([^\w\s{])(.{0,200}?)\1")
_BLANK_SIGNS = frozenset(",;:> \n\t")
_SILENT_SIGNS = frozenset("-/!")
_LITERAL_SIGNS = frozenset("%&_#${}")


def run_command(stream: Stream, name: str) -> None:
    """Reads the command whose name was just passed."""
    action = _ACTIONS.get(name)
    if action is not None:
        action(stream, name)
    else:
        _unknown(stream, name)


def run_sign(stream: Stream, sign: str) -> None:
    """Reads a backslash with one character that is no letter; mathematics is not its matter."""
    if sign in _LITERAL_SIGNS:
        stream.emit(sign)
    elif sign in ACCENTS:
        _accent(stream, sign)
    elif sign == "\\":
        _line_break(stream)
    elif sign in _BLANK_SIGNS:
        stream.emit(" ")
    elif sign == "@":
        stream.emit("@" if stream.next.isalnum() else "")
    elif sign not in _SILENT_SIGNS:
        stream.emit(sign)


def _line_break(stream: Stream) -> None:
    if stream.next == "%":  # an over-escaped percent sign: 86\\%
        return
    stream.skip_option()
    stream.emit(stream.line_break)


def _accent(stream: Stream, accent: str) -> None:
    match = _ACCENT_ARGUMENT.match(stream.text, stream.at)
    if match is None or (match["letter"] and accent.isalpha()):
        _accent_without_argument(stream, accent)
        return
    stream.at = match.end()
    argument = match["braced"]
    if argument is not None:
        stream.emit(_accented_words(accent, argument.strip()))
    else:
        letter = match["letter"] or match["dotless"] or match["bare_dotless"]
        stream.emit(accented(accent, letter) or letter)


def _accented_words(accent: str, argument: str) -> str:
    if not argument:
        return accent if not accent.isalpha() else ""
    mangled = MANGLED.get(accent, {}).get(argument)
    if mangled is not None:
        return mangled
    if len(argument) > 1 and accent.isalpha():
        return argument
    return (accented(accent, argument[0]) or argument[0]) + argument[1:]


def _accent_without_argument(stream: Stream, accent: str) -> None:
    spaced = _SPACED_LETTER.match(stream.text, stream.at) if accent.isalpha() and accent not in "bd" else None
    letter = accented(accent, spaced[1]) if spaced else None
    if spaced and letter and len(letter) == 1:
        stream.at = spaced.end()
        stream.emit(letter)
    elif accent != "b":  # \b with nothing to underline is an author's bold
        stream.emit(accent)


def _symbol(stream: Stream, name: str) -> None:
    stream.emit(SYMBOLS[name])
    if not stream.skip_empty_group() and name in JOINING_LETTERS and _GOES_ON.match(stream.text, stream.at):
        stream.at += 1


def _abbreviation(stream: Stream, name: str) -> None:
    stream.skip_empty_group()
    short = ABBREVIATIONS[name]
    stream.emit(short[:-1] if stream.next == "." else short)


def _tagged(stream: Stream, name: str) -> None:
    stream.skip_option()
    stream.open_group(TAGGED[name])


def _switch_font(stream: Stream, name: str) -> None:
    stream.skip_blanks()
    if stream.groups:
        stream.add_tags(FONT_SWITCHES[name])


def _drop(stream: Stream, name: str) -> None:
    if not stream.skip_empty_group() and name != "xspace":
        stream.skip_blanks()


def _drop_with_argument(stream: Stream, name: str) -> None:
    stream.skip_option()
    stream.skip_option()
    stream.take_group()
    stream.drop_blank_before()


def _show_argument(stream: Stream, name: str) -> None:
    stream.skip_option()
    keys = stream.take_group()
    stream.emit(f"[{keys}]" if keys else "")


def _address(stream: Stream, name: str) -> None:
    address = stream.take_group()
    stream.emit(_clean_address(address) if address else "")


def _link(stream: Stream, name: str) -> None:
    stream.skip_option()
    address = stream.take_group()
    if address is not None and not stream.open_group(address=_clean_address(address)):
        stream.emit(_clean_address(address))


def _clean_address(source: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or ("~" if "~" in match[0] or "tilde" in match[0] else ""), source)


def _second_argument(stream: Stream, name: str) -> None:
    stream.skip_option()
    if stream.take_group() is not None:
        stream.open_group()


def _replacement(stream: Stream, name: str) -> None:
    stream.open_group(drops_next=True)


def _footnote(stream: Stream, name: str) -> None:
    if stream.has_group():
        stream.emit("" if stream.last in ("", " ") else " ")
        stream.emit("(")
        stream.open_group(suffix=")")


def _fraction(stream: Stream, name: str) -> None:
    stream.open_group(suffix="/")


def _section(stream: Stream, name: str) -> None:
    if stream.has_group():
        stream.emit(stream.line_break)
        stream.open_group(suffix=": ")


def _item(stream: Stream, name: str) -> None:
    stream.skip_option()
    stream.emit("\n• ")


def _new_line(stream: Stream, name: str) -> None:
    stream.emit(stream.line_break)


def _blank(stream: Stream, name: str) -> None:
    stream.emit(" ")


def _dingbat(stream: Stream, name: str) -> None:
    number = stream.take_group()
    stream.emit((dingbat(int(number)) or "") if number and re.fullmatch(r"[0-9]{2,3}", number) else "")


def _verbatim(stream: Stream, name: str) -> None:
    match = _VERBATIM.match(stream.text, stream.at)
    if match is not None:
        stream.at = match.end()
        stream.emit_tagged(match[2], ("code",))


def _backslash_letter(stream: Stream, name: str) -> None:
    """`"\\n\\n"` in a text about strings, not a command."""
    stream.emit("" if stream.has_group() else f"\\{name}")


def _unknown(stream: Stream, name: str) -> None:
    """An author's own macro: its bare word, or what it was given (`\\gls{LLM}`), both where the brace never closes."""
    if not stream.skip_empty_group() and stream.next == "{":
        stream.at += 1
        stream.open_bare_group(name)
        return
    code = convert_symbol(f"\\{name}") if len(name) > 3 else None
    stream.emit(chr(int(code, 16)) if code and code.isalnum() else name)


Action = Callable[[Stream, str], None]
_ACTIONS: dict[str, Action] = {
    **dict.fromkeys(SYMBOLS, _symbol),
    **dict.fromkeys(DROPPED, _drop),
    **dict.fromkeys(DROPPED_WITH_ARGUMENT, _drop_with_argument),
    **dict.fromkeys(ABBREVIATIONS, _abbreviation),
    **dict.fromkeys(TAGGED, _tagged),
    **dict.fromkeys(FONT_SWITCHES, _switch_font),
    **dict.fromkeys((accent for accent in ACCENTS if accent.isalpha()), _accent),
    **dict.fromkeys(("citet", "citeauthor", "textcite", "citealt", "Citet"), _show_argument),
    **dict.fromkeys(("url", "path", "nolinkurl"), _address),
    **dict.fromkeys(("href", "hyperlink", "hyperref"), _link),
    **dict.fromkeys(("textcolor", "colorbox", "texorpdfstring", "scalebox", "raisebox"), _second_argument),
    **dict.fromkeys(("footnote", "footnotetext"), _footnote),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"), _fraction),
    **dict.fromkeys(("section", "subsection", "paragraph", "subsubsection"), _section),
    **dict.fromkeys(("par", "newline", "linebreak", "break"), _new_line),
    **dict.fromkeys(("quad", "qquad", "enspace", "enskip", "thinspace", "space", "nobreakspace"), _blank),
    **dict.fromkeys(("n", "t"), _backslash_letter),
    "replaced": _replacement,
    "item": _item,
    "ding": _dingbat,
    "verb": _verbatim,
}
