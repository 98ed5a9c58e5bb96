"""Reasons why something of a library could not be read: each has Chinese words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import academichub
from academichub.publish.unread import is_translated, trouble_words, unread_words
from academichub.publish.wording import wording

ROOT = Path(academichub.__file__).parent
READERS = [*sorted((ROOT / "references").rglob("*.py")), ROOT / "pipeline" / "referencing.py"]
REASON_AT = {"Unread": 1, "ParseError": 0, "ConfigError": 0, "_Damaged": 0}


def reasons(path: Path) -> Iterator[str]:
    """What stands there as a reason; of a text with values in it, one with letters in their places."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REASON_AT:
            given = node.args[REASON_AT[node.func.id]]
            if isinstance(given, ast.Constant):
                yield str(given.value)
            elif isinstance(given, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in given.values)


def test_every_reason_of_the_readers_has_chinese_words() -> None:
    found = [reason for path in READERS for reason in reasons(path)]
    assert len(found) > 20
    assert [reason for reason in found if not is_translated(reason)] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("it is longer than 20,000 characters", "超过 20,000 个字符"),
        ("line 3", "第 3 行"),
        ("line 3, doe2020", "第 3 行，doe2020"),
        ("the JSON is cut short; export the library again", "JSON 有误（cut short）；请重新导出"),
        ("nobody has ever said so", "nobody has ever said so"),
    ],
)
def test_a_reason_in_both_languages(english: str, chinese: str) -> None:
    assert unread_words(english, wording("zh")) == chinese
    assert unread_words(english, wording("en")) == english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.org: its name could not be looked up within 5 s", "a.org：5 秒内未能解析域名"),
        ("a.org: no connection could be made (Connection refused)", "a.org：无法建立连接（连接被拒绝）"),
        ("https://a.org/x answered 404: there is nothing at this address", "https://a.org/x 应答 404：该网址没有内容"),
        ("a.org: nobody (ever) said so", "a.org: nobody (ever) said so"),
        ("nobody said so (Connection refused)", "nobody said so (Connection refused)"),
    ],
)
def test_a_trouble_with_what_is_concerned_and_what_the_system_said(english: str, chinese: str) -> None:
    assert trouble_words(english, wording("zh")) == chinese
    assert trouble_words(english, wording("en")) == english
