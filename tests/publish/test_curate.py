"""The order of an edition's page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.model import REVISION_KINDS, FieldId, Kind, Line, PaperId, SourceId
from academichub.publish.curate import arrange, curate
from academichub.taxonomy import FIELDS


def _line(
    name: str,
    field: str = "physics",
    source: str = "arxiv",
    category: str | None = "a",
    kind: Kind = Kind.NEW,
    has_abstract: bool = True,
) -> Line:
    categories = (category,) if category else ()
    return Line(PaperId(name), SourceId(source), kind, FieldId(field), category, categories, has_abstract)


def test_fields_take_turns_then_sources_then_categories() -> None:
    lines = [
        _line("p1", "physics", "nature"),
        _line("p2", "physics", "arxiv", "hep"),
        _line("p3", "physics", "arxiv", "hep"),
        _line("p4", "physics", "arxiv", "gr"),
        _line("c1", "computer-science"),
        _line("c2", "computer-science"),
        _line("m1", "medicine", "medrxiv"),
    ]
    assert curate(lines) == ("c1", "p1", "m1", "c2", "p2", "p4", "p3")
    assert curate(lines, limit=3) == ("c1", "p1", "m1")


def test_one_source_does_not_fill_a_field_while_others_wait() -> None:
    many = [_line(f"a{i}") for i in range(20)]
    others = [_line("b1", source="nature"), _line("z1", "other", "blog"), _line("z2", "other", "blog")]
    lead = curate([*many, *others], limit=6)
    assert set(lead[:5]) == {"a0", "a1", "b1", "z1", "z2"}
    assert lead[5:] == ("a2",)


def test_the_lead_has_news_with_an_abstract_only() -> None:
    lines = [_line(kind.value, kind=kind) for kind in Kind] + [_line("bare", has_abstract=False)]
    assert curate(lines) == ("new", "cross")
    assert set(arrange(lines).rest) == {kind.value for kind in REVISION_KINDS} | {"bare"}


def test_the_rest_goes_news_field_source_category_as_given() -> None:
    lines = [
        _line("r", "computer-science", kind=Kind.REPLACE),
        _line("none", category=None),
        _line("b2", category="b"),
        _line("s", source="nature", category="a"),
        _line("b1", category="b"),
        _line("a1", category="a"),
        _line("cs", "computer-science"),
        _line("odd", "alchemy"),
    ]
    assert arrange(lines, limit=0).rest == ("cs", "a1", "b2", "b1", "none", "s", "odd", "r")


def test_nothing_gives_nothing_and_negative_numbers_are_refused() -> None:
    assert arrange([]).lead == arrange([]).rest == ()
    with pytest.raises(ValueError, match="0 or more"):
        curate([], limit=-1)


_lines = st.lists(
    st.builds(
        _line,
        st.integers(0, 60).map(str),
        st.sampled_from([*list(FIELDS)[:4], "alchemy"]),
        st.sampled_from(["arxiv", "nature", "biorxiv"]),
        st.sampled_from(["a", "b", None]),
        st.sampled_from(list(Kind)),
        st.booleans(),
    ),
    max_size=60,
    unique_by=lambda line: line.paper_id,
)


@given(_lines, st.integers(0, 15), st.integers(0, 4))
def test_each_paper_once_and_the_rule_kept(lines: list[Line], limit: int, per_group: int) -> None:
    arrangement = arrange(lines, limit, per_group)
    assert sorted((*arrangement.lead, *arrangement.rest)) == sorted(line.paper_id for line in lines)
    by_id = {line.paper_id: line for line in lines}
    eligible = [line for line in lines if line.has_abstract and line.kind not in REVISION_KINDS]
    lead = [by_id[paper_id] for paper_id in arrangement.lead]
    assert len(lead) == min(limit, len(eligible))
    fields = {line.field for line in eligible}
    assert len({line.field for line in lead[: len(fields)]}) == min(len(fields), limit) or per_group == 0
    shares: dict[tuple[FieldId, SourceId], int] = {}
    for line in lead:
        shares[line.field, line.source] = shares.get((line.field, line.source), 0) + 1
    if max(shares.values(), default=0) > per_group:
        for line in eligible:
            group = (line.field, line.source)
            has = sum((other.field, other.source) == group for other in eligible)
            assert shares.get(group, 0) >= min(per_group, has)
