"""[brief]: the weekly briefing."""

from __future__ import annotations

from pathlib import Path

import pytest

from academichub.errors import ConfigError
from academichub.settings import BriefSettings
from academichub.settings.file import describe_settings
from tests.settings.loading import load

WHOLE = """[brief]
weekly = "sunday"
days = 14
fields = ["earth", "biology", "earth"]
radar = " Deltas "
language = "zh"
with_model = false
"""


def test_every_key_is_read_and_none_is_needed(tmp_path: Path) -> None:
    assert load(tmp_path, "").settings.brief == BriefSettings()
    assert load(tmp_path, "[brief]").settings.brief == BriefSettings()
    loaded = load(tmp_path, WHOLE)
    assert loaded.settings.brief == BriefSettings("sunday", 14, ("earth", "biology"), "Deltas", "zh", False)
    told = {row.key: (row.value, str(row.origin)) for row in describe_settings(loaded) if row.key.startswith("brief.")}
    assert told["brief.with_model"] == (False, "hub.toml, line 7")
    assert told["brief.fields"] == (("earth", "biology"), "hub.toml, line 4")


def test_the_environment_says_it_too(tmp_path: Path) -> None:
    said = {
        "ACADEMICHUB_BRIEF_WEEKLY": "friday",
        "ACADEMICHUB_BRIEF_DAYS": "5",
        "ACADEMICHUB_BRIEF_FIELDS": "earth,medicine",
        "ACADEMICHUB_BRIEF_WITH_MODEL": "False",
    }
    brief = load(tmp_path, "", said).settings.brief
    assert brief == BriefSettings("friday", 5, ("earth", "medicine"), with_model=False)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('weekly = "Funday"', "[brief] weekly: must be one of monday, tuesday"),
        ("weekly = true", "[brief] weekly: must be one of"),
        ("days = 0", "[brief] days: must be a whole number from 1 to 366"),
        ("days = 400", "[brief] days"),
        ('fields = ["alchemy"]', "[brief] fields: 'alchemy' is not a field of research; choose one of"),
        ('fields = "earth"', "[brief] fields: must be a list"),
        ('radar = ""', "[brief] radar: is empty"),
        ('language = "fr"', "[brief] language: must be one of en, zh"),
        ('with_model = "no"', "[brief] with_model: must be true or false, without quotation marks, not 'no'"),
        ("with_model = 1", "[brief] with_model: must be true or false"),
        ("week = 1", "did you mean weekly?"),
    ],
)
def test_a_bad_value_is_told_with_the_remedy(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, f"[brief]\n{line}\n")
    assert told in str(error.value)
    assert "line 2" in str(error.value)
