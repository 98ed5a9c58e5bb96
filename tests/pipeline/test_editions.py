"""A digest asks for the summaries of its own language, however that is written."""

from __future__ import annotations

import pytest

from academichub.errors import ConfigError
from academichub.pipeline import DigestOrder, digest
from tests.web.papers import LABELS, TODAY
from tests.web.summaries import EN, ZH, told_library


def written(language: str) -> str:
    return digest(told_library(), DigestOrder(TODAY, (), language, (), LABELS)).text


@pytest.mark.parametrize(("language", "tldr"), [("zh", ZH["tldr"][0]), ("zh-CN", ZH["tldr"][0]), ("en", EN["tldr"][0])])
def test_a_digest_reads_the_summaries_in_its_language(language: str, tldr: str) -> None:
    assert f"\nTL;DR: {tldr}\n" in written(language)
    assert written(language) == written(language)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ConfigError):
        written("tlh")
