"""The sample edition: made anew through the very path of a real one, and opened."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from academichub.app.hub import Hub
from academichub.app.wiring import DATABASE, open_hub
from academichub.errors import PublishError
from academichub.pipeline.progress import SilentProgress
from academichub.sample import SAMPLE_TODAY, sample_settings, serve_sample
from academichub.settings import Settings

__all__ = ["open_sample", "publish_sample", "sample_is_published"]

SAMPLE = "sample"


def sample_is_published(settings: Settings) -> bool:
    """Whether this home folder holds a sample edition."""
    return (settings.home / SAMPLE / DATABASE).exists()


def open_sample(own: Hub) -> Hub:
    """The hub of the sample edition that was published in the home folder of the reader's own hub."""
    nowhere = "http://127.0.0.1:9"  # nothing is fetched: its papers are stored
    return replace(_wire_sample(own.settings, own.settings.home / SAMPLE, nowhere), own=own)


def publish_sample(own: Hub) -> Hub:
    """Make the sample edition anew, through the very path of a real one: fetched from a fake upstream on loopback.

    Raises: StoreError; PublishError when the path lost something of it.
    """
    settings = own.settings
    draft = settings.home / f"{SAMPLE}.part"
    shutil.rmtree(draft, ignore_errors=True)
    with serve_sample() as base:
        hub = _wire_sample(settings, draft, base)
        report = hub.update((), SilentProgress())
    hub.store.close()
    if not report.all_well:
        failures = [source.error or str(source.failed) for source in report.sources if source.error or source.failed]
        raise PublishError(f"the sample edition is not whole: {'; '.join(failures)}")
    shutil.rmtree(settings.home / SAMPLE, ignore_errors=True)
    draft.rename(settings.home / SAMPLE)
    return open_sample(own)


def _wire_sample(settings: Settings, home: Path, base: str) -> Hub:
    noon = datetime.combine(SAMPLE_TODAY, time(12), UTC)
    return open_hub(sample_settings(home, base, settings.language), lambda: noon, is_sample=True)
