"""What a reader got wrong, in the reader's language. Pure.

A `Worded` error carries the key of its words, so that the page and the command line say the same in either language;
its own text is the English one.
"""

from __future__ import annotations

from academichub.errors import ConfigError, HubError
from academichub.publish.unread import unread_words
from academichub.publish.wording import Value, Wording, wording

__all__ = ["Worded", "error_line", "fault_line", "fault_words"]


_HAN = "\u3400"  # from here on; a message of ours has such characters where it is Chinese


class Worded(ConfigError):
    """A ConfigError that is said with the words of `key`, its places filled with `values`."""

    def __init__(self, key: str, *, subject: str | None = None, **values: Value) -> None:
        super().__init__(wording("en")(key, **values), subject=subject)
        self.key = key
        self.values = values


def fault_words(error: ConfigError, w: Wording) -> str:
    """What is wrong and what to do, without the subject; English where the error knows no other words."""
    if not isinstance(error, Worded):
        return unread_words(error.message, w)
    why = error.values.get("why")
    return w(error.key, **{**error.values, "why": unread_words(why, w)} if isinstance(why, str) else error.values)


def error_line(error: HubError, w: Wording) -> str:
    """An error by itself, in the reader's language as far as it is known; English stays as the error tells it."""
    told = unread_words(error.message, w)
    if w.language == "en" or not any(letter >= _HAN for letter in told):
        return str(error)
    line = f"{error.subject}{w('join.colon')}{told}" if error.subject else told
    cause = error.__cause__
    detail = (getattr(cause, "strerror", None) or str(cause)) if cause is not None else ""
    return f"{line}（{unread_words(detail, w)}）" if detail else line


def fault_line(error: Worded, w: Wording) -> str:
    """The error by itself: its subject in words where it is a field of a radar, then what is wrong."""
    if not error.subject:
        return fault_words(error, w)
    subject = w.words.get(f"fault.of.{error.subject}", error.subject)
    return f"{subject}{w('join.colon')}{fault_words(error, w)}"
