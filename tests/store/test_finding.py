"""Papers found by thousands of names and titles at once: the same as one by one, in a few statements."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from academichub.model import Identifiers
from academichub.store import Store
from tests.store.cards import paper_of, save_papers, text

NAMES = st.sampled_from(
    ["arxiv:2606.90001", "2606.90002v3", " https://arxiv.org/abs/2606.90003 ", "10.48550/arXiv.2606.90001"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(NAMES | st.text(max_size=20), max_size=30))
def test_many_are_found_as_each_alone(store: Store, names: list[str]) -> None:
    if not store.days():
        save_papers(store, [paper_of(n, identifiers=Identifiers(arxiv=f"2606.9000{n}")) for n in (1, 2, 3)])
    alone = {name: found for name in names if (found := store.find(name)) is not None}
    assert store.find_each(names) == alone


def test_thousands_take_a_few_statements(store: Store) -> None:
    papers = [paper_of(n) for n in range(1, 2001)]
    save_papers(store, papers)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    found = store.find_each([f"2606.{90000 + n}" for n in range(1, 4001)])
    assert list(found.values()) == [paper.paper_id for paper in papers]
    assert len([one for one in asked if one.startswith("SELECT")]) <= 4 * 4000 // 900 + 2


def test_a_title_is_found_whatever_its_case_and_punctuation(store: Store) -> None:
    titles = ("Silt: a “Second” Look", "silt, a second look", "淤泥的再考察", "Silt and sand", "Editorial")
    papers = [replace(paper_of(n), title=text(title)) for n, title in enumerate(titles, 1)]
    save_papers(store, papers)
    found = store.titled(["SILT - A SECOND LOOK!", "淤泥的再考察。", "Silt", "", "…", "\ud800", "editorial"])
    assert found == {
        "SILT - A SECOND LOOK!": (papers[0].paper_id, papers[1].paper_id),
        "淤泥的再考察。": (papers[2].paper_id,),
        "editorial": (papers[4].paper_id,),
    }
