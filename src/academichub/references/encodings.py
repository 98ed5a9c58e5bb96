"""The bytes of somebody's file as text, whatever program of whatever year wrote them. Pure.

UTF-8 and UTF-16 are told by their marks and their form. What is left is read line by line, each as UTF-8 or else as
Windows-1252: a library that was pasted together holds both.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from academichub.errors import ParseError

__all__ = ["lines_of", "text_of_file"]

_HEAD = 4096
_BLOCK = 65_536
_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office file)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)


def text_of_file(data: bytes) -> str:
    """The text with `\\n` at the ends of its lines. Raises: ParseError when it is no text at all, or empty."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ParseError(f"this is {what}, no list of references; export it as BibTeX, RIS or CSV")
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text[:_HEAD]:
        raise ParseError("this is no text; export the references as BibTeX, RIS or CSV")
    if not text.strip("\0\ufeff \t\n"):
        raise ParseError("the file is empty")
    return text


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, one after the other: a list of millions of them would take a gigabyte."""
    start = 0
    while (end := text.find("\n", start) + 1) > 0:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if coding := _unmarked_utf16(data[:_HEAD]):
        return data.decode(coding, errors="replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(_mixed, _blocks(data)))


def _unmarked_utf16(head: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every other byte."""
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and not odd else None


def _blocks(data: bytes) -> Iterator[bytes]:
    """Whole lines, many at a time: split all at once, lines of one character would take a gigabyte."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _BLOCK) + 1 or len(data)
        yield data[start:end]
        start = end


def _mixed(block: bytes) -> str:
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        if not _UTF8.search(block):
            return block.decode("cp1252", errors="replace")
        return "\n".join(map(_line, block.split(b"\n")))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
