"""Titles that name no one work: notices about another work, and the headings of a journal's regular parts. Pure.

An erratum is not the article it corrects, "Reply" is not the comment it answers, and two issues' "Editorial" are two.
"""

from __future__ import annotations

import re

from academichub.text import title_key

__all__ = ["is_generic", "notice_of", "numbers_of", "parts_of"]

_NOTICE = re.compile(
    r"\W*(?:(?P<retraction>retract(?:ion|ed)\b|withdr(?:awal|awn)\b|expression of concern\b|撤稿|撤回)"
    r"|(?P<correction>(?:(?:author|publisher|editorial)\W+)?(?:correction|corrigend(?:um|a)|errat(?:um|a)|addendum)\b"
    r"|更正|勘误)"
    r"|(?P<reply>(?:authors?['’]?s?\W+)?(?:reply|response|rejoinder)\b(?=\W*(?:to\b|$|by\b|[:–-]))|回复)"
    r"|(?P<comment>(?:a\W+)?(?:comments?|commentary|letter|discussion)\b(?=\W*(?:on\b|to\b|$|[:–-])))"
    r"|(?P<notice>peer review of\b|review of\b(?=\W*[\"“‘«])|book review\b|supplementary material\b))",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    map(
        title_key,
        (
            "Editorial",
            "Editorial board",
            "Editors' note",
            "Editor's note",
            "Preface",
            "Foreword",
            "Introduction",
            "Introduction to the special issue",
            "Guest editorial",
            "Obituary",
            "In memoriam",
            "News",
            "News and views",
            "Research highlights",
            "Highlights",
            "Table of contents",
            "Contents",
            "Front matter",
            "Back matter",
            "Index",
            "Cover",
            "Cover image",
            "Issue information",
            "Issue highlights",
            "In this issue",
            "Acknowledgement to reviewers",
            "Reviewers",
            "List of reviewers",
            "Announcements",
            "Abstracts",
            "Conference report",
            "Meeting report",
            "Book review",
            "Book reviews",
            "Letter to the editor",
            "Letters to the editor",
            "Letters",
            "Correspondence",
            "Commentary",
            "Perspective",
            "Viewpoint",
            "Author index",
            "Subject index",
            "Acknowledgment of reviewers",
            "Annual report",
            "Annual report of the society",
            "Book notices",
            "Books in brief",
            "Call for papers",
            "Case report",
            "Clinical image",
            "From the editor",
            "From the editors",
            "Images in clinical medicine",
            "In brief",
            "Introduction to this special issue",
            "Job announcements",
            "Journal club",
            "Letter from the editor",
            "Letter from the president",
            "Message from the editor",
            "Message from the president",
            "News in brief",
            "On the cover",
            "On the cover of this issue",
            "President's message",
            "Question and answer",
            "Questions and answers",
            "Research briefing",
            "Research roundup",
            "Science in brief",
            "Thanks to our reviewers",
            "This week in science",
            "Welcome to this issue",
            "World report",
            "Year in review",
            "Untitled",
            "No title",
            "卷首语",
            "编者按",
            "目录",
        ),
    )
)
_SHORTEST = 17  # bytes of letters and digits that tell a work: three Latin words, or six Han characters
_DIGITS = "0123456789 "  # the year or the issue behind the heading
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PART = re.compile(
    r"\b(?:part|volume|vol|no|number|chapter|phase|wave|paper|lecture|study|stage|series|edition|release)\W{0,3}"
    r"(?P<number>\d{1,3}|[ivx]{1,5}|one|two|three|four|five|[a-e])\b|[\s:.,–-](?P<roman>i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?=\s*(?:[:.,–-]|$))",
    re.IGNORECASE,
)


def notice_of(title: str) -> str:
    """What kind of notice about another work the title announces: "correction", "reply"…; empty for a work itself."""
    found = _NOTICE.match(title)
    return (found.lastgroup or "") if found else ""


def is_generic(title: str) -> bool:
    """Whether the title could stand over many works: too short to tell one, or the name of a regular part."""
    key = title_key(title)
    return len(key.encode()) < _SHORTEST or key.rstrip(_DIGITS) in _GENERIC


def numbers_of(title: str) -> frozenset[str]:
    """The numbers of a title in digits: two works of a series often differ in nothing else."""
    return frozenset(number.replace(",", "").rstrip(".") for number in _NUMBER.findall(title))


def parts_of(title: str) -> frozenset[str]:
    """Which part of a work the title says it is: "Part II", "III: …", "Paper B"."""
    return frozenset((part["number"] or part["roman"]).casefold() for part in _PART.finditer(title))
