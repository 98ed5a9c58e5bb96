"""What an entry's bodies say besides the abstract, taken away: the abstract itself, authors and a date. Private, pure.

Publishers put a table-of-contents line, the citation, the authors, a picture or a button where the abstract should be.
Each shape has a rule below that eats it from the front or the back of the text; what no rule knows stays. An abstract
is what is left of the best body, and None when too little is left to be one: a failure is never content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from academichub.model import Markup
from academichub.sources.feed_authors import is_names
from academichub.sources.feed_markup import Block, blocks_of, joined, kept, tidy, without_lead

__all__ = ["Body", "read_bodies"]

_SHORTEST = 40
"""Characters of a sentence; twice as many where no sentence ends. Han characters say as much as three letters, and
count so. Shorter texts were all boilerplate: names of journals, places in them, "No abstract"."""
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’)\]]*(?:\s|$)|。|…")
_LONGEST = 8_000
"""Characters; a longer text is a whole article, of which the opening paragraphs are taken."""
_OPENING = 1_200
"""Characters after which the opening of a whole article ends, at the end of a paragraph."""
_NEARLY = 0.92
"""Share of words in common from which on two texts of ten words or more are one text printed twice."""
_MOST_RULES = 20
"""Rules that eat from the front of one body: no publisher needs ten."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the bodies of one entry said. `authors` and `date` are as they stood there, in words."""

    abstract: Markup | None = None
    authors: str | None = None
    date: str | None = None


def read_bodies(bodies: Iterable[Markup], title: str) -> Body:
    """The best abstract among the bodies, and what the bodies say of authors and date; `title` is plain."""
    readings = [_Reading(body, title) for body in bodies]
    return Body(
        abstract=_best(readings),
        authors=next((reading.authors for reading in readings if reading.authors), None),
        date=next((reading.date for reading in readings if reading.date), None),
    )


class _Reading:
    """One body while it is read: rules eat its blocks from the front, then from the back."""

    def __init__(self, body: Markup, title: str) -> None:
        self.authors: str | None = None
        self.date: str | None = None
        self._title = title
        blocks = self._without_tail(self._without_front(blocks_of(body)))
        blocks = _opening(_unrepeated(blocks))
        self.plain = " ".join(tidy(block.plain) for block in blocks)
        self.whole = not self.plain.endswith(("...", "…", "[…]"))
        self.abstract = joined(blocks, body) if self._says_something() else None

    def _says_something(self) -> bool:
        least = _SHORTEST if _SENTENCE_END.search(self.plain) else 2 * _SHORTEST
        return _weight(self.plain) >= least and not self._is_title(self.plain)

    def _without_front(self, blocks: list[Block]) -> list[Block]:
        at = 0
        for _ in range(_MOST_RULES):
            rest = self._eaten(blocks[at]) if at < len(blocks) else None
            if rest is None:
                break
            blocks[at] = rest
            at += not rest.plain.strip()
        return blocks[at:]

    def _eaten(self, block: Block) -> Block | None:
        """The block without what a rule knows at its start; None when none does."""
        text = block.plain
        if _CITED.fullmatch(block.html):
            return Block("", "")
        if self._is_title(text) or is_names(text):
            self.authors = self.authors or (None if self._is_title(text) else text.strip())
            return Block("", "")
        for pattern in (*_FRONT, _SOURCE) if self.date else _FRONT:
            if found := pattern.match(text):
                self._note(found)
                return without_lead(block, found.end())
        end = _contents_line(text)
        if end:
            return without_lead(block, end)
        return without_lead(block, _heading(block)) if _heading(block) else None

    def _note(self, found: re.Match[str]) -> None:
        said = found.groupdict()
        self.authors = self.authors or said.get("authors")
        self.date = self.date or said.get("date")

    def _is_title(self, text: str) -> bool:
        return tidy(text).rstrip(".").casefold() == self._title.rstrip(".").casefold()

    def _without_tail(self, blocks: list[Block]) -> list[Block]:
        end = len(blocks)
        while end and any(pattern.fullmatch(tidy(blocks[end - 1].plain)) for pattern in _BACK):
            end -= 1
        blocks = blocks[:end]
        if blocks and (found := _BUTTON.search(blocks[-1].plain)):
            blocks[-1] = kept(blocks[-1], found.start())
        return blocks


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\s*{pattern}", re.IGNORECASE) for pattern in patterns)


