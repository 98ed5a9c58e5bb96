"""The bytes of an XML answer as text: byte order mark, then HTTP, then the declaration, then looks. Private.

An upstream that names the wrong encoding is the rule rather than the exception, so a name counts only where the bytes
can be read by it; and bytes that are UTF-8 are UTF-8, whatever a server says of all its files.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["charset_of", "mended_controls", "recoded", "text_of_xml"]

_HEAD = 4096
_MOST_LOOKED_AT = 32_768
_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(r"utf_(?!7)|iso8859|cp\d|gb|big5|euc|shift_jis|iso2022|koi8|ascii|latin|mac|tis", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORDS = re.compile(rb"[^<>\x00-\x1f]*[\x80-\xff][^<>]*")
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_CONTROL = re.compile("[\x80-\x9f]")
_RUN = re.compile("[\x80-\xff]+")


def charset_of(content_type: str | None) -> str | None:
    """The name that Python has for the encoding that HTTP named; None when it named none that we know."""
    found = _CHARSET.search(content_type or "")
    return _known(found[1]) if found else None


def recoded(body: bytes, charset: str | None) -> bytes:
    """The body in UTF-8 without declaration where HTTP's word counts more than what it says itself; else as it is."""
    if charset is None or body.startswith(_MARKS) or charset == _declared(body):
        return body
    if charset.startswith("utf_8") or (body.isascii() and not charset.startswith(("utf", "iso2022"))) or _is_utf8(body):
        return body
    try:
        text = body.decode(_as_browsers_read(charset))
    except ValueError:
        return body
    return _DECLARATION.sub("", text, count=1).encode(errors="replace")


def text_of_xml(body: bytes) -> str:
    """The text by its byte order mark, its declaration, UTF-8, or what it looks like; never fails."""
    named = _declared(body)
    names = ["utf-16"] if body[:2] in _MARKS[1:] else []
    names += [_as_browsers_read(named)] if named else []
    for name in [*names, "utf-8"]:
        try:
            return body.decode(name)
        except ValueError:
            continue
    if named is None and (guess := _guess(body)):
        return body.decode(guess, errors="replace")
    return body.decode("utf-8", errors=_STRAY)


def mended_controls(text: str) -> str:
    """Control characters that are letters in truth, of Windows-1252 or of UTF-8 read as Latin-1: "don\\x92t"."""
    return _RUN.sub(lambda run: _mended(run[0]), text) if _CONTROL.search(text) else text


def _mended(run: str) -> str:
    if not _CONTROL.search(run):
        return run
    data = run.encode("latin-1")
    try:
        return data.decode("utf-8")
    except ValueError:
        return data.decode("cp1252", errors="ignore")


def _declared(body: bytes) -> str | None:
    found = _DECLARED.match(body[:_HEAD].lstrip())
    return _known(found[1].decode()) if found else None


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    return found if _KNOWN.match(found) else None


def _as_browsers_read(name: str) -> str:
    """Latin-1 is said by those who write Windows-1252, GB 2312 by those who write its successors.

    Source: the WHATWG's Encoding Standard, section 4.2.
    """
    return {"iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except ValueError:
        return False
    return True


def _guess(body: bytes) -> str | None:
    """What text of another script that names no encoding is written in; None for a few accents among Latin letters."""
    words = b"\n".join(_WORDS.findall(body[: 8 * _MOST_LOOKED_AT]))[:_MOST_LOOKED_AT]
    n_high = len(_HIGH.findall(words))
    n_utf8 = sum(len(found) for found in _MULTIBYTE.findall(words))
    if n_high < 10 or n_high < 0.3 * len(words) or n_utf8 > 0.9 * n_high:
        return None
    from charset_normalizer import from_bytes  # 20 ms to import, and one answer in a thousand wants it

    best = from_bytes(words).best()
    return _known(best.encoding) if best is not None else None


_STRAY = "academichub.stray"


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 costs itself: it is read as Windows-1252, as the rest stays UTF-8."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", errors="replace"), error.start + 1


codecs.register_error(_STRAY, _stray)
