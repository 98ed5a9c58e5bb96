"""The language of a text by its script."""

from __future__ import annotations

import pytest

from academichub.text import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A study of things", "en"),
        ("我们提出 a new Transformer 模型。", "zh"),
        ("これは Transformer のモデルです", "ja"),
        ("이것은 모델입니다", "ko"),
        ("An English text that quotes the words 你好 and ends as it began", "en"),
        ("Это исследование", "und"),
        ("1234 + 5", "und"),
        ("", "und"),
        ("Étude d'été", "en"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language
