"""Every page can be reached, and everything a page points to is there."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.docs.pages import ROOT, anchors, blocks, links, page_names, read

PAGES = page_names()


def leads(name: str, target: str) -> bool:
    """Whether a link of a page leads to a file of the project and, where it names one, to an anchor there."""
    path, _, anchor = unquote(target).partition("#")
    place = ((ROOT / name).parent / path if path else ROOT / name).resolve()
    if not place.is_relative_to(ROOT) or not place.exists():
        return False
    return not anchor or anchor in anchors(place.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("name", PAGES)
def test_links_and_anchors_lead_somewhere(name: str) -> None:
    dead = [target for target in links(name) if not re.match(r"[a-z]+:", target) and not leads(name, target)]
    assert dead == []


def test_every_page_of_the_documentation_is_reached_from_the_readme() -> None:
    seen, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        targets = (target.partition("#")[0] for target in links(name) if not re.match(r"[a-z]+:", target))
        places = (((ROOT / name).parent / target).resolve() for target in targets if target.endswith(".md"))
        waiting += [place.relative_to(ROOT).as_posix() for place in places]
    assert {name for name in PAGES if name.startswith("docs/")} <= seen


@pytest.mark.parametrize("name", PAGES)
def test_files_named_in_passing_are_there(name: str) -> None:
    """A path in code quotes that begins with a folder of ours; a pattern such as DAY.LANGUAGE.md is none."""
    named = re.findall(r"`((?:src|docs|tests|bench|scripts)/[\w./-]*)`", read(name))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_path_of_one_machine(name: str) -> None:
    """Paths that hold on the writer's machine alone; those of a reader's system, such as /etc/nginx, may stand."""
    assert re.findall(r"(?<![\w.:/~$}>-])/(?:home|root|tmp|work|mnt|Users|private)\b[\w./-]*", read(name)) == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    for name in PAGES:
        code = [
            *re.findall(r"`([^`\n]+)`", read(name)),
            *(line for block in blocks(name) for line in block.text.splitlines()),
        ]
        named = {found[1] for text in code if (found := re.match(r"\s*make ([a-z]+)\b", text))}
        assert named <= targets, name


def test_the_readme_says_how_to_run_and_test() -> None:
    shell = "\n".join(block.text for block in blocks("README.md", "sh"))
    assert re.search(r"^make run\b", shell, re.M)
    assert re.search(r"^make test\b", shell, re.M)
    assert read("README.md").count("\n") < 130


def test_pictures_are_small() -> None:
    assert [path.name for path in (ROOT / "docs/images").iterdir() if path.stat().st_size > 250_000] == []
