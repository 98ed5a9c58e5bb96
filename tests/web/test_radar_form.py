"""Making a radar by its form: what was typed is kept, tried, saved, and refused at the field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example as case
from hypothesis import given
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.model import LONGEST_NAME, MOST_QUOTA, MOST_SHARE, SPEECHES, Person, Radar, RadarId, Stance
from academichub.pipeline.radars.checking import check_radar
from academichub.web.radars.form import RadarForm, form_of, radar_of, read_form, split_words
from academichub.web.radars.links import radar_path
from tests.web.fakes import FakeLibrary
from tests.web.radars import example, watched
from tests.web.reading import parse_page, texts, words
from tests.web.test_safety import dangers

NEW = "/radars/new"
TIDES = {"name": "Tides", "include": "opportunistic\nsoundings", "quota": "20", "share": "1"}
BIBTEX = b"""@article{a, title = {Slow Wave Sleep and Memory}, doi = {10.5555/2026.06.10.0006}, abstract = {We sleep.}}
@article{b, title = {A Paper That Nobody Stored}, abstract = {About drifting sea beds.}}
"""

one_line = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
phrases = st.lists(
    one_line.filter(lambda word: not set(word) & set('"“”') and word.strip()), max_size=5, unique_by=str.casefold
)


def typed(page: Element, name: str) -> str:
    """What stands in a field of the form."""
    fields = [each for tag in ("input", "textarea") for each in page.iter(tag) if each.get("name") == name]
    (field,) = (each for each in fields if each.get("type") not in ("hidden", "checkbox"))
    return field.get("value") or field.text or ""


def ticked(page: Element, name: str) -> list[str]:
    return [
        each.get("value", "")
        for each in page.iter("input")
        if each.get("name") == name and each.get("checked") is not None
    ]


def opened(page: Element) -> dict[str, str]:
    """What a form tells of the radar that it was opened for."""
    fields = {each.get("name", ""): each.get("value", "") for each in page.iter("input")}
    return {name: fields[name] for name in ("radar", "seen")}


@given(phrases, phrases, st.booleans())
def test_a_form_filled_in_with_a_radar_means_that_radar(include: list[str], boost: list[str], paused: bool) -> None:
    radar = Radar(
        "Silt",
        include=tuple(include),
        boost=tuple(boost),
        authors=(Person("Wei Li", "0000-0002-1825-0097"), Person("李雪", None, ("Ann Yang", "Bo Wu"))),
        categories=("cs.LG", "animal behavior"),
        sources=("arxiv",),
        languages=("en",),
        quota=7,
        share=3,
        paused=paused,
    )
    assert radar_of(form_of(radar, ["cs.LG"])) == (radar, ())


@given(st.lists(st.tuples(st.sampled_from(["name", "include", "authors", "quota", "drop", "x"]), st.text())))
@case([("name", "\r ")])
def test_whatever_is_typed_is_read_and_kept(pairs: list[tuple[str, str]]) -> None:
    form = read_form(pairs)
    radar_of(form)
    again = read_form([(name, getattr(form, name)) for name in ("name", "include", "authors", "quota")])
    assert replace(again, drop=form.drop, paused=form.paused) == form


def test_words_by_line_and_by_comma() -> None:
    assert split_words('rain, glass\nsea bed，潮汐、"sand, silt"\n\nRain') == (
        "rain", "glass", "sea bed", "潮汐", "sand, silt",
    )  # fmt: skip


def test_authors_as_they_are_typed_in_chinese() -> None:
    radar, faults = radar_of(RadarForm("x", authors="王小明 合作者：李雪、陈强\n张三 ＜0000-0002-1825-0097＞"))
    assert faults == ()
    assert radar.authors == (Person("王小明", None, ("李雪", "陈强")), Person("张三", "0000-0002-1825-0097"))


def test_a_radar_is_saved_and_the_reader_led_to_it() -> None:
    site, radars = watched()
    answer = site.post(
        NEW,
        {
            **TIDES,
            "authors": "Li Wenhua with Ada Moreau",
            "category": ["cs.LG"],
            "categories": "physics",
            "source": ["arxiv", "biorxiv"],
            "speech": ["zh"],
            "paused": "yes",
            "act": "save",
        },
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/radar/Tides")
    (radar,) = radars.all()
    assert radar == Radar(
        "Tides",
        ("opportunistic", "soundings"),
        authors=(Person("Li Wenhua", None, ("Ada Moreau",)),),
        categories=("cs.LG", "physics"),
        sources=("arxiv", "biorxiv"),
        languages=("zh",),
        paused=True,
        radar_id=radar.radar_id,
    )


def test_the_language_of_the_reader_is_kept_on_the_way() -> None:
    site, _ = watched()
    answer = site.post(f"{NEW}?language=zh", {**TIDES, "act": "save"})
    assert answer.headers["location"] == "/radar/Tides?language=zh"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "Give the radar a name"),
        ("name", "a/b", "without “/”"),
        ("name", "x" * 61, "at most 60"),
        ("name", "sEa", "Another radar is called “sEa”"),
        ("authors", "Wei Li", "“Wei Li” needs an ORCID"),
        ("authors", "Wei Li <0000-0002-1825-0098>", "cannot be read as an author"),
        ("quota", "0", "from 1 to 500"),
        ("quota", "many", "from 1 to 500"),
        ("share", "٣", "from 1 to 100"),
        ("examples", "what is this", "could not be read"),
        ("include", "forbidden", "this word is refused by the store"),
    ],
)
def test_a_fault_stands_beside_its_field_with_what_was_typed(field: str, value: str, said: str) -> None:
    site, radars = watched()
    radars.save(Radar("Sea", boost=("sea",)))
    answer = site.post(NEW, {**TIDES, field: value, "act": "save"})
    page = parse_page(answer)
    assert answer.status_code == 422
    assert [radar.name for radar in radars.all()] == ["Sea"]
    (fault,) = (each for each in page.iter("p") if each.get("class") == "fault")
    assert said in words(fault)
    assert typed(page, field).strip() == value.strip()
    assert typed(page, "include").strip() == (value if field == "include" else "opportunistic\nsoundings")
    (control,) = (each for each in page.iter() if each.get("aria-invalid") == "true")
    assert fault.get("id") in control.get("aria-describedby", "").split()
    assert control.get("name") == field


def test_a_radar_that_wants_nothing_is_told_so_in_both_languages() -> None:
    site, radars = watched()
    for language, said in (("en", "wants nothing yet"), ("zh", "还没有任何条件")):
        answer = site.post(f"{NEW}?language={language}", {"name": "Empty", "quota": "20", "share": "1", "act": "save"})
        assert said in words(parse_page(answer))
    assert radars.all() == ()


def test_a_preview_saves_nothing_and_asks_no_name() -> None:
    site, radars = watched()
    page = parse_page(site.post(NEW, {**TIDES, "name": "", "act": "preview"}))
    assert radars.all() == ()
    assert [words(title) for title in page.iter("h3")] == [
        "Charts That Correct Themselves: Opportunistic Soundings for Drifting Sea Beds"
    ]
    assert texts(page, "p", "why") == ["Why shown: says “opportunistic” and “soundings”"]
    assert typed(page, "include").strip() == "opportunistic\nsoundings"
    assert not [each for each in page.iter("form") if each.get("class") == "vote"]


def test_a_preview_that_shows_nothing_says_why() -> None:
    site, _ = watched()
    page = parse_page(site.post(NEW, {**TIDES, "include": "unheard-of", "act": "preview"}))
    assert "134 of 134 papers are removed" in words(page)
    empty, _ = watched(FakeLibrary())
    assert "no edition yet" in words(parse_page(empty.post(NEW, {**TIDES, "act": "preview"})))


def test_a_backtest_counts_days_and_judges_by_votes() -> None:
    site, radars = watched()
    radars.save(Radar("Rain", include=("rain",), quota=3))
    day = next(iter(radars.library.editions))
    first, second = (each.paper_id for each in radars.view("Rain", day).shown[:2])
    radars.vote("Rain", first, Stance.UP)
    radars.vote("Rain", second, Stance.DOWN)
    page = parse_page(site.post("/radar/Rain/edit", {**TIDES, "name": "Rain", "include": "rain", "act": "backtest"}))
    rows = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in page.iter("tr")]
    assert rows[1][:4] == ["16 June 2026", "134", "10", "10"]
    assert rows[2][:4] == ["15 June 2026", "3", "1", "1"]
    assert "50 % are voted up (precision)" in words(page)
    assert "100 % are shown (recall)" in words(page)


def test_examples_come_from_names_and_from_a_file() -> None:
    site, radars = watched()
    sent = {**TIDES, "include": "", "examples": "https://arxiv.org/abs/2606.10001\n2606.10001\ndoi:10.5555/none.1"}
    page = parse_page(site.post(NEW, {**sent, "act": "preview"}, files={"file": ("my <b>.bib", BIBTEX)}))
    assert "from my <b>.bib. Choose the file again" in words(page)
    assert "of them is not stored here" in words(page)
    assert dangers_beside_fields(page) == []
    answer = site.post(NEW, {**sent, "act": "save"}, files={"file": ("my.bib", BIBTEX)})
    assert answer.status_code == 303
    kept = {each.key: (each.paper_id is not None, each.title, each.origin) for each in radars.examples("Tides")}
    assert kept["arxiv:2606.10001"][0] is True
    assert kept["doi:10.5555/none.1"] == (False, "", ""), "a name alone is no title"
    assert kept["a paper that nobody stored"] == (False, "A Paper That Nobody Stored", "my.bib")
    (drop,) = (each for each in parse_page(site.get("/radar/Tides/edit")).iter("label") if "none.1" in words(each))
    assert words(drop).strip() == "doi:10.5555/none.1", "what has no title is named by its key"


def test_a_title_alone_is_more_than_a_name() -> None:
    site, _ = watched()
    titled = b"@article{b, title = {A Paper That Nobody Stored}}"
    page = parse_page(site.post(NEW, {**TIDES, "act": "preview"}, files={"file": ("my.bib", titled)}))
    assert "1 paper was read from my.bib" in words(page)
    assert "nothing but its name is known" not in words(page)


def test_a_file_that_is_none_is_told_at_its_field() -> None:
    site, radars = watched()
    page = parse_page(site.post(NEW, {**TIDES, "act": "save"}, files={"file": ("cat.png", b"\x89PNG\r\n\x1a\n\0\0")}))
    (fault,) = texts(page, "p", "fault")
    assert "could not be read" in fault
    assert radars.all() == ()


def test_no_file_chosen_is_no_fault() -> None:
    site, radars = watched()
    assert site.post(NEW, {**TIDES, "act": "save"}, files={"file": ("", b"")}).status_code == 303
    assert radars.examples("Tides") == ()


def test_what_cannot_be_read_is_said_in_the_readers_language() -> None:
    site, _ = watched()
    sent = "doi:10.5555/none.1\nnobody knows this"
    page = parse_page(site.post(f"{NEW}?language=zh", {**TIDES, "examples": sent, "act": "preview"}))
    assert "第 2 行：其中没有 DOI、arXiv 编号、PMID 或论文网址：nobody knows this" in words(page)
    page = parse_page(site.post(f"{NEW}?language=zh", {**TIDES, "act": "save"}, files={"file": ("a.bib", b" ")}))
    assert texts(page, "p", "fault") == ["无法读取：文件是空的"]


def test_editing_shows_what_is_saved_and_replaces_it() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", include=("soundings",), categories=("cs.LG", "rare.XY"), sources=("gone",), quota=5))
    radars.add_examples("Tides", [example("arxiv:2606.10004", "Connectivity", origin="a.bib"), example("x", "Kept")])
    page = parse_page(site.get("/radar/Tides/edit"))
    assert typed(page, "include").strip() == "soundings"
    assert (ticked(page, "category"), typed(page, "categories")) == (["cs.LG"], "rare.XY")
    assert ticked(page, "source") == ["gone"]
    sent: dict[str, str | list[str]] = {
        **TIDES,
        **opened(page),
        "name": "Ebb",
        "drop": ["arxiv:2606.10004", "unknown"],
        "act": "save",
    }
    answer = site.post("/radar/Tides/edit", sent)
    assert answer.headers["location"] == "/radar/Ebb"
    (radar,) = radars.all()
    assert (radar.name, radar.include, radar.categories) == ("Ebb", ("opportunistic", "soundings"), ())
    assert [each.key for each in radars.examples("Ebb")] == ["x"]
    assert site.get("/radar/Tides").status_code == 404


def test_what_another_window_saved_is_not_overwritten_unseen() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", include=("soundings",), quota=5))
    first = opened(parse_page(site.get("/radar/Tides/edit")))
    second = {**TIDES, **first, "include": "ebb", "act": "save"}
    site.post("/radar/Tides/edit", {**TIDES, **first, "name": "Flow", "include": "rain", "act": "save"})
    answer = site.post("/radar/Tides/edit", second)
    page = parse_page(answer)
    assert (answer.status_code, [radar.include for radar in radars.all()]) == (409, [("rain",)])
    assert typed(page, "include").strip() == "ebb", "nothing that was typed is lost"
    rows = [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in page.iter("tr")]
    assert rows[1:] == [["Name", "Flow", "Tides"], ["Must have one of", "rain", "ebb"]]
    assert "“Flow” was changed elsewhere" in words(page)
    again = site.post("/radar/Flow/edit", {**second, **opened(page)})
    assert (again.status_code, [radar.include for radar in radars.all()]) == (303, [("ebb",)])


def test_the_same_saved_twice_is_no_quarrel() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", include=("soundings",)))
    sent = {**TIDES, **opened(parse_page(site.get("/radar/Tides/edit"))), "act": "save"}
    assert [site.post("/radar/Tides/edit", sent).status_code for _ in range(2)] == [303, 303]


def test_a_form_that_tells_nothing_of_what_it_was_opened_for_saves_over_nothing() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", include=("soundings",)))
    assert site.post("/radar/Tides/edit", {**TIDES, "act": "save"}).status_code == 409
    assert [radar.include for radar in radars.all()] == [("soundings",)]


def test_a_radar_that_was_removed_meanwhile_can_be_made_of_what_was_typed() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", include=("soundings",)))
    form = opened(parse_page(site.get("/radar/Tides/edit")))
    radars.remove("Tides")
    radars.save(Radar("Newer", include=("rain",)))
    radars.kept[0] = replace(radars.kept[0], radar_id=RadarId(7), name="Tides")  # of the same name
    answer = site.post("/radar/Tides/edit", {**TIDES, **form, "name": "Ebb", "act": "save"})
    page = parse_page(answer)
    assert (answer.status_code, typed(page, "name"), "was removed" in words(page)) == (409, "Ebb", True)
    action = next(each.get("action", "") for each in page.iter("form") if "radar-form" in each.get("class", ""))
    assert site.post(action, {**TIDES, "name": "Ebb", "act": "save"}).status_code == 303
    assert [(radar.name, radar.include[0]) for radar in radars.all()] == [("Tides", "rain"), ("Ebb", "opportunistic")]


@pytest.mark.parametrize("page", ["vote", "example", "remove"])
def test_an_old_page_speaks_to_its_own_radar_whatever_has_its_name_by_now(page: str) -> None:
    site, radars = watched()
    old = radars.save(Radar("Tides", include=("soundings",)))
    shown = parse_page(site.get("/radar/Tides/remove" if page == "remove" else "/paper/arxiv:2606.10001"))
    (form,) = (each for each in shown.iter("form") if each.get("action") == f"/radar/Tides/{page}")
    sent = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    radars.save(replace(old, name="Ebb"))
    radars.save(Radar("Tides", include=("rain",)))
    answer = site.post(f"/radar/Tides/{page}", {**sent, "stance": "up", "act": "add"})
    assert answer.status_code == 303
    said = {radar.name: bool(radars.votes(radar.name) or radars.examples(radar.name)) for radar in radars.all()}
    assert said == ({"Tides": False} if page == "remove" else {"Ebb": True, "Tides": False})


def test_a_radar_is_deleted_only_when_asked_twice() -> None:
    site, radars = watched()
    radars.save(Radar("Tides", boost=("tides",)))
    assert "cannot be undone" in words(parse_page(site.get("/radar/Tides/remove")))
    assert len(radars.all()) == 1
    assert site.post("/radar/Tides/remove").headers["location"] == "/radars"
    assert radars.all() == ()
    assert site.post("/radar/Tides/remove").status_code == 404


HOSTILE = (
    "声调 与语音", "🦉🌊", "a b", "100%", "%2F", "it's \"quoted\"", "<img src=x onerror=alert(1)>", "{{ 7 * 7 }}",
    "...", "~", "a?b=c&d#e", "new", "edit", "é", "x" * 60, "؀العربية",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_works_on_every_page(name: str) -> None:
    site, radars = watched()
    saved = site.post(NEW, {**TIDES, "name": name, "act": "save"})
    if not name.isprintable():
        assert saved.status_code == 422
        return
    assert saved.headers["location"] == radar_path(name)
    vote = {"paper": "arxiv:2606.10001", "stance": "up", "from": "radar", "day": "2026-06-16"}
    led = site.post(radar_path(name, "vote"), vote).headers["location"]
    assert len(radars.votes(name)) == 1
    for path in (
        led.partition("#")[0],
        *(radar_path(name, page) for page in ("hidden", "edit", "remove")),
        "/radars",
        "/",
        "/paper/arxiv:2606.10001",
    ):
        answer = site.get(path)
        page = parse_page(answer)
        assert answer.status_code == 200, path
        assert " ".join(name.split()) in words(page), path
        assert dangers_beside_fields(page) == [], path
    links = {link.get("href") for link in parse_page(site.get("/radars")).iter("a")}
    assert radar_path(name) in links


def dangers_beside_fields(page: Element) -> list[str]:
    """As `dangers`, where the fields of our own forms are none."""
    return [danger for danger in dangers(page) if danger != "input"]


def test_an_empty_form_is_what_it_is() -> None:
    assert read_form([]) == RadarForm()
    site, _ = watched()
    page = parse_page(site.get(NEW))
    assert (typed(page, "quota"), typed(page, "share")) == ("20", "1")
    assert dangers_beside_fields(page) == []


@pytest.mark.parametrize("act", ["", "delete", "SAVE"])
def test_only_save_saves(act: str) -> None:
    site, radars = watched()
    assert site.post(NEW, {**TIDES, "act": act}).status_code == 200
    assert radars.all() == ()


@pytest.mark.parametrize(
    ("most", "more"),
    [
        ({"name": "x" * LONGEST_NAME}, {"name": "x" * (LONGEST_NAME + 1)}),
        ({"quota": str(MOST_QUOTA)}, {"quota": str(MOST_QUOTA + 1)}),
        ({"share": str(MOST_SHARE)}, {"share": str(MOST_SHARE + 1)}),
    ],
)
def test_the_form_refuses_what_may_not_be_saved_and_nothing_else(
    most: Mapping[str, str], more: Mapping[str, str]
) -> None:
    radar, faults = radar_of(read_form({**TIDES, **most}.items()))
    assert (check_radar(radar), faults) == (radar, ())
    _, (fault,) = radar_of(read_form({**TIDES, **more}.items()))
    assert fault.field in more
    values = {name: int(value) if value.isdigit() else value for name, value in more.items()}
    with pytest.raises(ConfigError) as refused:
        check_radar(replace(radar, **values))  # type: ignore[arg-type]
    assert refused.value.subject == fault.field


def test_every_language_that_the_form_offers_can_be_saved() -> None:
    page = parse_page(watched()[0].get(NEW))
    offered = [each.get("value", "") for each in page.iter("input") if each.get("name") == "speech"]
    assert tuple(offered) == SPEECHES
    assert check_radar(Radar("Tides", languages=tuple(offered))).languages == SPEECHES
