"""The text of hub.toml as a tree of values and the line where each key stands. Pure.

`tomllib` reads the values but forgets the lines, so a scanner walks the same text again. It relies on the text being
valid TOML already, and inside inline tables it knows the line of the outer key alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from academichub.errors import ConfigError

__all__ = ["FileText", "KeyPath", "parse_toml"]

KeyPath = tuple[str | int, ...]
"""Keys from the top of the file; the tables of an array are counted from 0."""

_MAX_BYTES = 1_000_000
_TOKEN = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}'  # up to two of its own marks may end a multi-line string
    r"|'''(?:(?!''').)*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|\n|[\[\]{}]|[^\[\]{}\"'#\n]+",
    re.DOTALL,
)
_KEY_PART = re.compile(r'\s*(?:"((?:\\.|[^"\\])*)"|\'([^\']*)\'|([A-Za-z0-9_-]+))\s*(\.)?')
_UNQUOTED = re.compile(r"\s*[\w.-]+\s*=\s*\[?\s*[^\s\"'\[{\],#]")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class FileText:
    """What hub.toml holds. `lines` counts from 1."""

    tree: Mapping[str, object]
    lines: Mapping[KeyPath, int]

    def line_of(self, path: KeyPath) -> int | None:
        """The line of a key, or of the nearest thing that holds it; None when the file does not speak of it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def parse_toml(data: bytes, name: str) -> FileText:
    """Read the file's bytes; `name` is how messages call it.

    A byte order mark and CRLF line ends are accepted. Raises: ConfigError when it is not UTF-8 or not TOML.
    """
    text = _decode(data, name)
    try:
        tree = tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{name}: brackets are nested too deeply; remove them") from None
    except ValueError as error:  # TOMLDecodeError, and an integer of thousands of digits
        raise _syntax_error(str(error), text, name) from None
    return FileText(tree, _scan(text.replace("\r\n", "\n")))


def _decode(data: bytes, name: str) -> str:
    if len(data) > _MAX_BYTES:
        raise ConfigError(f"{name}: is larger than 1 MB, so it is hardly a settings file; start anew from the template")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConfigError(f"{name}: is saved as UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}, line {line}: holds bytes that are not UTF-8; save the file as UTF-8") from None


def _syntax_error(message: str, text: str, name: str) -> ConfigError:
    found = _SYNTAX_LINE.search(message)
    line = int(found[1]) if found else text.count("\n") + 1
    what = _SYNTAX_LINE.sub("", message).replace("(at end of document)", "").strip()
    remedy = "mend this line, or compare it with the template"
    if _UNQUOTED.match(text.split("\n")[line - 1]):
        remedy = 'put text in quotation marks, such as language = "en"'
    return ConfigError(f"{name}, line {line}: is not valid TOML: {what}; {remedy}")


def _scan(text: str) -> dict[KeyPath, int]:
    """The line of every table header and key."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    arrays: dict[KeyPath, int] = {}
    for line, statement in _statements(text):
        if statement.startswith("["):
            table = _open_table(statement, arrays)
            path = table
        else:
            path = table + _keys(statement)
        for end in range(1, len(path) + 1):  # a table inside another opens that one too
            lines.setdefault(path[:end], line)
    return lines


def _statements(text: str) -> list[tuple[int, str]]:
    """Each statement with the line it begins on; comments are left out."""
    found: list[tuple[int, str]] = []
    line, begun, depth, parts = 1, 1, 0, ""
    for token in _TOKEN.findall(text + "\n"):
        if token == "\n" and depth == 0:
            if parts.strip():
                found.append((begun, parts.strip()))
            parts = ""
        elif not token.startswith("#"):
            begun = begun if parts.strip() else line
            parts += token
            depth += (token in "[{") - (token in "]}") if len(token) == 1 else 0
        line += token.count("\n")
    return found


def _open_table(statement: str, arrays: dict[KeyPath, int]) -> KeyPath:
    is_array = statement.startswith("[[")
    path: KeyPath = ()
    keys = _keys(statement.lstrip("["))
    for place, key in enumerate(keys):
        path = (*path, key)
        if is_array and place == len(keys) - 1:
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path = (*path, arrays[path])
    return path


def _keys(text: str) -> tuple[str, ...]:
    keys: list[str] = []
    at = 0
    while part := _KEY_PART.match(text, at):
        keys.append(part[1] or part[2] or part[3] or "")
        at = part.end()
        if not part[4]:
            break
    return tuple(keys)
