"""Pictures of briefings: well-formed whatever stands in the papers, light, the same each time, and true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.model import Bridge, BriefPaper, Cluster, FieldId, PaperId, Skeleton, SourceId, Trend
from academichub.publish.pictures import (
    NARROW,
    WIDE,
    Join,
    draw_heat,
    draw_map,
    draw_trends,
    in_both_widths,
    joins_of,
)
from academichub.publish.pictures.both import Draw
from academichub.publish.pictures.labels import Box, Wish, place_labels
from academichub.publish.pictures.measure import cut, width_of, wrapped
from academichub.publish.wording import wording
from academichub.taxonomy import FIELDS

SVG = "{http://www.w3.org/2000/svg}"
EN, ZH = wording("en"), wording("zh")
DRAWINGS: tuple[Draw, ...] = (draw_map, draw_trends, draw_heat)
NASTY = (
    '</text><script>alert(1)</script><svg onload="x">',
    "]]><!-- &amp; <title>",
    "\u202eesrever\u202c \x00\x08\ufffe\ud800 \u200b",
    "面向低资源语言的语音识别与声调建模以及其他许多内容" * 12,
    "Donaudampfschifffahrtsgesellschaft" * 20,
    "e\u0301" * 200,
    "",
)


def paper(number: int, field: str = "physics", place: tuple[float, float] | None = (0.5, 0.5)) -> BriefPaper:
    name = PaperId(f"p-{number}")
    return BriefPaper(name, f"Paper {number}", date(2026, 6, 15), SourceId("x"), FieldId(field), place=place)


def cluster(number: int, papers: list[BriefPaper], label: str = "tides", p_value: float | None = 0.01) -> Cluster:
    ids = tuple(each.paper_id for each in papers)
    trend = Trend(len(ids), 9, 0.08, 0.02, 8 if p_value else 1, p_value)
    return Cluster(number, label, (label,), ids, ids[:1], trend)


def world(label: str = "tides", n: int = 40) -> Skeleton:
    """Papers in four places, a cluster in each, of five fields; two bridges."""
    fields = ("computer-science", "physics", "biology", "medicine", "alchemy")
    papers = [
        paper(at, fields[at % 5], (0.2 + 0.6 * (at % 4 % 2) + 0.002 * at, 0.2 + 0.6 * (at % 4 // 2))) for at in range(n)
    ]
    clusters = tuple(cluster(k, papers[k::4], f"{label}{k}", (0.01, 0.2, None, 0.0001)[k]) for k in range(4))
    bridges = (
        Bridge((PaperId("p-0"), PaperId("p-1")), (FieldId("computer-science"), FieldId("physics")), 0.7, 1.0, (label,)),
        Bridge((PaperId("p-2"), PaperId("p-3"), PaperId("p-5")), (FieldId("biology"),), 0.6, 0.5, ()),
    )
    return Skeleton(tuple(papers), clusters, bridges, {label: Trend(5, 1, 0.1, 0.01, 8, 0.03)}, (), 90)


def texts(picture: Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


SPARSE = {
    "nothing": Skeleton(),
    "one paper": Skeleton((paper(0),), (cluster(0, [paper(0)]),)),
    "no places": Skeleton((paper(0, place=None),)),
    "all in one place": Skeleton(tuple(map(paper, range(30))), (cluster(0, [*map(paper, range(30))]),)),
    "no bridges": replace(world(), bridges=()),
    "no clusters": replace(world(), clusters=()),
    "strange ids": replace(world(), clusters=(cluster(0, [paper(999)]),), bridges=(Bridge((), (), 0.0, 0.0, ()),)),
    "no shares": replace(
        world(), clusters=(replace(world().clusters[0], trend=Trend(0, 0, 0.0, 0.0, 0, None)),), trends={}
    ),
}


@pytest.mark.parametrize("sparse", SPARSE.values(), ids=SPARSE)
@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_has_little_in_it_is_drawn_or_says_why_not(draw: Draw, sparse: Skeleton, width: int) -> None:
    for w in (EN, ZH):
        picture = fromstring(draw(sparse, w, width=width, alone=True))
        assert picture.get("role") == "img"
        assert texts(picture), "not a word in it"


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("draw", DRAWINGS)
def test_no_text_breaks_out(draw: Draw, nasty: str) -> None:
    skeleton = world(nasty)
    skeleton = replace(skeleton, papers=tuple(replace(each, title=nasty) for each in skeleton.papers))
    for width in (WIDE, NARROW):
        picture = fromstring(draw(skeleton, EN, width=width, alone=False).encode("utf-8"))
        assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {
            *("svg", "title", "desc", "g", "path", "circle", "rect", "text"),
        }
        names = {name for each in picture.iter() for name in each.attrib}
        assert not {name for name in names if name.startswith("on") or name in ("style", "href")}
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", "".join(picture.itertext()))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.lists(st.tuples(st.floats(-1, 2), st.floats(-1, 2)), min_size=1, max_size=12))
def test_any_label_anywhere_is_well_formed_and_inside(label: str, places: list[tuple[float, float]]) -> None:
    papers = [paper(at, [*FIELDS][at], place) for at, place in enumerate(places)]
    skeleton = Skeleton(tuple(papers), (cluster(0, papers, label),), (), {label: Trend(1, 1, 0.5, 0.1, 8, 0.2)})
    for draw in DRAWINGS:
        picture = fromstring(draw(skeleton, ZH, width=NARROW, alone=False).encode("utf-8"))
        assert all(-20 <= float(each.get("x", "0")) <= NARROW + 20 for each in picture.iter(f"{SVG}text"))


def test_the_same_skeleton_gives_the_same_bytes() -> None:
    for draw in DRAWINGS:
        assert draw(world(), EN, width=WIDE, alone=True) == draw(world(), EN, width=WIDE, alone=True)


def test_two_thousand_papers_are_light() -> None:
    fields = [*FIELDS]
    papers = [paper(at, fields[at % 18], ((at * 0.618) % 1, (at * 0.414) % 1)) for at in range(2_000)]
    clusters = tuple(cluster(k, papers[k::40], f"quite a long label of cluster {k}") for k in range(40))
    ends = [papers[at : at + 6] for at in range(0, 600, 10)]
    bridges = tuple(Bridge(tuple(p.paper_id for p in six), (six[0].field,), 0.5, 1.0, ("many words",)) for six in ends)
    for draw in DRAWINGS:
        assert len(draw(Skeleton(tuple(papers), clusters, bridges), EN, width=WIDE, alone=True)) < 300_000


def test_a_picture_in_a_page_has_no_style_of_its_own_and_one_alone_knows_dark_and_print() -> None:
    for draw in DRAWINGS:
        both = in_both_widths(draw, world(), EN)
        assert "<style" not in both
        assert "style=" not in both
        ids = re.findall(r' id="([^"]+)"', both)
        assert len(ids) == len(set(ids)) == 4
        alone = draw(world(), EN, width=WIDE, alone=True)
        assert "@media (prefers-color-scheme: dark)" in alone
        assert "@media print" in alone


def test_the_map_tells_who_cannot_see_it_what_is_on_it() -> None:
    picture = fromstring(draw_map(world(), EN))
    told = picture.find(f"{SVG}desc")
    assert told is not None
    assert (told.text or "").startswith(
        "40 papers, placed mostly by field and wording. By field and content they form 4"
    )
    assert "2 lines join" in (told.text or "")
    labelled = [each.get("aria-labelledby") for each in (picture,)]
    assert labelled == [picture.find(f"{SVG}title").get("id")]  # type: ignore[union-attr]


def test_no_more_bridges_are_drawn_than_have_letters() -> None:
    some = world()
    many = replace(some, bridges=tuple(some.bridges[0] for _ in range(20)))
    drawing = draw_map(many, EN)
    assert drawing.count('class="bridge"') == 10 * len(some.bridges[0].paper_ids)
    assert drawing.count('class="tag"') == 10 + 10  # on the map and under it
    assert "10 lines join papers of different fields." in drawing


def test_every_cluster_is_named_on_the_map_or_under_it() -> None:
    papers = [paper(at, place=(0.5 + at / 10_000, 0.5)) for at in range(80)]
    clusters = tuple(cluster(k, papers[k::8], f"name-{k}") for k in range(8))  # all in one place
    shown = " ".join(texts(fromstring(draw_map(Skeleton(tuple(papers), clusters), EN, width=NARROW))))
    assert [k for k in range(8) if f"name-{k}" not in shown] == []


def test_trends_say_what_is_chance_and_what_was_not_tested() -> None:
    shown = texts(fromstring(draw_trends(world(), EN)))
    assert shown.count("within chance") == 2  # the cluster, and what dotted lines mean
    assert "not tested" in shown
    assert "p < 0.001" in shown
    assert "2.0% → 8.0%" in shown
    assert "p = 0.030" in shown


def test_what_is_not_drawn_of_phrases_is_said() -> None:
    trends = {f"tide gauge {n}": Trend(9, 3, 0.09, 0.03, 8, 0.01) for n in range(20)}
    drawing = draw_trends(Skeleton(trends=trends), ZH)
    assert "另有 8 个词组未画出，见“占比有变化的词组”表。" in drawing
    assert "未画出" not in draw_trends(Skeleton(trends=dict([*trends.items()][:12])), ZH)


def test_fields_are_joined_by_bridges_and_by_standing_side_by_side() -> None:
    joins = {join.fields: join for join in joins_of(world())}
    cs, physics, biology, other = map(FieldId, ("computer-science", "physics", "biology", "other"))
    # each of four clusters has two papers of each field
    assert joins[cs, physics] == Join((cs, physics), 1, 8, 8)
    assert joins[biology, other].n_bridges == 0
    assert len(joins) == 10


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(Wish, st.floats(0, 300), st.floats(0, 200), st.floats(1, 120), st.floats(1, 40), st.floats(0, 60)),
        max_size=25,
    )
)
def test_labels_never_stand_on_each_other_or_outside(wishes: list[Wish]) -> None:
    taken = Box(100, 100, 20, 20)
    boxes = place_labels(wishes, 300, 200, [taken])
    found = [box for box in boxes if box is not None]
    assert len(boxes) == len(wishes)
    assert all(box.within(300, 200) for box in found)
    for at, box in enumerate(found):
        assert not any(box.overlaps(other) for other in (*found[at + 1 :], taken))


def test_labels_that_would_be_cut_alike_are_told_by_what_differs() -> None:
    subject = "Computation and language, of many tongues"
    labels = [f"{subject}: {each}" for each in ("claims", "agents", "speech", "treebanks")]
    clusters = tuple(replace(each, label=label) for each, label in zip(world().clusters, labels, strict=True))
    for width in (WIDE, NARROW):
        picture = fromstring(draw_map(replace(world(), clusters=clusters), EN, width=width))
        assert {"claims", "agents", "speech", "treebanks"} <= set(texts(picture))


def test_a_label_with_room_stands_where_it_belongs() -> None:
    assert place_labels([Wish(50, 50, 20, 10, 5)], 100, 100) == (Box(40, 45, 20, 10),)


@settings(deadline=None)
@given(st.text(max_size=60), st.floats(1, 200))
def test_what_is_cut_fits_and_nothing_is_lost_without_a_sign(text: str, widest: float) -> None:
    short = cut(text, 10, widest)
    assert short == text or short.endswith("…")
    assert width_of(short, 10) <= max(widest, width_of("…", 10)) + 1e-6
    assert len(wrapped(text, 10, widest)) <= 2


def test_a_label_keeps_off_the_marks_where_it_can() -> None:
    wish = Wish(50, 50, 20, 10, 30)
    (moved,) = place_labels([wish], 100, 100, marks=[(50, 50)])
    assert moved is not None
    assert not moved.is_over(50, 50)
    everywhere = [(float(x), float(y)) for x in range(0, 100, 3) for y in range(0, 100, 3)]
    assert place_labels([wish], 100, 100, marks=everywhere) != (None,)


def test_fields_with_a_bridge_are_drawn_on_a_phone_however_few_their_papers() -> None:
    fields = [*FIELDS]
    papers = [paper(100 * at + n, field) for at, field in enumerate(fields) for n in range(1 if at > 12 else 5)]
    rare = [each for each in papers if each.field in fields[-2:]]
    assert len(rare) == 2
    pair = Bridge(tuple(each.paper_id for each in rare), tuple(each.field for each in rare), 0.7, 1.0, ("rain",))
    skeleton = Skeleton(tuple(papers), (cluster(0, papers),), (pair,))
    told = [*fromstring(draw_heat(skeleton, ZH, width=NARROW, alone=True)).iter(f"{SVG}title")]
    names = {ZH.field(each.field) for each in rare}
    assert {f"{name}：1 篇论文" for name in names} <= {each.text for each in told}
    assert len(fields) > 12


def test_without_earlier_weeks_the_trends_are_called_shares() -> None:
    now = replace(world(), trends={}, clusters=(replace(world().clusters[0], trend=Trend(5, 0, 0.1, 0.0, 0, None)),))
    for skeleton, name in ((now, "各主题的本期占比；有历史数据后才显示变化"), (world(), "占比的变化")):
        picture = fromstring(draw_trends(skeleton, ZH, width=WIDE, alone=True))
        title = picture.find(f"{SVG}title")
        assert title is not None
        assert title.text == name


def test_long_labels_break_between_words() -> None:
    assert list(wrapped("社会科学 / 经济学", 12, 96)) == ["社会科学 /", "经济学"]
    assert list(wrapped("multimodal large language models", 10, 110)) == ["multimodal large", "language models"]
    assert list(wrapped("声调语言的语音识别", 10, 60)) == ["声调语言的", "语音识别"]
    assert cut("e\u0301e\u0301e\u0301e\u0301", 10, 19) == "e\u0301…"
