"""All words people see, on pages, in digests and at the command line, in English and Chinese.

Owns looking up, filling in and formatting (dates, counts, kinds, states); the words themselves lie in publish/words.
Gives plain text: whoever puts it into HTML or Markdown escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from academichub.errors import ConfigError
from academichub.model import FieldId, Kind, SourceState
from academichub.publish.words import TOPICS
from academichub.publish.words.categories import CATEGORY_NAMES
from academichub.settings.table import LANGUAGES
from academichub.taxonomy import FIELDS, OTHER

__all__ = ["LANGUAGES", "Value", "Wording", "wording"]

Value = str | int | date | tuple[str, ...]
"""What may fill a place: text as it is, counts with a thousands comma, days, times, lists in the language's own way."""

_CJK = "\u2e80"
"""Where the characters begin that Chinese sets no space beside."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Called with a key, it gives the text with its places filled.

    `w("edition.title", date=day)`, `w("unit.papers", n=3)`. The forms of a plural are chosen by the value `n`.
    Raises: KeyError for an unknown key, or a place without a value.
    """

    language: str  # one of LANGUAGES; also good as an HTML lang attribute
    words: Mapping[str, str]

    def __call__(self, key: str, /, **values: Value) -> str:
        one, several, many = self.words[key].partition("|")
        template = many if several and values["n"] != 1 else one
        return template.format_map({name: self.value(value) for name, value in values.items()})

    def value(self, value: Value) -> str:
        """A value as it is written inside a sentence."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, tuple):
            return self.join(value)
        return f"{value:,}" if isinstance(value, int) else value

    def day(self, day: date) -> str:
        """16 June 2026, 2026年6月16日."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def days(self, since: date, until: date) -> str:
        """15 to 21 June 2026, 2026年6月15日至21日; one day alone, and what two months share is said once."""
        if since == until:
            return self.day(since)
        if (since.year, since.month) != (until.year, until.month):
            return self("briefing.window", since=since, until=until)
        if self.language == "zh":
            return self("briefing.window", since=since, until=f"{until.day}日")
        return self("briefing.window", since=str(since.day), until=until)

    def month(self, day: date) -> str:
        """June 2026, 2026年6月: the month a day lies in."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月"
        return f"{_MONTHS[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """Tuesday, 星期二."""
        return _WEEKDAYS[self.language][day.weekday()]

    def moment(self, at: datetime) -> str:
        """An aware time in UTC, to the minute: 16 June 2026, 08:05 UTC."""
        utc = at.astimezone(UTC)
        gap = " " if self.language == "zh" else ", "
        return f"{self.day(utc.date())}{gap}{utc:%H:%M} UTC"

    def before(self, name: str) -> str:
        """A name that words follow without a space in the template: Chinese sets one behind what is not Chinese."""
        return f"{name} " if self.language == "zh" and name and name[-1] < _CJK else name

    def join(self, items: Iterable[str]) -> str:
        """One, two, three; 一、二、三."""
        return self.words["join.list"].join(items)

    def tell(self, items: Sequence[str]) -> str:
        """One, two and three; 一、二、三. Within a sentence."""
        return self("join.last").join(part for part in (self.join(items[:-1]), *items[-1:]) if part)

    def kind(self, kind: Kind, version: int | None = None) -> str:
        """How a paper was announced; the version is named for revisions: "revised v3", "修订版 v3"."""
        word = self.words[f"kind.{kind.value}"]
        if version is None or kind not in (Kind.REPLACE, Kind.REPLACE_CROSS):
            return word
        return self("kind.with_version", kind=word, version=str(version))

    def state(self, state: SourceState) -> str:
        """How a source stands, in a word or two; `state.KEY.long` says it in a sentence."""
        return self.words[f"state.{state.value}"]

    def field(self, field: FieldId) -> str:
        """The name of a field of research."""
        return FIELDS.get(field, FIELDS[OTHER])[LANGUAGES.index(self.language)]

    def category(self, category: str) -> str | None:
        """The name of a source's category, as "cs.CV" or "cell biology"; None for one that has no name here."""
        names = CATEGORY_NAMES.get(category.casefold())
        return names and names[LANGUAGES.index(self.language)]


@cache
def wording(language: str) -> Wording:
    """The words of a language, given by its code ("zh") or a tag that begins with it ("zh-CN", "en_GB").

    Raises: ConfigError for a language there are no words in.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    if code not in LANGUAGES:
        raise ConfigError(
            f"no words in this language; use one of {', '.join(LANGUAGES)}", subject=f"language {language!r}"
        )
    column = LANGUAGES.index(code)
    return Wording(code, {key: pair[column] for topic in TOPICS for key, pair in topic.items()})
