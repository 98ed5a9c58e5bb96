"""A program that reads digests of the established layout, written from the layout and not from our renderer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ENTRY = re.compile(r"### \[(\d+)\] \[(.+)\]\((\S+)\)")
_TOC = re.compile(r"- \[(.+)\]\(#(\S+)\) \[Total: (\d+)\]")
_SECTION = re.compile(r"# (.+) \[\[Back\]\]\(#toc\)")
_LABELS = ("Main category", "TL;DR", "Motivation", "Method", "Result", "Conclusion", "Abstract")


@dataclass
class ReadPaper:
    number: int
    title: str
    link: str
    section: str
    authors: str = ""
    labels: dict[str, str] = field(default_factory=dict)


@dataclass
class ReadDigest:
    totals: dict[str, int]
    anchors: dict[str, str]
    papers: list[ReadPaper]


def read_digest(markdown: str) -> ReadDigest:
    contents = _TOC.findall(markdown)
    digest = ReadDigest({n: int(t) for n, _, t in contents}, {n: a for n, a, _ in contents}, [])
    section, previous = "", ""
    for line in markdown.splitlines():
        if found := _SECTION.fullmatch(line):
            section = found[1]
        elif found := _ENTRY.fullmatch(line):
            digest.papers.append(ReadPaper(int(found[1]), found[2], found[3], section))
        elif previous.startswith("### [") and re.fullmatch(r"\*.+\*", line):
            digest.papers[-1].authors = line[1:-1]
        for label in _LABELS:
            if line.startswith(f"{label}: "):
                digest.papers[-1].labels[label] = line.removeprefix(f"{label}: ")
        previous = line
    return digest
