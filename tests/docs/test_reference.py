"""The reference is whole and holds nothing that is not there: commands, options, JSON, exit codes, errors, settings."""

from __future__ import annotations

import re
import shlex
from typing import Any

import click
import pytest
import typer.main

from academichub import errors
from academichub.cli import app, exit_code
from academichub.model import Page
from academichub.pipeline import edition_of, update
from academichub.pipeline.progress import SilentProgress
from academichub.publish.rows import details_row, entry_row
from academichub.settings.table import FEED_PREFIX, SETTINGS, Setting
from academichub.store import Store
from academichub.taxonomy import FIELDS
from tests.docs.pages import ROOT, blocks, page_names, read, rows, section
from tests.fakes import FakeFetcher, FakeSource, noon
from tests.samples import DAY, announced, arxiv_record

COMMANDS_PAGE = "docs/reference/commands.md"
SETTINGS_PAGE = "docs/reference/settings.md"


def commands_of(command: Any) -> list[tuple[str, click.Command]]:
    """Those of a group; a command by itself has none."""
    return list(getattr(command, "commands", {}).items())


GROUP: Any = typer.main.get_command(app)
COMMANDS: dict[str, click.Command] = {
    **GROUP.commands,
    **{f"{name} {each}": command for name, group in GROUP.commands.items() for each, command in commands_of(group)},
}
GLOBAL = {option for parameter in GROUP.params for option in parameter.opts}


def options_of(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts if option.startswith("-")}


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))


def test_every_command_has_its_heading_and_no_other() -> None:
    assert set(re.findall(r"^## academichub ([\w ]+)$", read(COMMANDS_PAGE), re.M)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_tells_its_options_and_arguments(name: str) -> None:
    text = section(COMMANDS_PAGE, f"## academichub {name}")
    command = COMMANDS[name]
    assert options_in(text) - GLOBAL == options_of(command)
    (usage,) = re.findall(rf"^    academichub {name}\b(.*)$", text, re.M)
    metavars = [parameter.metavar or "" for parameter in command.params if parameter.param_type_name == "argument"]
    assert all(metavar.strip("[]…") in usage for metavar in metavars)


def test_global_options_are_told() -> None:
    head = read(COMMANDS_PAGE).partition("## Exit codes")[0]
    assert options_in(head) >= GLOBAL


def told_keys(command: str) -> list[str]:
    """The names in the first column of a command's table of JSON keys, in order."""
    cells = [row[0] for row in rows(section(COMMANDS_PAGE, f"## academichub {command}")) if row[0].startswith("`")]
    return [key for cell in cells for key in re.findall(r"`(\w+)`", cell)]


def test_the_json_of_a_paper_has_the_keys_it_is_said_to_have(store: Store) -> None:
    source = FakeSource([Page((announced(arxiv_record()),), day=DAY)])
    update([source], FakeFetcher(), store, noon, SilentProgress())
    (entry,) = edition_of(store, DAY).entries
    listed, shown = entry_row(entry), details_row(store.details(entry.paper.paper_id, "en"))
    assert set(told_keys("list")) == set(listed)
    assert set(told_keys("list")) | set(told_keys("show")) == set(shown)


def test_every_error_and_its_exit_code() -> None:
    told = {row[0].strip("`"): int(row[-1]) for row in rows(read("docs/reference/errors.md")) if row[0].startswith("`")}
    assert told == {name: exit_code(getattr(errors, name)("x")) for name in errors.__all__}
    codes = {int(row[0]) for row in rows(section(COMMANDS_PAGE, "## Exit codes")) if row[0].isdigit()}
    assert codes == {0, 1, 130, *told.values()}


def default_of(row: Setting) -> str:
    if row.required:
        return "needed"
    if row.key.startswith(f"{FEED_PREFIX}."):
        return "the catalogue's"
    if row.key == "llm.better.base_url":
        return "that of `[llm]`"
    if row.name == "price_cached":
        return "`price_in`"
    if isinstance(row.default, int | float):
        return f"`{row.default:g}`"
    if isinstance(row.default, str):
        return f'`"{row.default}"`'
    return "none" if row.default is None else "`[]`"


def test_every_setting_with_default_and_variable() -> None:
    told = {
        row[0].strip("`"): (row[2], row[3].strip("`"))
        for row in rows(section(SETTINGS_PAGE, "## All keys"))
        if "`" in row[0]
    }
    assert told == {row.key: (default_of(row), row.variable or "none") for row in SETTINGS}


def test_every_field_of_research_is_named() -> None:
    (sentence,) = re.findall(r"The fields of research: (.*?)\.\n", read(SETTINGS_PAGE), re.S)
    assert re.findall(r"`([a-z-]+)`", sentence) == list(FIELDS)


def command_lines(name: str) -> list[list[str]]:
    """The words behind `academichub` wherever a page says to run it, up to a comment, pipe or redirection."""
    start = r"(?:^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*|/bin/)academichub (?!\[)"
    lines = [line for block in blocks(name) for line in block.text.splitlines()]
    said = [found[1] for line in lines if (found := re.search(rf"{start}(.*?)(?=\s*(?:#|\||\d?>|&|$))", line))]
    return [shlex.split(words) for words in said if not re.search(r"[\[…]|\b[A-Z]{4,}\b", words)]


@pytest.mark.parametrize("name", page_names())
def test_commands_that_pages_tell_to_run_exist(name: str) -> None:
    for words in command_lines(name):
        while words and words[0] in GLOBAL:
            words = words[2:]
        command = COMMANDS.get(" ".join(words[:2])) or COMMANDS.get(words[0] if words else "")
        assert command is not None, (name, words)
        assert not commands_of(command) or command.invoke_without_command, (name, words)  # type: ignore[attr-defined]
        used = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
        assert used <= options_of(command) | GLOBAL, (name, words)


def test_every_decision_is_in_the_list() -> None:
    files = {path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    assert set(re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", read("docs/decisions/README.md"))) == files