_DOI = r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s;|]+"

_DAY = r"(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
_SOURCE = re.compile(r"\s*Source:\s*.{0,300}?\s*(?=Author\(s\):|$)", re.IGNORECASE)
"""Elsevier's second line; it is one only after the first."""

_FRONT = _patterns(
    # Nature: "Nature, Published online: 24 June 2026; doi:10.1038/…", then the standfirst
    rf"[^.;]{{0,120}}\bPublished online:\s*(?P<date>{_DAY})\s*(?:$|[;|.]\s*)+(?:{_DOI}(?:\s+|$))?",
    # Elsevier: three lines, in one block or three
    r"Publication date:\s*(?P<date>.{4,60}?)\s*(?=Source:|Author\(s\):|$)",
    r"(?:Author\(s\)|Authors?|By)\s*:\s*(?P<authors>.+?)\s*(?=\bAbstract\b|\bSummary:|\bPublication date:|$)",
    # PubMed: "J Virol Methods. 2021 Dec 10:114425. doi: 10.1016/…. Online ahead of print."
    rf"[^.]{{2,120}}\. \d{{4}}\b[^.]{{0,60}}\. (?:{_DOI}(?:\s|$))?"
    r"(?:e?Collection [^.]{4,20}\.\s*|Online ahead of print\.\s*)*(?<=[\s.])(?=$|ABSTRACT\b)",
    # "PhytoKeys 187: 71-76", "Nova Hedwigia, (2021), p. 281 - 290"
    r"[^.:]{2,80} \d+ ?(?:\(\d+\))?: e?\d+(?:\s?[-–]\s?\d+)?\s*$",
    r"[^.:]{2,80},? \(\d{4}\), pp?\. ?\d+(?:\s?[-–]\s?\d+)?\s*$",
    # RSC: "Edge Article — 10 August 2026"
    r"[A-Z][\w /&-]{2,40} [—–-] (?P<date>\d{1,2} [A-Z][a-z]{2,8} \d{4})\s*$",
    # arXiv
    r"arXiv:\S{5,30}\s+Announce Type:\s*\S{1,20}\s*(?:Abstract:\s*)?",
    rf"(?:{_DOI})\s*$",
    rf"DOI:?\s*{_DOI}\s*",
)

_BACK = _patterns(
    r"PMID:\s*\d+.{0,200}",
    r"\[[^\]]{3,80}\]?.{0,10}Published .{0,20}\d{4}",  # APS: "[Phys. Rev. Lett. 130, 1] Published Mon Mar 27, 2023"
    r"\[[^\]]{3,60} \d+, \w+(?: \(\d{4}\))?\]",
    r"The post .{1,500} (?:first appeared|appeared first) on .{1,100}",
    r"(?:HTML|XML|PDF|EPUB|Full[- ]?Text(?: (?:HTML|PDF))?|View (?:article|full text)|Comments?|Share|Permalink)",
    r"(?:\[|\()?(?:read|continue reading|learn|see|show|view) ?(?:more|on|the full \w+)?.{0,40}(?:\]|\)|»|→|\.\.\.|…)?",
    r"(?:©|\(c\)|Copyright\b).{0,200}",
    rf"(?:{_DOI})",
    r"[\W_]+",
)
_BUTTON = re.compile(
    r"\s*(?:[\[(](?:read|continue reading|see|learn) ?(?:more|on)?[\])]|(?:read|learn) more\s*[.»→…]*|"
    r"continue reading\s*[.»→…]*|\bPMID:\s*\d+.{0,200})\s*$",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"\d+")
_CITED = re.compile(r"<cite\b[^<>]*>[^<>]*</cite>")
"""The journal's name alone: ACS."""
_HEADING = re.compile(
    r"(?:\s|<[^<>]*>)*+(?:abstract|summary|synopsis|zusammenfassung|résumé|resumen|摘要)"
    r"(?:(?:\s|<[^<>]*>)*+[:：.–—-]|\s*<|\s*$|\s+(?-i:[A-Z“\"]))",
    re.IGNORECASE,
)

