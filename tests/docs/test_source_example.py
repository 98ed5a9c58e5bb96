"""The module of docs/how-to/add-a-source.md, installed as its page says and run through updates."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from academichub.app import configured_sources
from academichub.errors import ParseError
from academichub.model import Request, Response, SourceReport, SourceState, Validators
from academichub.pipeline import edition_of, update
from academichub.pipeline.progress import SilentProgress
from academichub.ports import Source
from academichub.settings import Settings
from academichub.store import Store
from tests.docs.pages import blocks
from tests.fakes import noon
from tests.samples import DAY

PAGE = "docs/how-to/add-a-source.md"
GOOD = {
    "number": "7",
    "title": "Spring tides",
    "posted": DAY.isoformat(),
    "authors": ["Ada Example"],
    "doi": "10.5555/T.7",
}
BAD = {"number": "8", "posted": DAY.isoformat()}


@dataclass
class Answers:
    """A fetcher that gives one body to whatever is asked."""

    body: bytes
    asked: list[str] = field(default_factory=list)

    def fetch(self, request: Request, validators: Validators | None = None) -> Response:
        self.asked.append(request.url)
        return Response(request.url, 200, self.body)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """The source as AcademicHub finds it once the package lies on the path."""
    (module,) = blocks(PAGE, "python")
    project = tomllib.loads(blocks(PAGE, "toml")[0].text)["project"]
    (group,) = project["entry-points"]
    ((name, target),) = project["entry-points"][group].items()
    (tmp_path / f"{target.partition(':')[0]}.py").write_text(module.text, encoding="utf-8")
    about = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    (found,) = configured_sources(Settings(tmp_path))
    yield found
    del sys.modules[target.partition(":")[0]]


def visit(source: Source, answers: Answers, store: Store) -> SourceReport:
    (report,) = update([source], answers, store, noon, SilentProgress()).sources
    return report


def test_its_papers_reach_the_edition_and_the_next_visit_goes_on(source: Source, store: Store) -> None:
    answers = Answers(json.dumps([GOOD]).encode())
    assert visit(source, answers, store).new == 1
    (entry,) = edition_of(store, DAY).entries
    assert (entry.paper.title.plain, entry.paper.field) == ("Spring tides", "earth")
    assert (entry.paper.identifiers.doi, entry.paper.authors[0].name) == ("10.5555/t.7", "Ada Example")
    assert store.visit(source.id, noon()).cursor == DAY.isoformat()
    assert visit(source, answers, store).state is SourceState.UNCHANGED
    assert answers.asked[1].endswith(f"?since={DAY.isoformat()}")


def test_a_bad_entry_costs_itself_alone(source: Source, store: Store) -> None:
    report = visit(source, Answers(json.dumps([GOOD, BAD, 7]).encode()), store)
    assert (report.new, report.state) == (1, SourceState.PARTIAL)
    assert [name for name, _ in report.failed] == ["entry 2", "entry 3"]
    assert "title" in report.failed[0][1]
    assert store.visit(source.id, noon()).cursor == DAY.isoformat()


@pytest.mark.parametrize("body", [b"", b"<html>busy</html>", b'{"error": "busy"}', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_list_is_a_parse_error(source: Source, store: Store, body: bytes) -> None:
    report = visit(source, Answers(body), store)
    assert report.state is SourceState.FAILED
    assert report.error is not None
    assert "JSON" in report.error
    assert issubclass(ParseError, Exception)
