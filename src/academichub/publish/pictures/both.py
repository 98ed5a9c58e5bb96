"""A picture in both widths, for a page that shows the one that fits. Pure."""

from __future__ import annotations

from typing import Protocol

from academichub.model import Skeleton
from academichub.publish.pictures.svg import NARROW, WIDE
from academichub.publish.wording import Wording

__all__ = ["Draw", "in_both_widths"]


class Draw(Protocol):
    """`draw_map`, `draw_trends` or `draw_heat`."""

    def __call__(self, skeleton: Skeleton, w: Wording, *, width: int, alone: bool) -> str: ...


def in_both_widths(draw: Draw, skeleton: Skeleton, w: Wording) -> str:
    """HTML with both drawings, without a style of their own: the page's style sheet has PICTURE_STYLE, and hides
    `.for-narrow` or `.for-wide`.
    """
    wide, narrow = (draw(skeleton, w, width=width, alone=False) for width in (WIDE, NARROW))
    return f'<div class="for-wide">{wide}</div><div class="for-narrow">{narrow}</div>'