_CONTENTS_PIECE = re.compile(
    r"\s*(?:(?P<strong>(?:volume|vol\.?)\s+[\w.–-]+|(?:issue|number|no\.?)\s+[\w. ()/–-]{1,30}|ahead of print|"
    r"early ?view|accepted article|just accepted|online ?first|first view|latest articles|articles in advance)|"
    r"(?:pages?|pp?\.)\s*[\w–-]+(?:\s*[-–]\s*\w+)?|article\s+[\w-]+|"
    r"(?:\d{1,2}\s+)?[a-z]{3,9}(?:[/–-][a-z]{3,9})?\.?(?:\s+\d{1,2})?(?:\s+\d{4})?|\d{1,2}|\d{4}|[a-z]\d+|e?\d+(?:-e?\d+)?)\s*",
    re.IGNORECASE,
)


def _contents_line(text: str) -> int:
    """Where a line of a table of contents ends, "Journal, Volume 12, Issue 3, Page 1-2, March 2026."; 0: it is none."""
    end = next((found.end() for found in re.finditer(r"\.(?=\s|$)", text[:300])), min(len(text), 301))
    if end > 300:
        return 0
    pieces = text[:end].rstrip(". ").split(",")
    known = [_CONTENTS_PIECE.fullmatch(piece) for piece in pieces]
    first = next((n for n, piece in enumerate(known) if piece and piece["strong"]), None)
    if first is None or first > 4 or not all(known[first:]):
        return 0
    return end


def _heading(block: Block) -> int:
    """The characters that the heading "Abstract" takes at the start of the block; 0: there is none, or a sentence."""
    found = _HEADING.match(block.html)
    if found is None:
        return 0
    word = re.match(r"\s*\w+", block.plain)
    after = block.plain[word.end() :] if word else ""
    return len(block.plain) - len(after.lstrip(" :：.-–—"))


def _unrepeated(blocks: list[Block]) -> list[Block]:
    """What is printed twice, once: whole blocks one after the other, a run of blocks, or the halves of one block."""
    once: list[Block] = []
    for block in blocks:
        if not once or not _same(once[-1].plain, block.plain):
            once.append(block)
    half, odd = divmod(len(once), 2)
    if not odd and half and _same(*(" ".join(b.plain for b in part) for part in (once[:half], once[half:]))):
        once = once[:half]
    if len(once) == 1 and (n := _half(once[0].plain)):
        return [kept(once[0], n)]
    return once


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for a slip; a short text must be the same to the letter."""
    a, b = one.split(), other.split()
    if a == b:
        return True
    if min(len(a), len(b)) < 10 or abs(len(a) - len(b)) > max(len(a), len(b)) // 10:
        return False
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False  # "In 2025 we saw…" and "In 2026 we saw…" are two texts
    matcher = SequenceMatcher(None, a[:400], b[:400], autojunk=False)
    return matcher.quick_ratio() >= _NEARLY and matcher.ratio() >= _NEARLY


def _half(text: str) -> int:
    """Where the second, equal half of a text begins; 0 when the halves differ. One word is no text."""
    words = [found for found in re.finditer(r"\S+", text)]
    for middle in (len(words) // 2, (len(words) + 1) // 2):
        if 2 < middle < len(words):
            place = words[middle].start()
            if _same(text[:place], text[place:]):
                return place
    return 0


def _opening(blocks: list[Block]) -> list[Block]:
    if sum(len(block.plain) for block in blocks) <= _LONGEST:
        return blocks
    opening: list[Block] = []
    for block in blocks:
        if opening and sum(len(b.plain) for b in opening) + len(block.plain) > _OPENING:
            break
        opening.append(block)
    while len(opening) > 1 and opening[-1].heading:
        opening.pop()
    return opening


def _weight(text: str) -> int:
    return sum(3 if "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" else 1 for character in text)


def _best(readings: Iterable[_Reading]) -> Markup | None:
    """The longest abstract that does not break off; else the longest."""
    said = [reading for reading in readings if reading.abstract is not None]
    return max(said, key=_goodness).abstract if said else None


def _goodness(reading: _Reading) -> tuple[bool, int]:
    return reading.whole, len(reading.plain)
