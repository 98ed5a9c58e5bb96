"""What is no plain file is no hub.toml: reading it would wait, or never end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from academichub.errors import ConfigError
from academichub.settings.file import load_settings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no pipes in folders here")


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "hub.toml"
    os.mkfifo(path)
    with pytest.raises(ConfigError, match=r"hub\.toml: is no plain file"):
        load_settings(tmp_path)
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match=r"hub\.toml: is no plain file"):
        load_settings(tmp_path)


def test_a_link_to_a_plain_file_is_followed_and_no_more_is_read_than_may_be(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text('language = "zh"\n')
    (tmp_path / "hub.toml").symlink_to(real)
    assert load_settings(tmp_path).settings.language == "zh"
    os.truncate(real, 1 << 40)  # sparse: read whole, it would fill the memory
    with pytest.raises(ConfigError, match=r"hub\.toml: is larger than 1 MB"):
        load_settings(tmp_path)
