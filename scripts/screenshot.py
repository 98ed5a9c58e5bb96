"""Take the pictures of the documentation: publish the sample edition, serve it, look at it in Chromium. No network.

    python -m scripts.screenshot [--out docs/images]

Needs Chromium on the PATH and the development requirements. The pictures are of what a newcomer without network sees.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.applications import Starlette

from academichub.app import open_hub, publish_sample
from academichub.model import BriefOrder
from academichub.settings import Settings

MAX_BYTES = 250_000
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. `size` is width and height of the window, in CSS pixels."""

    name: str
    path: str
    size: tuple[int, int]
    scheme: Literal["light", "dark"]


SHOTS = (
    Shot("front-page.png", "/", (1240, 1120), "light"),
    Shot("front-page-phone.png", "/?language=zh", (390, 780), "dark"),
    Shot("briefing.png", "/briefings/1", (1240, 1500), "light"),
)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve on a free loopback port for as long as the block lasts; yields the base address.

    The socket listens before the server starts, so the first page need not wait for it.
    """
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def take(browser: Browser, base: str, shot: Shot, folder: Path) -> None:
    """Raises: SystemExit when the picture is too large to lie in a repository."""
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    page.goto(base + shot.path)
    picture = page.screenshot(path=folder / shot.name)
    page.close()
    if len(picture) > MAX_BYTES:
        raise SystemExit(f"{shot.name}: {len(picture)} bytes, more than {MAX_BYTES}: make the window smaller")
    print(f"{folder / shot.name}: {len(picture)} bytes")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the documentation.")
    parser.add_argument("--out", type=Path, default=Path("docs/images"), help="folder to write into")
    options = parser.parse_args(arguments)
    chromium = next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("no Chromium on the PATH: install it first")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        settings = Settings(Path(home))
        hub = publish_sample(open_hub(settings))
        last = hub.store.days()[0][0]
        hub.briefings.make(BriefOrder(last - timedelta(days=6), last, settings.language), lambda *_: None)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        with serving(hub.web()) as base:
            for shot in SHOTS:
                take(browser, base, shot, options.out)
        browser.close()
        hub.store.close()


if __name__ == "__main__":
    main()
