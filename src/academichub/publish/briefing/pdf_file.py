"""A briefing as PDF, set by Typst, which comes with `pip install 'academichub[pdf]'`.

Every text reaches the typesetter as JSON and is shown as text. The fonts are those of the machine; Latin letters and
mathematics have fonts of Typst's own, Han needs one that is installed. docs/decisions/0013-pdf.md has the reasons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from typing import Any

from academichub.errors import ConfigError, PublishError
from academichub.publish.briefing.figures import Pictures, draw_pictures
from academichub.publish.briefing.paper_svg import svg_for_paper
from academichub.publish.briefing.parts import ShownBriefing
from academichub.publish.briefing.pdf_data import pdf_data
from academichub.publish.wording import wording

__all__ = ["PDF_MEDIA_TYPE", "Fonts", "choose_fonts", "render_pdf"]

PDF_MEDIA_TYPE = "application/pdf"

_SUBJECT = "briefing as PDF"
_HAN = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]")
_HAN_SERIF = (
    *("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif CN", "Songti SC", "STSong"),
    *("SimSun", "FandolSong", "AR PL UMing CN", "AR PL SungtiL GB"),
)
_HAN_SANS = (
    *("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans CN", "PingFang SC", "Heiti SC"),
    *("Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback"),
)
_SERIF = ("Source Serif 4", "Libertinus Serif")
_SANS = ("Source Sans 3", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans", "Libertinus Serif")


def render_pdf(shown: ShownBriefing, pictures: Pictures | None = None) -> bytes:
    """The whole briefing on A4 pages; the same briefing, fonts and typesetter give the same bytes.

    `pictures` are those of `draw_pictures(…, alone=True)`, which are drawn here if none are given.
    Raises: ConfigError where the typesetter is not installed, or there are Han characters and no font that has them;
    PublishError where the typesetter gives up.
    """
    typst, families = _typesetter(), _families()
    w = wording(shown.language)
    drawn = draw_pictures(shown.briefing.skeleton, w, alone=True) if pictures is None else pictures
    data = pdf_data(shown, drawn)
    fonts = choose_fonts(json.dumps(data, ensure_ascii=False), families)
    on_paper = {name: svg_for_paper(svg, fonts.for_pictures, fonts.for_han) for name, svg in drawn.items()}
    data = {**pdf_data(shown, on_paper), "fonts": fonts.for_template()}
    return _compile(typst, data, int(shown.briefing.made_at.timestamp()))


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families by use, each the first that the machine has; those for Han are empty where there is none."""

    serif: str
    sans: str
    han_serif: tuple[str, ...]
    han_sans: tuple[str, ...]

    @property
    def for_pictures(self) -> str:
        return ", ".join(f'"{name}"' for name in (self.sans, *self.han_sans))

    @property
    def for_han(self) -> str:
        """Empty where there is none."""
        return ", ".join(f"'{name}'" for name in self.han_sans)

    def for_template(self) -> dict[str, list[str]]:
        return {"serif": [self.serif, *self.han_serif], "sans": [self.sans, *self.han_sans]}


def choose_fonts(text: str, families: frozenset[str]) -> Fonts:
    """The fonts for a text on a machine with these families.

    Raises: ConfigError where it has Han characters and no family has them.
    """
    serif, sans = _known(_SERIF, families), _known(_SANS, families)
    han_serif, han_sans = _known(_HAN_SERIF, families), _known(_HAN_SANS, families)
    if _HAN.search(text) and not (han_serif or han_sans):
        raise ConfigError(
            "no font of this machine has Chinese characters; install one, such as Noto Serif CJK SC "
            "(on Debian and Ubuntu: apt install fonts-noto-cjk), or write HTML or Markdown instead",
            subject=_SUBJECT,
        )
    return Fonts(serif[0], sans[0], (han_serif or han_sans)[:1], (han_sans or han_serif)[:1])


def _known(names: Iterable[str], families: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in families)


def _typesetter() -> ModuleType:
    try:
        return import_module("typst")
    except ImportError as error:
        raise ConfigError(
            "the typesetter is not installed; install it with: pip install 'academichub[pdf]'", subject=_SUBJECT
        ) from error


@cache
def _families() -> frozenset[str]:
    return frozenset(_typesetter().Fonts().families())


def _compile(typst: ModuleType, data: dict[str, Any], made_at: int) -> bytes:
    template = (files(__package__) / "briefing.typ").read_bytes()
    inputs = {"briefing": json.dumps(data, ensure_ascii=False)}
    try:
        return bytes(typst.compile(template, sys_inputs=inputs, timestamp=made_at))
    except typst.TypstError as error:
        raise PublishError(f"the typesetter gave up: {error}", subject=_SUBJECT) from error
