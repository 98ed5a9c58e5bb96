"""Which entries are one work by their words alone, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from bench.linked import read_pairs
from hypothesis import given
from hypothesis import strategies as st

from academichub.match import Verdict, group_works, joined_traits, keys_of, likeness, traits_of
from academichub.match.notices import is_generic, notice_of
from academichub.model import Author, Identifiers, Markup, Record, SourceId
from tests.pipeline.families import people, record
from tests.recorded import recorded

TITLE = "Sediment budgets of a tidal basin under rising seas"


def verdict(one: Record, other: Record) -> Verdict:
    there, back = likeness(traits_of(one), traits_of(other)), likeness(traits_of(other), traits_of(one))
    assert there == back
    return there.verdict


def entry(title: str = TITLE, source: str = "deltas", **changes: object) -> Record:
    return record(source, str(changes.pop("key", "k")), 1, title, **changes)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (entry("SEDIMENT budgets of a tidal-basin, under rising seas.", "rivers"), Verdict.SAME),
        (entry(source="rivers", authors=people(77)), Verdict.NO),
        (entry(source="rivers", authors=()), Verdict.NO),
        (entry(source="rivers", posted_on=date(2019, 1, 1)), Verdict.PERHAPS),
        (entry(source="deltas"), Verdict.NO),
        (entry(f"Correction to: {TITLE}", "rivers"), Verdict.NO),
        (entry(f"Retraction: {TITLE}", "rivers"), Verdict.NO),
        (entry(f"Comment on “{TITLE}”", "rivers"), Verdict.NO),
        (entry(f"Reply to: {TITLE}", "rivers"), Verdict.NO),
        (entry(f"{TITLE}. Part II", "rivers"), Verdict.NO),
        (entry(f"{TITLE}: an assessment", "rivers"), Verdict.SAME),
        (entry(source="rivers", identifiers=Identifiers(doi="10.1101/2026.01.01")), Verdict.SAME),
        (entry(source="rivers", identifiers=Identifiers(doi="10.5556/other")), Verdict.PERHAPS),
    ],
)
def test_one_title_is_not_always_one_work(other: Record, expected: Verdict) -> None:
    assert verdict(entry(identifiers=Identifiers(doi="10.5555/one")), other) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Global burden of floods, 1990 to 2019", "Global burden of floods, 1990 to 2021"),
        ("Floods of the lower delta. Part I", "Floods of the lower delta. Part II"),
        ("Hydraulics of estuaries III: waves", "Hydraulics of estuaries IV: waves"),
        ("Editorial", "Editorial"),
        ("Author Correction", "Author Correction"),
        ("卷首语", "卷首语"),
    ],
)
def test_series_and_regular_parts_are_never_joined(one: str, other: str) -> None:
    assert verdict(entry(one), entry(other, "rivers")) is not Verdict.SAME


MANY = people(1, 8)
LONG = "Coral reefs of the outer shelf after a decade of warming"
OTHER = "Corals of the shelf after warming"


@pytest.mark.parametrize(
    ("one", "other", "authors", "expected"),
    [
        (f"{LONG}: a synthesis of forty surveys by divers", LONG, people(1, 4), Verdict.SAME),
        (f"{LONG}: a synthesis of forty surveys by divers", LONG, people(1, 3), Verdict.PERHAPS),
        (f"{LONG}: a synthesis of surveys", f"{LONG}: two years of data by drones", people(1, 4), Verdict.PERHAPS),
        (LONG, OTHER, MANY, Verdict.SAME),
        (LONG, OTHER, MANY[:3], Verdict.PERHAPS),
        (f"ReefNet: {LONG}", f"ReefNet 2.0: {LONG}", MANY, Verdict.PERHAPS),
        (f"ReefNet: {LONG}", f"ReefNet: {LONG}, revisited", MANY, Verdict.SAME),
        ("Tides and what they bring to the coast", "Where birds rest when the water is low", MANY, Verdict.NO),
    ],
)
def test_a_changed_title_needs_many_people_or_an_old_beginning(
    one: str, other: str, authors: tuple[Author, ...], expected: Verdict
) -> None:
    assert verdict(entry(one, authors=authors), entry(other, "rivers", authors=authors)) is expected


def test_an_abstract_decides_where_titles_differ_and_none_is_no_abstract() -> None:
    words = " ".join(f"sand{number} moves" for number in range(40))
    others = " ".join(f"reed{number} grows" for number in range(40))
    one = entry(LONG, authors=MANY, abstract=Markup(words))
    assert verdict(one, entry(OTHER, "rivers", authors=MANY, abstract=Markup(words))) is Verdict.SAME
    assert verdict(one, entry(OTHER, "rivers", authors=MANY, abstract=Markup(others))) is not Verdict.SAME
    missing = Markup("No abstract is available for this article.")
    assert traits_of(entry(abstract=missing)).sample == ()
    assert verdict(one, entry(OTHER, "rivers", authors=MANY, abstract=missing)) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mortality after surgery in men: a cohort study", "Mortality after surgery in women: a cohort study"),
        ("Inhibition of kinase A by compound X", "Inhibition of kinase B by compound X"),
        ("Burden of stroke in adults aged under fifty years", "Burden of stroke in adults aged over fifty years"),
        ("A low-energy electron scattering study of water", "A high-energy electron scattering study of water"),
        ("Silting of the northern delta after floods", "Silting of the southern delta after floods"),
        ("Attention-based models of folding: theory", "Attention-based models of folding: experiments"),
        ("Upper bounds for sums of Kloosterman sums", "Lower bounds for sums of Kloosterman sums"),
        ("Hypertension of fishers in the delta of Ghana", "Hypotension of fishers in the delta of Ghana"),
    ],
)  # fmt: skip
def test_companions_of_one_group_are_told_apart_by_a_word_on_each_side(one: str, other: str) -> None:
    words = Markup(" ".join(f"sand{number} moves" for number in range(40)))
    for authors in (people(1, 2), people(1, 7)):
        assert verdict(entry(one, authors=authors), entry(other, "rivers", authors=authors)) is Verdict.PERHAPS
        told = entry(one, authors=authors, abstract=words)
        assert verdict(told, entry(other, "rivers", authors=authors)) is Verdict.PERHAPS
        assert verdict(told, entry(other, "rivers", authors=authors, abstract=words)) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Modelling silt and its colour in tidal rivers", "Modeling silt and its color in tidal rivers"),
        ("Estimating silt in tidal rivers of the far north", "Estimation of silt in the tidal rivers of the far north"),
        ("A meta-analysis of silt in tidal rivers of the north", "Metaanalysis of silt in tidal rivers of the north"),
        ("Silt in tidal rivers of the north: a cohort study", "Silt in tidal rivers of the north: cohort analysis"),
    ],
)
def test_another_spelling_or_form_is_no_other_word(one: str, other: str) -> None:
    assert verdict(entry(one, authors=MANY), entry(other, "rivers", authors=MANY)) is Verdict.SAME


def sole(name: str, title: str = TITLE, source: str = "deltas", said: str = "") -> Record:
    abstract = Markup(" ".join(f"{said}{number} moves" for number in range(40))) if said else None
    return entry(title, source, authors=(Author(name),), abstract=abstract)


def test_one_title_with_other_abstracts_or_namesakes_is_a_suggestion() -> None:
    assert verdict(sole("Jane Smith"), sole("J. Smith", source="rivers")) is Verdict.SAME
    assert verdict(sole("Jane Smith"), sole("John Smith", source="rivers")) is Verdict.PERHAPS
    assert verdict(sole("Katarina Smith"), sole("Katharina Smith", source="rivers")) is Verdict.SAME
    assert verdict(sole("Jane Smith", said="sand"), sole("Jane Smith", "", "rivers", "x")) is Verdict.NO
    assert verdict(sole("Jane Smith", said="sand"), sole("Jane Smith", TITLE, "rivers", "reed")) is Verdict.PERHAPS


def test_a_title_of_few_words_needs_more_than_its_first_author() -> None:
    few = "Lecture notes on quantum mechanics"
    assert verdict(sole("Jane Smith", few), sole("Jane Smith", few, "rivers")) is Verdict.PERHAPS
    assert verdict(sole("Jane Smith", few, said="sand"), sole("Jane Smith", few, "rivers", "sand")) is Verdict.SAME
    pair, other = (Author("W. Wang"), Author("X. Li")), (Author("W. Wang"), Author("Y. Zhao"))
    assert verdict(entry(few, authors=pair), entry(few, "rivers", authors=pair)) is Verdict.SAME
    assert verdict(entry(few, authors=pair), entry(few, "rivers", authors=other)) is Verdict.PERHAPS


@pytest.mark.parametrize("title", ["President's message", "Letter from the editor", "Acknowledgment of reviewers 2026"])
def test_headings_of_regular_parts_are_nobodys_titles(title: str) -> None:
    assert verdict(entry(title), entry(title, "rivers")) is Verdict.NO


def test_a_feed_that_states_the_identifier_of_what_is_quite_another_work_is_a_suggestion() -> None:
    doi = Identifiers(doi="10.5555/one")
    honest = entry(identifiers=doi)
    for source, authors, expected in (
        ("aa-evil", people(77), Verdict.PERHAPS),
        ("aa-evil", (), Verdict.PERHAPS),
        ("aa-evil", people(1), Verdict.SAME),  # a title in another language, a new title of a later version
    ):
        cheap = entry("Buy cheap pills", source, identifiers=doi, authors=authors)
        assert verdict(honest, cheap) is expected
    assert (
        verdict(honest, entry("SEDIMENT budgets, tidal basin", "rivers", identifiers=doi, authors=())) is Verdict.SAME
    )
    registered = replace(honest, source=SourceId("crossref"))
    assert verdict(registered, entry("Silt", "pubmed", identifiers=doi, authors=())) is Verdict.SAME


def test_a_family_name_may_be_written_in_two_ways() -> None:
    here = entry(authors=(Author("Hekla Sigurðsson"), Author("Ada Abreu")))
    assert verdict(here, entry(source="rivers", authors=(Author("H. Sigurthsson"), Author("A. Abreu")))) is Verdict.SAME
    assert verdict(here, entry(source="rivers", authors=(Author("H. Jansen"), Author("A. Abreu")))) is Verdict.PERHAPS


def test_names_and_notices_are_known() -> None:
    assert notice_of("Publisher Correction: Tides") == notice_of("Erratum to “Tides”") == "correction"
    assert notice_of("RETRACTED ARTICLE: Tides") == "retraction"
    assert notice_of("Responses of reeds to salt") == notice_of("Comments in code") == ""
    assert is_generic("Tides")
    assert not is_generic("河口三角洲的泥沙输运")


def test_what_two_versions_say_is_the_same_whichever_comes_first() -> None:
    first = replace(entry(), version=1, published_doi="10.5555/x")
    second = replace(entry("Sand budgets of a tidal basin"), version=2, authors=people(3, 5))
    traits = [traits_of(each) for each in (first, second)]
    joined = joined_traits(*traits)
    assert joined == joined_traits(*reversed(traits)) == joined_traits(joined, traits[0])
    assert joined.authors == traits[1].authors
    assert len(joined.titles) == 2


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=30))
def test_any_words_can_be_compared(one: str, other: str, name: str) -> None:
    authors = (Author(name), Author("Ada Abreu"))
    here, there = entry(one, authors=authors), entry(other, "rivers", authors=authors)
    assert verdict(here, there) in Verdict
    assert all(0 <= key < 2**63 for key in keys_of(traits_of(here)))


@pytest.mark.recorded
def test_recorded_preprints_find_their_articles_and_no_others() -> None:
    """H7. Precision over all combinations is `python -m bench.match`; here one other article each."""
    folder: Path = recorded("bench/preprint_linker")
    pairs = read_pairs(folder)
    found = [likeness(pair.preprint, pair.article).verdict for pair in pairs]
    assert len(pairs) == 740
    assert found.count(Verdict.SAME) / len(pairs) >= 0.93
    changed = [verdict for verdict, pair in zip(found, pairs, strict=True) if pair.changed]
    assert changed.count(Verdict.SAME) / len(changed) >= 0.72
    shifted = zip(pairs, pairs[1:] + pairs[:1], strict=True)
    assert not any(likeness(one.preprint, other.article).verdict is Verdict.SAME for one, other in shifted)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Outcomes of HER2+ tumours in young women of the delta", "HER2−", Verdict.PERHAPS),
        ("Bounds for graphs of girth > 6 in the plane and torus", "girth < 6", Verdict.PERHAPS),
        ("Learning C++ by examples from open archives of code", "C#", Verdict.PERHAPS),
        ("Outcomes of HER2+ tumours in young women of the delta", "HER2", Verdict.SAME),
        ("Outcomes of HER2+ tumours in young women of the delta", "HER2⁺", Verdict.SAME),
    ],
)
def test_titles_that_differ_in_a_sign_alone_are_only_suggested(one: str, other: str, expected: Verdict) -> None:
    """And changing the other words of the one makes them no surer."""
    told = {"HER2": "HER2+", "girt": "girth > 6", "C#": "C++"}[other[:4]]
    assert verdict(entry(one), entry(one.replace(told, other), "rivers")) is expected
    if expected is Verdict.PERHAPS:
        longer = f"{one.replace(told, other)}: a study"
        assert verdict(entry(one), entry(longer, "rivers")) is Verdict.PERHAPS


def test_a_title_without_signs_brings_no_two_together_that_differ_in_them() -> None:
    said = [traits_of(entry(f"Outcomes of HER2{sign} tumours in young women", f"s{sign}")) for sign in ("+", "", "−")]
    for order in permutations(said):
        assert [work.strands for work in group_works({each.strand: each for each in order})] == [
            ["s+:k", "s:k"],
            ["s−:k"],
        ]


def test_of_several_equal_titles_the_one_with_the_nearest_abstract_joins() -> None:
    """Agreeing before unknown before hardly agreeing, whatever the names of the entries are."""
    words = [f"sand{number} moves by wave{number}" for number in range(60)]
    texts = [" ".join(words[:n] + [f"reed{number} grows" for number in range(3 * (60 - n))]) for n in (60, 20)]
    article = entry(source="crossref", abstract=Markup(texts[0]))
    whole, part, none = (
        entry(source="arxiv", key=key, abstract=text and Markup(text))
        for key, text in (("c", texts[0]), ("a", texts[1]), ("b", None))
    )
    ranks = [likeness(traits_of(each), traits_of(article)).rank for each in (whole, none, part)]
    assert ranks == sorted(ranks)
    assert len({*ranks}) == 3
    for others, expected in (((whole, part), "c"), ((none, part), "b"), ((whole, none, part), "c")):
        works = group_works({each.strand: each for each in map(traits_of, (article, *others))})
        (joined,) = (work.strands for work in works if len(work.strands) > 1)
        assert joined == [f"arxiv:{expected}", "crossref:k"]


def written(*names: str) -> tuple[Author, ...]:
    return tuple(map(Author, names))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Li Wei", "Zhang San"), ("Wei Li", "San Zhang"), Verdict.SAME),
        (("Li Wei", "Zhang San"), ("Wei Li", "San Zhang", "Ada Berg"), Verdict.PERHAPS),
        (("Li Wei", "Zhang San"), ("Wei Li", "Ada Berg"), Verdict.PERHAPS),
        (("L. Wei", "Z. San"), ("Wei Li", "San Zhang"), Verdict.PERHAPS),
        (("Li Wei", "Zhang San"), ("Wang Lin", "Sun Zhao"), Verdict.PERHAPS),
        (("Nguyen Van An",), ("Van An Nguyen",), Verdict.PERHAPS),
        (("Li Wei", "Zhang San"), ("Ada Berg", "Carl Dorn"), Verdict.NO),
    ],
)
def test_names_the_other_way_round_are_joined_where_all_are_and_suggested_where_some_may_be(
    one: tuple[str, ...], other: tuple[str, ...], expected: Verdict
) -> None:
    mine, its = entry(authors=written(*one)), entry(source="rivers", authors=written(*other))
    assert verdict(mine, its) is expected
    nearly = replace(its, title=Markup(f"{TITLE}, 2010 to 2020"))
    assert verdict(mine, nearly) is Verdict.NO
    for changed in (replace(its, posted_on=date(2019, 1, 1)), replace(its, title=Markup("A tidal basin of sand"))):
        same = replace(mine, title=changed.title)
        assert verdict(same, changed) is min(expected, Verdict.PERHAPS)
