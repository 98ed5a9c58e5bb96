"""The tutorial, followed line by line against the sample upstream, prints what it says."""

from __future__ import annotations

import contextlib
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest

from academichub.sample import serve_sample
from tests.cli.running import Shell
from tests.docs.pages import blocks

PAGE = "docs/tutorial/first-edition.md"
SERVE = "from academichub.cli import main; main()"


@dataclass(frozen=True)
class Step:
    """One command, and the lines that the page shows below it."""

    words: tuple[str, ...]
    shown: tuple[str, ...]


def steps(text: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        program, *words = shlex.split(command)
        if program == "academichub":
            yield Step(tuple(words), tuple(shown))


def with_upstream(settings: str, base: str) -> str:
    """The page's settings, with the sample upstream in the place of the real ones."""
    settings = re.sub(r"^categories = .*$", rf'\g<0>\nrss_url = "{base}/rss"', settings, flags=re.M)
    settings = settings.replace('id = "nature"', f'id = "nature"\nurl = "{base}/feeds/sample-materials"')
    return f'{settings}\n[fetch]\nallow_hosts = ["{base.removeprefix("http://")}"]\n'


def is_printed(shown: str, printed: str) -> bool:
    """Whether a line of the page is among the printed ones; white space counts once, … stands for anything."""
    pattern = "".join(
        r"\s+" if not piece.strip() else ".*" if piece == "…" else re.escape(piece)
        for piece in re.split(r"(\s+|…)", shown.strip())
        if piece
    )
    return any(re.fullmatch(pattern, line.strip()) for line in printed.splitlines())


def check_serving(shell: Shell) -> str:
    """Serve as a reader would, look at the front page, stop; gives what was printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-c", SERVE, "--home", str(shell.home), "serve", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert "Tideglass" in front_page(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()
        return server.communicate()[0]


def front_page(url: str, server: subprocess.Popen[str]) -> str:
    give_up_at = time.monotonic() + 60
    while time.monotonic() < give_up_at and server.poll() is None:
        with contextlib.suppress(URLError), urllib.request.urlopen(url) as answer:
            return str(answer.read().decode())
        time.sleep(0.05)
    raise AssertionError("the pages were never served")


def test_the_tutorial_can_be_followed(shell: Shell, tmp_path: Path) -> None:
    todo = [step for block in blocks(PAGE, "console") for step in steps(block.text)]
    (settings,) = blocks(PAGE, "toml")
    assert {step.words[0] for step in todo} >= {"init", "update", "list", "show", "serve", "digest", "up"}
    with serve_sample() as base, contextlib.chdir(tmp_path):
        for step in todo:
            if step.words == ("serve",):
                printed = check_serving(shell)
            else:
                ran = shell.run(*step.words)
                assert ran.code == 0, ran.err
                printed = ran.out + ran.err
            missing = [line for line in step.shown if not is_printed(line, printed)]
            assert not missing, f"academichub {' '.join(step.words)} printed:\n{printed}"
            if step.words == ("init",):
                shell.write_settings(with_upstream(settings.text, base))
        assert "# Table of Contents" in Path("today.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("Wrote …hub.toml.", "Wrote /a/hub.toml.", True),
        ("arXiv  fresh  14 …", "arXiv            fresh  14  2026-11-22", True),
        ("arXiv  fresh  14 …", "arXiv            fresh  15  2026-11-22", False),
        ("…", "", False),
        ("…", "x", True),
        ("a.b", "axb", False),
    ],
)
def test_a_line_is_compared_as_the_page_promises(shown: str, printed: str, expected: bool) -> None:
    assert is_printed(shown, printed) is expected
