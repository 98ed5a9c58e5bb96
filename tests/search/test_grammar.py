"""What a query means; and that every string is one."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Query, SearchField, Term
from academichub.search import LONGEST, MOST_TERMS, parse_query, parse_year
from tests.recorded import recorded

TITLE, ABSTRACT, AUTHOR = SearchField.TITLE, SearchField.ABSTRACT, SearchField.AUTHOR


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("river deltas", (Term("river"), Term("deltas"))),
        ('"river deltas" sand', (Term("river deltas", is_phrase=True), Term("sand"))),
        ("“river deltas”", (Term("river deltas", is_phrase=True),)),
        ("「扩散模型」 图像", (Term("扩散模型", is_phrase=True), Term("图像"))),
        ("sand -dams", (Term("sand"), Term("dams", is_excluded=True))),
        ('-"river deltas"', (Term("river deltas", is_phrase=True, is_excluded=True),)),
        ("state-of-the-art", (Term("state-of-the-art"),)),
        ("title:sand", (Term("sand", TITLE),)),
        ("Title: sand", (Term("sand", TITLE),)),
        ("标题：扩散 作者:王", (Term("扩散", TITLE), Term("王", AUTHOR))),
        ('摘要:"river deltas"', (Term("river deltas", ABSTRACT, is_phrase=True),)),
        ("-author:wang", (Term("wang", AUTHOR, is_excluded=True),)),
        (
            "sand -category:cs.LG -来源：arxiv",
            (
                Term("sand"),
                Term("cs.LG", SearchField.CATEGORY, is_excluded=True),
                Term("arxiv", SearchField.SOURCE, is_excluded=True),
            ),
        ),
        (
            "-year:2026 -day:2026-06-16 -since:2026-06-01",
            (
                Term("2026", SearchField.YEAR, is_excluded=True),
                Term("2026-06-16", SearchField.DAY, is_excluded=True),
                Term("2026-06-01", SearchField.SINCE, is_excluded=True),
            ),
        ),
        ("-year:20x6", (Term("year:20x6", is_excluded=True),)),
        ("C++", (Term("C++"),)),
        (
            "sand https://arxiv.org/abs/2606.24854v2 10.5555/Silt.1",
            (Term("sand"), Term("arxiv:2606.24854"), Term("doi:10.5555/silt.1")),
        ),
        ("title:", (Term("title:"),)),
        ("other:sand", (Term("other:sand"),)),
        ("day:tomorrow sand", (Term("day:tomorrow"), Term("sand"))),
        ('open "quote', (Term("open"), Term('"quote'))),
        ("+++ -- :: ()", ()),
        ("", ()),
    ],
)
def test_terms(text: str, terms: tuple[Term, ...]) -> None:
    query = parse_query(text)
    assert query.terms == terms
    assert query.identifier is None


def test_filters_and_which_of_two_wins() -> None:
    query = parse_query('sand day:2026-06-16 since：2026-06-01 source:arxiv category:"Cell Biology" 年份:2026')
    assert query.terms == (Term("sand"),)
    assert (query.day, query.since) == (date(2026, 6, 16), date(2026, 6, 1))
    assert (query.source, query.category, query.year) == ("arxiv", "Cell Biology", 2026)
    beside = parse_query("source:arxiv category:cs.LG", default=Query(source="nature", author="Wang"))
    assert (beside.source, beside.category, beside.author) == ("nature", "cs.LG", "Wang")


@pytest.mark.parametrize(
    ("text", "default", "unused"),
    [
        ("silt source:arxiv source:nature", Query(), ("source:nature",)),
        (
            "来源：arxiv 来源：arxiv day:2026-06-16 日期:2026-06-17 day:2026-06-18",
            Query(),
            ("日期:2026-06-17", "day:2026-06-18"),
        ),
        ('category:"Cell Biology" category:cs', Query(), ("category:cs",)),
        ("silt source:arxiv year:2026", Query(source="nature"), ("source:arxiv",)),
        ("silt source:arxiv", Query(source="ArXiv"), ()),
        ("-source:arxiv -source:nature source:silt", Query(), ()),
    ],
)
def test_a_filter_that_is_not_used_is_told(text: str, default: Query, unused: tuple[str, ...]) -> None:
    assert parse_query(text, default=default).unused == unused


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("arXiv:2606.24854v2", "arxiv:2606.24854"),
        (" https://arxiv.org/pdf/2606.24854 ", "arxiv:2606.24854"),
        ("https://doi.org/10.5555/Silt.1", "doi:10.5555/silt.1"),
        ("PMC123", "pmcid:PMC123"),
        ("https://huggingface.co/papers/2606.24854", "arxiv:2606.24854"),
        ("alphaxiv.org/abs/2606.24854v1", "arxiv:2606.24854"),
        ("category:cs.LG 2606.24854 since:2026-06-01", "arxiv:2606.24854"),
        ("-2606.24854", None),
        ("2026", None),
        ("sand 2606.24854", None),
    ],
)
def test_an_identifier_or_address_alone(text: str, name: str | None) -> None:
    assert parse_query(text).identifier == name


def test_what_is_empty() -> None:
    assert parse_query("  ").is_empty
    assert parse_query("-sand").is_empty
    assert not parse_query("-sand source:arxiv").is_empty
    assert not parse_query("year:2026").is_empty


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(' "“”-:：標题title标author年份')), max_size=700))
def test_every_string_is_a_query(text: str) -> None:
    query = parse_query(text)
    assert len(query.text) <= LONGEST
    assert len(query.terms) <= MOST_TERMS
    assert all(any(map(str.isalnum, term.text)) for term in query.terms)
    assert parse_query(query.text) == query


@pytest.mark.parametrize(
    ("text", "year"), [("2026", 2026), ("0000", None), ("0999", None), ("20260", None), ("２０２６", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert parse_year(text) == year
    assert parse_query(f"year:{text}").year == year


def test_long_and_many() -> None:
    assert len(parse_query("sand " * 400).terms) == MOST_TERMS
    assert len(parse_query("沙" * 9_000).text) == LONGEST
    assert parse_query('"' * 9_000).terms == ()


@pytest.mark.recorded
def test_naughty_strings() -> None:
    folder = recorded("hostile/blns")
    strings = [text for path in folder.glob("*.json") for text in json.loads(path.read_text("utf-8"))]
    assert len(strings) > 500
    picks = random.Random(4)
    for text in strings:
        parse_query(text)
        parse_query(f"title:{text} -{picks.choice(strings)}")
