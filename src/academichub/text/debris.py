"""What bioRxiv's and medRxiv's interface leaves in abstracts: marks of a typesetting system, headings glued to text.

The marks come in pairs, `O_X` to open and `C_X` to close (O_ST_ABS a heading, O_LI a list item, O_SCPLOW small
capitals, O_FIG a figure with its file name …), and stand directly in the text without a blank.
"""

from __future__ import annotations

import re

from academichub.text.headings import heading_pattern

__all__ = ["clean_debris"]

_FIRST_MARK = re.compile(r"[OM]_[A-Z]{2}")
_FIGURE = re.compile(
    r"[OM]_(?P<kind>FIG|TBL|TEXTBOX|FLOATNO|INLINEFIG)\b.{0,1500}?C_(?P=kind)(?![A-Z])|O_LINK\w+ .{0,600}?(?:\n|$)",
    re.DOTALL,
)
_HEADING = re.compile(r"O_ST_ABS(.{1,80}?)C_ST_ABS", re.DOTALL)
_ITEM = re.compile(r"O_LI(?=\s?\S)")
_ITEM_END = re.compile(r"C_LI(?![A-Z]{2,}\b)")
_SMALL_CAPITALS = re.compile(r"[OC]_SCP(?:LOW|CAP)")
_MARK = re.compile(
    r"[OCM]_(?:ST_ABS|SCP|LI|FIG|TBL|QD|CODE|UL|OL|DL|TEXTBOX|FLOATNO|LINKSMALLFIG|LINKTABLE|INLINEFIG|DISPLAYFIG"
    r"|TITLE|HEAD|BOX|VERSE|DEF|TERM|NL|BL|PARA|SUP|SUB|ITALIC|BOLD)(?![a-z])"
)
_WORDS = heading_pattern()
_CAPITALS = heading_pattern(capitals=True)
# "BackgroundThe …", "… as well.ResultsWe …", "RESULTSA total …", "Results12 patients …"
_GLUED = re.compile(
    rf"(?:(?<=^)|(?<=\n)|(?<=[.!?)\]:])[ ]?)({_WORDS})(?=[A-Z][a-z0-9]+[ ,'’-]|[AI] [a-z]|[A-Z]{{2,}}[ ,0-9-]|[0-9])"
    rf"|(?:(?<=^)|(?<=\n)|(?<=[.!?)\]:])[ ]?)({_CAPITALS})(?=[A-Z][a-z]|[AI] [a-z]|[0-9])"
)
_LONE = re.compile(rf"^[ \t]*((?:{_WORDS})|(?:{_CAPITALS}))[ \t]*:?[ \t]*\n+(?=\S)", re.MULTILINE)
# Line breaks that lost their backslash: "…in maize.nnResultsWe …", "….nC_LI".
_LOST_BREAK = re.compile(r"(?<=[.!?)\]])n(?:n(?=[A-Z][A-Za-z])|(?=[OC]_[A-Z]{2}))")
_EMPTY_END = re.compile(r"\n[ \n]*Graphical [Aa]bstract:?\s*$")
_OVERALL = re.compile(r"^\s*(?:Abstract|ABSTRACT|Summary|SUMMARY)\s*(?:[:.]\s*|\n+)")


def clean_debris(text: str) -> str:
    """The abstract without the marks, each heading on a line of its own as `Heading: text`, each list item on its own.

    Text that has neither marks nor glued headings is returned as it is. No word of the authors is taken away but
    figures' file names and the heading `Abstract` above the whole.
    """
    text = _LOST_BREAK.sub("\n", text)
    if _FIRST_MARK.search(text):
        text = _EMPTY_END.sub("", _without_marks(text))
    text = _GLUED.sub(lambda match: f"\n{match[1] or match[2]}: ", text)
    text = _LONE.sub(lambda match: f"{match[1]}: ", text)
    return _OVERALL.sub("", text.strip("\n") if text[:1] == "\n" else text)


def _without_marks(text: str) -> str:
    text = _FIGURE.sub(" ", text)
    text = _SMALL_CAPITALS.sub("", text)
    text = _HEADING.sub(_heading, text)
    text = _ITEM.sub("\n• ", _ITEM_END.sub("\n", text))
    return _MARK.sub(" ", text)


def _heading(match: re.Match[str]) -> str:
    heading = " ".join(match[1].split()).rstrip(":")
    return f"\n{heading}: " if heading[-1:] not in ".?!" else f"\n{heading} "
