"""The vectors are disposable: made in small steps, taken up where a kill left them, never half of anything."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from academichub.adapters.locks import alone
from academichub.errors import EncoderError, IndexUnusable
from academichub.model import PaperId
from academichub.ports import TextKind
from academichub.store import Store
from academichub.vectors import VectorFolder, catch_up, nearest, rebuild, similarities, text_of
from academichub.vectors.building import packed
from academichub.vectors.nearest import decoded
from tests.index.shelf import SHELF, fill, paper, quiet
from tests.outbox import InTwos
from tests.samples import NOON
from tests.store.cards import save_papers, summary_of
from tests.vectors.bags import Bags

_MANY = 2_500  # more than are compared in all directions


@pytest.fixture
def vectors(tmp_path: Path) -> VectorFolder:
    return VectorFolder(tmp_path / "vectors", alone)


def found(vectors: VectorFolder, text: str, limit: int = 10) -> list[int]:
    """The numbers of the papers, nearest first."""
    (vector,) = Bags().encode([text], TextKind.QUERY)
    return [number_of(paper_id) for paper_id, _ in nearest(vectors.look(), vector, limit)]


def number_of(paper_id: PaperId) -> int:
    return int(paper_id.rpartition(".")[2]) - 90000


def test_each_text_is_encoded_once_and_what_changes_again(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    encoder = Bags()
    told: list[tuple[int, int]] = []
    assert catch_up(vectors, encoder, InTwos(store), lambda *now: told.append(now)) == 5
    assert sorted(encoder.asked) == sorted(map(text_of, SHELF))
    assert told[-1] == (5, 5)
    assert catch_up(vectors, encoder, store, quiet) == 0
    with store.ledger() as ledger:
        ledger.save_summaries([summary_of(SHELF[0], words="另一个要点。")], NOON)
    save_papers(store, [paper(3, "Pebbles", "Coarse pebbles."), paper(9, "Gravel", "Coarse gravel.")])
    del encoder.asked[:]
    assert catch_up(vectors, encoder, store, quiet) == 3
    assert sorted(encoder.asked) == ["Gravel. Coarse gravel.", "Pebbles. Coarse pebbles."]
    assert found(vectors, "pebbles coarse", 1) == [3]
    assert sorted(found(vectors, "sand")) == [1, 2, 3, 4, 5, 9], "a paper that changed is there once"


def test_what_an_encoder_made_before_it_failed_stays(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    with pytest.raises(EncoderError, match="mend it"):
        catch_up(vectors, Bags(failing=2), InTwos(store), quiet)
    assert len(found(vectors, "sand")) == 4
    encoder = Bags()
    assert catch_up(vectors, encoder, store, quiet) == 1
    assert len(encoder.asked) == 1
    assert len(found(vectors, "sand")) == 5


def test_it_stops_where_it_is_told_to_and_goes_on_later(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    answers = iter((True, False))
    assert catch_up(vectors, Bags(), InTwos(store), quiet, lambda: next(answers)) == 2
    assert len(found(vectors, "sand")) == 2
    assert catch_up(vectors, Bags(), store, quiet) == 3


def test_one_process_at_a_time(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    vectors.folder.mkdir()
    with VectorFolder(vectors.folder, alone).alone() as is_alone:
        assert is_alone
        assert catch_up(vectors, Bags(), store, quiet) is None
        assert rebuild(vectors, Bags(), store, quiet) is None


@pytest.mark.parametrize("other", [Bags(id="bags 2"), Bags(id="bags 3", n_dimensions=16)])
def test_vectors_of_another_encoder_are_made_anew(store: Store, vectors: VectorFolder, other: Bags) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    assert catch_up(vectors, other, store, quiet) == 5
    state = vectors.look().state
    assert (state.encoder, state.n_dimensions, state.n_rows) == (other.id, other.n_dimensions, 5)
    catch_up(vectors, other, store, quiet)
    assert len([path for path in vectors.folder.iterdir() if path.is_dir()]) == 1


def test_vectors_of_another_store_are_made_anew(store: Store, vectors: VectorFolder, tmp_path: Path) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    with closing(Store.open(tmp_path / "other.db")) as other:
        fill(other, SHELF[3:])
        assert catch_up(vectors, Bags(), other, quiet) == 2
        assert sorted(found(vectors, "sand")) == [4, 5]


def test_vectors_of_a_history_that_was_undone_are_gone_through_again(
    store: Store, vectors: VectorFolder, tmp_path: Path
) -> None:
    """An older copy was put in its place, and grew past what the vectors know; texts that are the same keep theirs."""
    fill(store)
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(tmp_path / "hub.db")) as live, closing(sqlite3.connect(copy)) as kept:
        live.backup(kept)
    save_papers(store, [paper(8, "Pebbles", "Round."), paper(9, "Gravel", "Coarse.")])
    catch_up(vectors, Bags(), store, quiet)
    with closing(Store.open(copy)) as older:
        save_papers(older, [paper(8, "Boulders", "Round."), paper(9, "Clay", "Fine.")])
        assert older.last_seq() == store.last_seq()
        encoder = Bags()
        assert catch_up(vectors, encoder, older, quiet) == 7
        assert sorted(encoder.asked) == ["Boulders. Round.", "Clay. Fine."]
        assert found(vectors, "boulders", 1) == [8]
        assert catch_up(vectors, Bags(), older, quiet) == 0


def test_whatever_file_is_torn_or_lost_the_vectors_are_made_anew(store: Store, tmp_path: Path) -> None:
    fill(store)
    whole = VectorFolder(tmp_path / "whole", alone)
    catch_up(whole, Bags(), store, quiet)
    paths = [path for path in whole.folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert {path.name for path in paths} == {"current", "rows.db", "rows.bin"}
    for path in paths:
        for cut in (0, path.stat().st_size // 2, path.stat().st_size - 1, None):
            torn = tmp_path / "torn"
            shutil.rmtree(torn, ignore_errors=True)
            shutil.copytree(whole.folder, torn)
            there = torn / path.relative_to(whole.folder)
            if cut is None:
                there.unlink()
            else:
                os.truncate(there, cut)
            vectors = VectorFolder(torn, alone)
            catch_up(vectors, Bags(), store, quiet)
            assert sorted(found(vectors, "sand")) == [1, 2, 3, 4, 5], (path.name, cut)


def test_a_row_whose_bytes_changed_is_not_shown_and_made_again(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    path = vectors.look().folder / "rows.bin"
    data = bytearray(path.read_bytes())
    data[10] ^= 0xFF
    path.write_bytes(data)
    again = VectorFolder(vectors.folder, alone)
    assert len(found(again, "sand")) == 4
    encoder = Bags()
    assert rebuild(again, encoder, store, quiet) == 5
    assert len(encoder.asked) == 1, "sound ones are taken over"
    assert len(found(again, "sand")) == 5


def test_readers_ask_the_old_ones_until_the_new_ones_are_whole(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    reader, before = VectorFolder(vectors.folder, alone), vectors.look().folder
    held = reader.look()
    seen: list[int] = []
    rebuild(vectors, Bags(), InTwos(store), lambda *_: seen.append(len(found(reader, "sand"))))
    assert seen == [5, 5, 5]
    assert vectors.look().folder != before
    (vector,) = Bags().encode(["sand"], TextKind.QUERY)
    assert len(nearest(held, vector, 5)) == 5, "who has the old ones open can go on with them"
    assert len(found(reader, "sand")) == 5
    assert catch_up(vectors, Bags(), store, quiet) == 0
    assert [path for path in vectors.folder.iterdir() if path.is_dir()] == [vectors.look().folder]


def test_what_was_retired_is_never_gone_on_with(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    seen = {vectors.look().folder}
    for n in (2, 3, 4):
        assert rebuild(vectors, Bags(), store, quiet) == 5
        seen.add(vectors.look().folder)
        assert (len(seen), len(found(vectors, "sand"))) == (n, 5)
        assert len([path for path in vectors.folder.iterdir() if path.is_dir()]) == 2


def test_a_kill_leaves_the_commit_before(store: Store, vectors: VectorFolder, tmp_path: Path) -> None:
    fill(store)
    script = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from academichub.adapters.locks import alone
        from academichub.store import Store
        from academichub.vectors import VectorFolder, catch_up
        from tests.vectors.bags import Bags
        from tests.outbox import InTwos

        class Deadly(Bags):
            def encode(self, texts, kind):
                if self.n_calls == 1:
                    generation = next(path for path in Path(sys.argv[2]).iterdir() if path.is_dir())
                    with (generation / "rows.bin").open("ab") as file:
                        file.write(b"half a row")
                    os.kill(os.getpid(), signal.SIGKILL)
                return super().encode(texts, kind)

        store = Store.open(Path(sys.argv[1]))
        catch_up(VectorFolder(Path(sys.argv[2]), alone), Deadly(), InTwos(store), lambda *_: None)
    """)
    command = [sys.executable, "-c", script, str(tmp_path / "hub.db"), str(vectors.folder)]
    done = subprocess.run(command, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    assert len(found(vectors, "sand")) == 2
    encoder = Bags()
    assert catch_up(vectors, encoder, store, quiet) == 3
    assert len(encoder.asked) == 3
    assert sorted(found(vectors, "sand")) == [1, 2, 3, 4, 5]


def test_many_rows_are_found_through_a_few_directions(vectors: VectorFolder, tmp_path: Path) -> None:
    """Beyond the candidates the nearest are found by way of the lead; they are nearly always those of a full scan."""
    draw = np.random.default_rng(7)
    topics = draw.normal(size=(40, 96)).astype(np.float32)
    given = topics[draw.integers(0, 40, _MANY)] + draw.normal(0, 0.7, (_MANY, 96)).astype(np.float32)
    given /= np.linalg.norm(given, axis=1, keepdims=True)

    class Given(Bags):
        def encode(self, texts: Sequence[str], kind: TextKind) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            return given[[int(text.split()[0]) for text in texts]]

    with closing(Store.open(tmp_path / "many.db")) as store:
        save_papers(store, [paper(at, f"{at} x", "y") for at in range(_MANY)])
        catch_up(vectors, Given(n_dimensions=96), store, quiet)
    held = vectors.look()
    assert held.lead is not None
    assert (held.state.n_rows, held.state.n_fitted, held.lead.shape) == (_MANY, 2_000, (_MANY, 64))
    shares = []
    for at in range(0, _MANY, 125):
        exact = np.argsort(-(given @ given[at]))[:10]
        got = nearest(held, given[at], 10)
        assert number_of(got[0][0]) == at
        assert got[0][1] == pytest.approx(1.0, abs=0.01)
        shares.append(len({number_of(each) for each, _ in got} & set(exact.tolist())) / 10)
    assert np.mean(shares) > 0.95
    some = [paper(at, "", "").paper_id for at in (3, _MANY - 1)]
    scored = similarities(held, given[3], [*some, PaperId("unknown")])
    assert scored == {
        some[0]: pytest.approx(1.0, abs=0.01),
        some[1]: pytest.approx(float(given[3] @ given[_MANY - 1]), abs=0.02),
    }


def test_rows_are_kept_to_a_hundredth() -> None:
    rows = Bags().encode([text_of(each) for each in SHELF], TextKind.PASSAGE)
    assert np.abs(decoded(packed(rows)) - rows).max() < 0.01


def test_vectors_that_cannot_be_read_at_present_are_not_given_up(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    database = vectors.look().folder / "rows.db"
    kept = database.rename(database.with_name("kept"))
    database.mkdir()  # SQLite can open it as little as one without permission
    again, encoder = VectorFolder(vectors.folder, alone), Bags()
    for fill_ in (catch_up, rebuild):
        with pytest.raises(IndexUnusable, match="unable to open"):
            fill_(again, encoder, store, quiet)
    database.rmdir()
    kept.rename(database)
    assert catch_up(again, encoder, store, quiet) == 0
    assert (encoder.asked, len(found(again, "sand"))) == ([], 5)


def test_a_renewal_that_stops_or_fails_goes_on_from_where_it_came_to(store: Store, vectors: VectorFolder) -> None:
    fill(store)
    catch_up(vectors, Bags(), store, quiet)
    before = vectors.look().folder
    (before / "rows.bin").write_bytes(bytes((before / "rows.bin").stat().st_size))  # none can be taken over
    with pytest.raises(EncoderError):
        rebuild(vectors, Bags(failing=1), InTwos(store), quiet)
    done: list[int | None] = []
    for _ in range(2):
        done.append(rebuild(vectors, Bags(), InTwos(store), quiet, iter((True, False)).__next__))
        assert len([path for path in vectors.folder.iterdir() if path.is_dir()]) <= 2
    assert done == [2, 1], "two were done before the failure"
    assert vectors.look().folder != before
    assert len(found(vectors, "sand")) == 5
