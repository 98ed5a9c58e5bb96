"""The folder of what the store has taught: looking, whether learning is due, learning.

    home/taste/taste-3/current            names the file that is used; replaced at once, by a rename
    home/taste/taste-3/<name>.npz         one taste

One process learns at a time. One that is killed leaves the taste before; a file that was never named is removed by the
next. What is torn, or of another store, is no taste, and one is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

from academichub.durable import CURRENT, read_current, write_current
from academichub.errors import StoreError
from academichub.taste.files import Taste, read_taste, write_taste
from academichub.taste.learning import Papered, Tell, learn_taste, plain_taste

__all__ = ["ENOUGH", "TasteFolder"]

FORMAT = 3
"""Of the file; raised when what stands in it changes its meaning."""
ENOUGH = 5_000
"""Papers; fewer teach nothing that would hold."""
_GROWTH = 1.2  # after which what was learned is learned anew


class TasteFolder:
    """May be asked from several threads. `folder` holds all versions; `alone` gives a lock over all processes.

    `enough` papers of a store are learned from; with fewer only the plain part is made.
    """

    def __init__(
        self, folder: Path, alone: Callable[[Path], AbstractContextManager[bool]], enough: int = ENOUGH
    ) -> None:
        self.folder = folder / f"taste-{FORMAT}"
        self._enough = enough
        self._alone = alone
        self._turn = Lock()
        self._held: tuple[str, Taste] | None = None
        self._unsaved: Taste | None = None

    def look(self) -> Taste | None:
        """The newest that is saved, whichever store it is of; None where there is none, or it is torn.

        Cheap while nothing has changed. Never raises.
        """
        for _ in range(2):  # another process may remove the file between the two readings
            name = self._named()
            held = self._held
            if name is None or (held is not None and held[0] == name):
                return held[1] if name is not None and held is not None else None
            taste = read_taste(self.folder / name)
            if taste is not None:
                self._held = (name, taste)
                return taste
        return None

    def taste_of(self, store: Papered) -> Taste:
        """What was learned of this store; else the plain part, made on the fly and kept. Raises: StoreError."""
        found = self._usable(store)
        if found is not None:
            return found
        with self._turn:
            found = self._usable(store)
            if found is None:
                self._unsaved = found = plain_taste(store)
                self._keep_plain(found)
            return found

    def is_due(self, store: Papered) -> bool:
        """Whether learning would teach something: nothing is learned of a store that has enough, or it has grown."""
        taste = self.look()
        n_papers = store.n_changed()
        if taste is None or not taste.is_learned or taste.store_id != store.store_id:
            return n_papers >= self._enough
        return n_papers >= _GROWTH * taste.n_papers

    def learn(self, store: Papered, tell: Tell) -> bool:
        """Learn from the store and save it; False where another process is at it.

        Raises: StoreError when the store cannot be read or the folder cannot be written.
        """
        try:
            self._make_folder()
            with self._alone(self.folder.parent / "taste.lock") as is_alone:
                if is_alone:
                    self._save(learn_taste(store, tell))
                return is_alone
        except OSError as error:
            raise StoreError(f"cannot be written: {error.strerror or error}", subject=str(self.folder)) from None

    def _usable(self, store: Papered) -> Taste | None:
        for taste in (self.look(), self._unsaved):
            if taste is not None and taste.store_id == store.store_id and not self._is_outgrown(taste, store):
                return taste
        return None

    def _is_outgrown(self, taste: Taste, store: Papered) -> bool:
        """The plain part follows a small store as it grows; of a large one it is learned."""
        if taste.is_learned or taste.n_papers >= self._enough:
            return False
        return store.n_changed() > _GROWTH * taste.n_papers

    def _keep_plain(self, taste: Taste) -> None:
        """So that the next process need not make it. On a medium that is read-only it is made each time."""
        with suppress(OSError, StoreError):
            self._make_folder()
            with self._alone(self.folder.parent / "taste.lock") as is_alone:
                saved = self.look()
                is_better = saved is not None and saved.is_learned and saved.store_id == taste.store_id
                if is_alone and not is_better:
                    self._save(taste)

    def _save(self, taste: Taste) -> None:
        name = f"{uuid4().hex}.npz"
        write_taste(taste, self.folder / name)
        write_current(self.folder, name)
        self._held = (name, taste)
        _sweep(self.folder, name)

    def _named(self) -> str | None:
        """The file that `current` names; a name that no taste has is none."""
        try:
            name = read_current(self.folder)
        except (OSError, ValueError):
            return None
        return name if name.endswith(".npz") and name[:-4].isalnum() else None

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.parent.chmod(0o700)


def _sweep(folder: Path, kept: str) -> None:
    """What nobody asks any more, and what a kill has left. Only who holds the lock comes here."""
    for number in range(1, FORMAT):
        shutil.rmtree(folder.with_name(f"taste-{number}"), ignore_errors=True)
    for path in folder.iterdir():
        if path.name not in (kept, CURRENT):
            path.unlink(missing_ok=True)
