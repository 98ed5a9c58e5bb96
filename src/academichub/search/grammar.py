"""The grammar of a query: from what a reader typed to what it means. Pure; every string is a query, none is an error.

    graph networks            papers with both words come first
    "graph networks"          the words side by side
    -survey  -"deep learning" not these
    title:graph  标题：图      in the title; abstract: 摘要:  author: 作者: likewise
    day:2026-06-16  since:2026-06-01  source:arxiv  category:cs.LG  year:2026     exact filters; all must hold
    -category:cs.LG  -year:2025  -source:nature  -since:2026-06-01            none that passes
    arXiv:2606.24854          an identifier or an address, with filters or without: that paper; among words: one of them

What cannot be meant (a day that is none, a field without a word) is read as plain words. Nothing here is ever given to
an index's own query language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from academichub.identifiers import parse_any
from academichub.model import Identifiers, Query, SearchField, Term
from academichub.text import clean_characters
from academichub.text.days import parse_day

__all__ = ["LONGEST", "MOST_TERMS", "parse_query", "parse_year"]

LONGEST = 500
"""Characters of a query that are read."""
MOST_TERMS = 32
"""Terms of a query that are looked for; and filters that are read."""

_FIELDS = {
    **dict.fromkeys(("title", "标题"), SearchField.TITLE),
    **dict.fromkeys(("abstract", "摘要"), SearchField.ABSTRACT),
    **dict.fromkeys(("author", "作者"), SearchField.AUTHOR),
}
_FILTERS = {
    **dict.fromkeys(("day", "日期"), "day"),
    **dict.fromkeys(("since", "起始"), "since"),
    **dict.fromkeys(("source", "来源"), "source"),
    **dict.fromkeys(("category", "类别"), "category"),
    **dict.fromkeys(("year", "年份"), "year"),
}
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“", "«": "»", "「": "」", "『": "』", "《": "》", "＂": "＂"}
_PREFIX = re.compile(rf"({'|'.join((*_FIELDS, *_FILTERS))})[:：]\s*(?=\S)", re.IGNORECASE)
_EXCLUDED = re.compile(r"[-－−–](?=\S)")
_WORD = re.compile(r"\S+")


def parse_query(text: str, *, default: Query | None = None) -> Query:
    """What `text` means. `default` brings filters that were given beside it, and these win over those in the text."""
    line = " ".join(clean_characters(text[: 4 * LONGEST]).split())[:LONGEST].strip()
    scanned = _Scanned()
    scanned.scan(line)
    base = _cleaned(default) if default is not None else Query()
    filters = {name: value for name, value in scanned.filters.items() if getattr(base, name) is None}
    typed = ((name, text) for name, texts in scanned.typed.items() for text in texts[name in filters :])
    unused = tuple(text for name, text in typed if not scanned.says(text, filters.get(name, getattr(base, name))))
    named = (_name_of(parse_any(line)) if line else None) or scanned.sole_name()
    return replace(base, text=line, terms=tuple(scanned.terms), identifier=named, unused=unused, **filters)  # type: ignore[arg-type]


def _cleaned(filters: Query) -> Query:
    """Filters that are text, without what no encoding can carry."""
    return replace(
        filters,
        source=_clean(filters.source),
        category=_clean(filters.category),
        author=_clean(filters.author),
    )


def _clean(value: str | None) -> str | None:
    return None if value is None else clean_characters(value)[:LONGEST]


def _name_of(identifiers: Identifiers) -> str | None:
    for scheme in ("arxiv", "doi", "pmid", "pmcid"):
        value = getattr(identifiers, scheme)
        if value is not None:
            return f"{scheme}:{value}"
    return None


@dataclass(slots=True)
class _Scanned:
    """What has been read so far."""

    terms: list[Term] = field(default_factory=list)
    filters: dict[str, object] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)  # all filters of each kind, as they stand in the text

    def says(self, text: str, value: object) -> bool:
        """Whether a filter as typed has this very value, so that nothing is lost where it is not used."""
        prefix = _PREFIX.match(text)
        assert prefix is not None  # it was read as a filter
        said = _filter(_FILTERS[prefix[1].lower()], _value(text, prefix.end())[0])
        return str(said).casefold() == str(value).casefold()

    def scan(self, line: str) -> None:
        at = 0
        while at < len(line) and len(self.terms) < MOST_TERMS:
            at = len(line) if line[at:].isspace() else self._take(line, at + (line[at] == " "))

    def _take(self, line: str, at: int) -> int:
        """Read one term or filter that begins at `at`; returns where it ends."""
        excluded = _EXCLUDED.match(line, at)
        begin = excluded.end() if excluded else at
        prefix = _PREFIX.match(line, begin)
        name = prefix[1].lower() if prefix else None
        value, end, is_phrase = _value(line, prefix.end() if prefix else begin)
        if name in _FILTERS:
            read = _filter(_FILTERS[name], value)
            if read is not None:
                self._limit(_FILTERS[name], read, is_excluded=excluded is not None)
                if excluded is None:
                    self.typed.setdefault(_FILTERS[name], []).append(line[begin:end].strip())
                return end
            value, end, is_phrase = _value(line, begin)
        where = _FIELDS.get(name or "", SearchField.ANY)
        if where is SearchField.ANY and not is_phrase:
            value = _name_of(parse_any(value)) or value
        if any(map(str.isalnum, value)):
            self.terms.append(Term(value, where, is_phrase=is_phrase, is_excluded=excluded is not None))
        return end

    def _limit(self, name: str, value: object, *, is_excluded: bool) -> None:
        if is_excluded:
            self.terms.append(Term(str(value), SearchField(name), is_excluded=True))
        else:
            self.filters.setdefault(name, value)

    def sole_name(self) -> str | None:
        """The identifier that is all there is beside filters."""
        if len(self.terms) != 1 or self.terms[0].is_excluded or self.terms[0].field is not SearchField.ANY:
            return None
        return _name_of(parse_any(self.terms[0].text)) if not self.terms[0].is_phrase else None


def _value(line: str, at: int) -> tuple[str, int, bool]:
    """The word or the phrase that begins at `at`, where it ends, and whether it is a phrase. An open quote is none."""
    closing = _QUOTES.get(line[at : at + 1])
    end = line.find(closing, at + 1) if closing else -1
    if end > at:
        return line[at + 1 : end].strip(), end + 1, True
    word = _WORD.match(line, at)
    if word is None:
        return "", at + 1, False
    cut = min((place for quote in '"“「『《＂' if (place := word[0].find(quote, 1)) > 0), default=len(word[0]))
    return word[0][:cut], at + cut, False


def _filter(name: str, value: str) -> object | None:
    """The value as its filter takes it; None where it cannot be meant."""
    if name in ("day", "since"):
        return parse_day(value)
    return parse_year(value) if name == "year" else value or None


def parse_year(text: str) -> int | None:
    """A year that papers have, in four digits; None for what is none."""
    return int(text) if re.fullmatch(r"[12]\d{3}", text, re.ASCII) else None
