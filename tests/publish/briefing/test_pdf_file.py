"""The PDF of a briefing, read back: real text, links, pages, and nothing of a stranger's at work."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from academichub.errors import ConfigError
from academichub.model import ClaimState, Section, SectionKind
from academichub.publish.briefing.paper_svg import svg_for_paper
from academichub.publish.briefing.pdf_file import choose_fonts, render_pdf
from tests.publish.briefing import made

_LATIN = frozenset({"Libertinus Serif", "DejaVu Sans"})
_HAS_HAN = bool(choose_fonts("", frozenset(__import__("typst").Fonts().families())).han_serif)
needs_han = pytest.mark.skipif(not _HAS_HAN, reason="no font of this machine has Chinese characters")


def latin() -> bytes:
    """A briefing without a Han character."""
    papers = tuple(replace(paper, authors=("Ana Ruiz",)) for paper in (made.TIDE_PAPER, made.BID_PAPER))
    skeleton = replace(
        made.skeleton(papers),
        clusters=(),
        bridges=(),
    )
    said = made.claim("Tides rise.", ClaimState.VERIFIED, (made.TIDES, 1, "rose twice a day"))
    sections = (Section("tides", SectionKind.CLUSTER, (said,), 0),)
    return render_pdf(made.shown(skeleton=skeleton, sections=sections, changes=()))


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(pdf))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@needs_han
def test_its_text_is_text_in_both_languages() -> None:
    _, text = read(render_pdf(made.shown("zh", "zh")))
    for words in (
        "跨领域简报",
        "冰下潮汐上升",
        "节律每天出现两次。",
        "It rose twice a day, by 3.5 m & more.",
        "此后已修订",
    ):
        assert words in text.replace("\n", " ")


@needs_han
def test_it_has_links_bookmarks_and_numbered_pages() -> None:
    reader, text = read(render_pdf(made.shown("en", "en")))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    outside = {link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]}
    assert "https://arxiv.org/abs/2606.00001" in outside
    assert len(links) > len(outside) + 5
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:2] == ["Summary", "Ocean tides"]
    assert titles[-1] == "References"
    assert f"1 / {len(reader.pages)}" in text


def test_it_says_what_it_is_and_when_it_was_made() -> None:
    reader, _ = read(latin())
    meta = reader.metadata
    assert meta is not None
    assert meta.title == "Briefing across fields · 15 to 21 June 2026"
    assert meta.creation_date == datetime(2026, 6, 22, 8, 5, tzinfo=UTC)


def test_it_is_the_same_each_time() -> None:
    assert latin() == latin()


@needs_han
@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") #eval("1") $ x^2 $ *b* _i_ = head @ref <label> `c` \\ ] [',
        "]]></text></svg><script>alert(1)</script> // /* ",
        "\u202eevil\u2066 {d.title}",
        "b" * 2_000,
        "",
    ],
)
def test_a_text_of_a_stranger_is_shown_and_not_obeyed(text: str) -> None:
    _, told = read(render_pdf(made.poisoned(text)))
    shown = "".join(told.split())
    sought = "".join(text.translate({0x202E: None, 0x2066: None}).split())[:12]
    assert shown.count(sought) >= 10


def test_chinese_without_a_font_for_it_is_refused_with_the_remedy() -> None:
    with pytest.raises(ConfigError, match="fonts-noto-cjk"):
        choose_fonts("冰", _LATIN)
    assert choose_fonts("ice", _LATIN).han_serif == ()
    assert choose_fonts("冰", _LATIN | {"SimHei"}).han_serif == ("SimHei",)


def test_without_the_typesetter_the_remedy_is_named() -> None:
    code = (
        "import sys; sys.modules['typst'] = None\n"
        "from academichub.errors import ConfigError\n"
        "from academichub.publish.briefing.pdf_file import render_pdf\n"
        "from tests.publish.briefing import made\n"
        "try: render_pdf(made.shown())\n"
        "except ConfigError as error: print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "pip install 'academichub[pdf]'" in told


def test_a_text_of_han_is_set_in_its_font_and_no_other_is() -> None:
    drawing = '<svg><text x="1">潮汐：tides</text><text x="2">tides</text></svg>'
    told = svg_for_paper(drawing, '"Sans"', "'Noto Sans CJK SC'")
    assert told == (
        """<svg><text font-family="'Noto Sans CJK SC'" x="1">潮汐：tides</text><text x="2">tides</text></svg>"""
    )


def test_each_picture_has_a_title_and_the_places_of_papers_are_left_out() -> None:
    _, text = read(render_pdf(made.shown("en", "en")))
    assert text.count("Map of the papers") == 1  # its picture's, and no table
    sections = [text.index(name) for name in ("How fields meet", "What has changed")]
    assert min(sections) > text.index("Map of the papers")


def test_a_picture_gets_the_colours_of_print_in_place() -> None:
    svg = (
        "<svg><style>.a { --ink: #111; --gone: red; } /* x */ @media print { .a { --ink: #000; } } "
        "@media (prefers-color-scheme: dark) { .a { --ink: #fff; } .b { fill: #fff; } } "
        ".a text { fill: var(--ink); font-family: var(--sans, serif); stroke: var(--none); }</style>"
        "<text>var(--ink) &lt;</text></svg>"
    )
    plain = svg_for_paper(svg, '"X"')
    assert '.a text { fill: #000; font-family: "X"; stroke: none; }' in plain
    assert "<text>var(--ink) &lt;</text>" in plain
    assert "#fff" not in plain
    assert "--ink" not in plain.partition("</style>")[0]
