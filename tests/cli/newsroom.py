"""A home folder with invented papers and a fake endpoint of a language model, asked by typing commands."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from academichub.app import open_hub
from academichub.settings import Settings
from academichub.settings.file import load_settings
from academichub.store import Store
from tests.cli.running import Ran, Shell
from tests.upstreams import words
from tests.upstreams.llm import FakeEndpoint
from tests.web.asking import Browser

__all__ = ["DAY", "MODEL", "Newsroom", "paper_id", "row", "wait_until"]

DAY = "2026-06-16"
MODEL = "m-1"

Row = dict[str, Any]


def row(number: int, abstract: str | None = None, title: str | None = None, day: str = DAY) -> Row:
    """One paper as `import` takes it; what is not given is invented."""
    rng = Random(number)
    name = words.method_name(number)
    return {
        "id": f"2606.{90000 + number}",
        "title": title or words.title(rng, name),
        "abstract": abstract or words.abstract(rng, name),
        "authors": ["Ada Example"],
        "categories": ["cs.CV"],
        "listed": day,
    }


def paper_id(number: int) -> str:
    return f"arxiv:2606.{90000 + number}"


def wait_until(is_so: Callable[[], bool], seconds: float = 30.0) -> None:
    """Fails when it does not become so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@dataclass(frozen=True)
class Newsroom:
    """`shell` runs commands in this process, `begin` in one of their own."""

    shell: Shell
    endpoint: FakeEndpoint

    def configure(self, *lines: str, language: str = "zh", **llm: Any) -> None:
        """Settings with the endpoint as [llm] and `lines` behind; a keyword is one key of [llm]."""
        given = {"model": MODEL, **llm}
        if "base_url" not in given:  # of a real server, while the fake is not running
            given["base_url"] = self.endpoint.url
        keys = [f"{name} = {json.dumps(value)}" for name, value in given.items()]
        head = [f'language = "{language}"', "[sources.arxiv]", 'categories = ["cs.CV"]']
        self.shell.write_settings("\n".join([*head, "[llm]", *keys, *lines]) + "\n")

    def take(self, *rows: Row) -> None:
        """Import the papers."""
        path = self.shell.home.parent / "papers.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        ran = self.run("import", str(path))
        assert ran.code == 0, ran.err

    def take_many(self, n: int) -> None:
        self.take(*map(row, range(1, n + 1)))

    def run(self, *words: str) -> Ran:
        return self.shell.run(*words)

    def summarise(self, *words: str) -> dict[tuple[str, str], Row]:
        """By paper and language what a run of `summarise --json` printed."""
        return {(one["paper_id"], one["language"]): one for one in self.run("summarise", "--json", *words).rows}

    @contextmanager
    def begin(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """The command in a process of its own, which is gone when the block ends."""
        code = "from academichub.cli import main; main()"
        command = [sys.executable, "-c", code, "--home", str(self.shell.home), *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield process
            finally:
                process.kill()
                process.communicate()

    @property
    def database(self) -> Path:
        return self.shell.home / "hub.db"

    @property
    def settings(self) -> Settings:
        return load_settings(self.shell.home, {}).settings

    @contextmanager
    def store(self) -> Iterator[Store]:
        opened = Store.open(self.database)
        yield opened
        opened.close()

    def select(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds, past the store."""
        connection = sqlite3.connect(self.database)
        found = connection.execute(query).fetchall()
        connection.close()
        return found

    @contextmanager
    def browser(self) -> Iterator[Browser]:
        """A reader of the pages."""
        hub = open_hub(self.settings)
        yield Browser(hub.web())
        hub.store.close()

    def asked_about(self, title: str) -> Sequence[Mapping[str, Any]]:
        """The bodies of the requests in which a title stands."""
        return [call.body for call in self.endpoint.calls if title in json.dumps(call.body, ensure_ascii=False)]
