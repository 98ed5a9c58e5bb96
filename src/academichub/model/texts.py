"""A text, from what a source wrote to what is shown: Markup, its spans, and the two renderings. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

__all__ = ["Markup", "MarkupFormat", "RichText", "Span", "Text"]


class MarkupFormat(StrEnum):
    """What the characters of a source's text mean."""

    PLAIN = "plain"
    TEX = "tex"  # plain text with $…$ mathematics and TeX text commands: arXiv
    HTML = "html"  # HTML, XHTML or JATS fragments: journals, bioRxiv, Crossref


@dataclass(frozen=True, slots=True)
class Markup:
    """Text as the source wrote it, with its format named. Never shown as it is."""

    text: str
    format: MarkupFormat = MarkupFormat.PLAIN


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain characters inside some inline tags, or one formula.

    `mathml` is a complete, safe `<math>` element and `text` its plain reading; a formula is never cut in two.
    """

    text: str
    tags: tuple[str, ...] = ()  # of: b i em strong sub sup code u, outermost first
    mathml: str | None = None

    @property
    def html(self) -> str:
        inner = self.mathml if self.mathml is not None else escape(self.text, quote=False).replace("\n", "<br>")
        opening = "".join(f"<{tag}>" for tag in self.tags)
        closing = "".join(f"</{tag}>" for tag in reversed(self.tags))
        return f"{opening}{inner}{closing}"


@dataclass(frozen=True, slots=True)
class Text:
    """One text, rendered twice: `plain` for search, mail and feeds; `html`, safe inline HTML with MathML, for pages."""

    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class RichText:
    """Rendered text as spans, so that a piece of the plain reading can be shown with its mathematics."""

    spans: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def text(self) -> Text:
        return Text(self.plain, "".join(span.html for span in self.spans))

    def slice(self, start: int, end: int) -> Text:
        """The characters start..end of `plain` as Text; a formula that begins inside is taken whole."""
        pieces: list[Span] = []
        at = 0
        for span in self.spans:
            lo, hi = max(start - at, 0), min(end - at, len(span.text))
            if lo < hi and (span.mathml is None or lo == 0):
                whole = span.mathml is not None or (lo, hi) == (0, len(span.text))
                pieces.append(span if whole else Span(span.text[lo:hi], span.tags))
            at += len(span.text)
        return RichText(tuple(pieces)).text
