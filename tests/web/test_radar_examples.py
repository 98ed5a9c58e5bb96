"""What a reader types or sends as examples: titles are taken for the papers that have them, too many are refused."""

from __future__ import annotations

from dataclasses import replace

from academichub.model import PaperId
from academichub.web.radars.examples import read_examples, read_typed
from tests.web.fakes import NOW, full_library
from tests.web.papers import TODAY, YESTERDAY


def test_a_title_alone_is_the_paper_that_has_it_and_one_of_two_is_told() -> None:
    library = full_library(3)
    del library.editions[YESTERDAY]  # the same papers under other ids
    *_, single, double = library.editions[TODAY]
    twin = replace(double, paper=replace(double.paper, paper_id=PaperId("arxiv:2606.77777")))
    library.editions[TODAY] += (twin,)
    table = f'Title\n"{single.paper.title.plain.upper()}"\n"{double.paper.title.plain}"\n'
    brought = read_examples(table.encode(), library, NOW, file="a.csv")
    assert [example.paper_id for example in brought.examples] == [single.paper.paper_id, None]
    assert brought.n_unclear == 1


def test_more_than_a_radar_holds_are_refused_at_their_field() -> None:
    names = "\n".join(f"10.5555/x.{n}" for n in range(5001))
    typed, sent = read_typed(names, full_library(3), NOW), read_examples(names.encode(), full_library(3), NOW, file="f")
    told = [(fault.field, fault.key, fault.value) for brought in (typed, sent) for fault in brought.faults]
    assert told == [("examples", "form.fault.too_many", "5,000"), ("file", "form.fault.too_many", "5,000")]
    assert (typed.examples, sent.examples) == ((), ())


def test_a_line_that_stands_twice_is_no_double() -> None:
    lines = "@misc{a,\ntitle={One},\n}\n@misc{b,\ntitle={Two},\n}\n"
    assert [example.title for example in read_typed(lines, full_library(3), NOW).examples] == ["One", "Two"]
