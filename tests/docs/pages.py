"""The project's Markdown files, read as tests need them: links, headings, tables, blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["ROOT", "Block", "anchors", "blocks", "links", "page_names", "read", "rows", "section"]

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("docs", "src", "tests", "bench", "scripts")
_parser = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Block:
    """One fenced block; `language` is the word behind the fence."""

    language: str
    text: str


def page_names() -> list[str]:
    """Every Markdown file of the project, relative to its root."""
    found = [*ROOT.glob("*.md"), *(path for folder in _FOLDERS for path in (ROOT / folder).rglob("*.md"))]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str | None = None) -> list[Block]:
    """The fenced and indented blocks of a page, of one language if one is named."""
    tokens = (token for token in _parser.parse(read(name)) if token.type in ("fence", "code_block"))
    found = (Block(token.info.strip(), token.content) for token in tokens)
    return [block for block in found if language is None or block.language == language]


def links(name: str) -> Iterator[str]:
    """The targets of a page's links and images."""
    for token in _inline(_parser.parse(read(name))):
        target = token.attrs.get("href" if token.type == "link_open" else "src")
        if token.type in ("link_open", "image"):
            yield str(target)


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def anchors(name: str) -> set[str]:
    """The anchors that a forge gives to the headings of a page, and those that the page makes itself."""
    text = read(name)
    tokens = _parser.parse(text)
    titles = (tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open")
    headings = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
    return headings | set(re.findall(r"<div id='([\w-]+)'>", text))


def section(name: str, heading: str) -> str:
    """The text below a heading, up to the next of its level or above. Fails where there is no such heading."""
    level = re.escape(heading.partition(" ")[0])
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(level) // 2}}} |\Z)", read(name), re.M | re.S)
    assert found, f"{name} has no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row in a text, heads and rules included."""
    lines = (line.strip() for line in text.splitlines())
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
