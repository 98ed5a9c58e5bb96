"""A name is swapped in an order that no kill and no loss of power can break; a file is whole or as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.durable import CURRENT, read_current, sweep_drafts, write_current, write_whole


def generation(folder: Path, name: str) -> str:
    (folder / name).mkdir(parents=True)
    (folder / name / "whole").write_text(name)
    return name


def test_what_a_name_leads_to_is_on_the_disk_before_the_name_is(tmp_path: Path) -> None:
    write_current(tmp_path, generation(tmp_path, "old"))
    generation(tmp_path, "new")
    told: list[tuple[str, str]] = []

    def sync(path: Path) -> None:
        what = "draft" if path.name.startswith(f".{CURRENT}.") else path.name
        told.append((what if path != tmp_path else "folder", read_current(tmp_path)))
        assert what != "draft" or path.read_text() == "new"

    write_current(tmp_path, "new", sync)
    assert told == [("new", "old"), ("folder", "old"), ("draft", "old"), ("folder", "new")]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_disk_that_fails_before_the_swap_leaves_the_old_name(tmp_path: Path, failing: int) -> None:
    write_current(tmp_path, generation(tmp_path, "old"))
    generation(tmp_path, "new")
    left = [failing]

    def sync(_path: Path) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_current(tmp_path, "new", sync)
    assert read_current(tmp_path) == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [CURRENT, "new", "old"]


def test_a_kill_at_any_moment_leaves_a_name_of_something_whole(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from academichub.durable import write_current
        folder = Path(sys.argv[1])
        number = 0
        while True:
            number += 1
            made = folder / f"g{number}"
            made.mkdir()
            (made / "whole").write_text(made.name)
            write_current(folder, made.name)
            if number == 1:
                print(flush=True)
    """)
    for turn in range(5):
        folder = tmp_path / str(turn)
        folder.mkdir()
        with subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01 + 0.013 * turn)
            process.send_signal(signal.SIGKILL)
        name = read_current(folder)
        assert (folder / name / "whole").read_text() == name
        sweep_drafts(folder)
        assert not list(folder.glob(".*"))


def test_a_file_that_cannot_be_filled_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    write_whole(path, lambda file: file.write(b"whole"))

    def torn(file: IO[bytes]) -> None:
        file.write(b"half")
        raise KeyError("torn")

    with pytest.raises(KeyError):
        write_whole(path, torn)
    assert ([each.name for each in tmp_path.iterdir()], path.read_bytes()) == (["kept"], b"whole")


def test_nothing_is_named_yet(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_current(tmp_path)


@given(st.sampled_from(["", "..", ".", "a/b", "/etc", "../a", "current", "a\0b"]) | st.text("./\\a \n", max_size=6))
def test_no_name_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("named")
    (folder / CURRENT).write_text(name)
    try:
        found = read_current(folder)
    except ValueError:
        return
    assert (folder / found).parent == folder
    assert found not in ("", ".", "..", CURRENT)
