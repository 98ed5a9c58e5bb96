"""Runs of characters without spaces, snippets, and the fusing of two lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from academichub.model import Snippet
from academichub.search import MAX_SNIPPET, cut_runs, make_snippet, spaced
from academichub.search.snippets import Wanted

LONG = (
    "Rivers carry sand. However, dams hold the sand back and starve every delta below them of what it needs to grow. "
    "We follow each grain from its source to the sea with a model of forty years of gauges, and find that fine sand "
    "decides whether a delta drowns. Code is open."
)


def plain(word: str) -> tuple[str, ...]:
    return (word.lower().rstrip("s"),)


def shown(snippet: Snippet | None) -> str:
    assert snippet is not None
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in snippet.runs)


def wanted(*words: str) -> Wanted:
    return Wanted(frozenset(words))


def test_runs_are_written_out_as_pairs_and_single_characters() -> None:
    assert spaced("silt") == "silt"
    assert spaced("用扩散模型。").split() == ["用扩", "扩散", "散模", "模型", "用", "扩", "散", "模", "型", "。"]
    assert spaced("ＧＰＴ Ｍo\u0308bius") == "GPT Möbius"
    assert [(run.text.strip(), run.is_east_asian) for run in cut_runs("用GPT 写 text")] == [
        ("用", True),
        ("GPT", False),
        ("写", True),
        ("text", False),
    ]


def test_the_sentence_with_the_most_different_matches() -> None:
    text = shown(make_snippet(LONG, wanted("sand", "delta", "dam"), plain))
    assert text.startswith("…However, [dams] hold the [sand] back and starve every [delta] below")
    assert text.endswith("…")


def test_a_whole_text_without_marks_of_a_cut() -> None:
    assert shown(make_snippet("Rivers carry sand.", wanted("sand"), plain)) == "Rivers carry [sand]."
    assert make_snippet("Rivers carry sand.", wanted("silt"), plain) is None
    assert make_snippet("", wanted("silt"), plain) is None


def test_neighbours_are_one_mark_and_characters_match_inside_a_run() -> None:
    assert shown(make_snippet("the sand delta", wanted("sand", "delta"), plain)) == "the [sand delta]"
    runs = Wanted(runs=frozenset({"扩散", "散模", "模型"}))
    assert shown(make_snippet("我们用扩散模型生成图像。", runs, plain)) == "我们用[扩散模型]生成图像。"


def test_a_sentence_that_is_too_long_is_cut_around_its_matches() -> None:
    endless = "word " * 200 + "sand and delta " + "more " * 200
    text = shown(make_snippet(endless, wanted("sand", "delta"), plain))
    assert "[sand] and [delta]" in text
    assert text.startswith("…word")
    assert text.endswith("more…")


@given(st.text(alphabet="ab 。.沙洲\n-_A…", max_size=600), st.sets(st.sampled_from(["a", "ab", "b"])))
def test_a_snippet_is_a_piece_of_the_text(text: str, words: set[str]) -> None:
    snippet = make_snippet(text, Wanted(frozenset(words), frozenset({"沙洲", "沙"})), lambda word: (word.lower(),))
    if snippet is None:
        return
    whole = "".join(piece for piece, _ in snippet.runs)
    assert len(whole) <= MAX_SNIPPET
    assert any(is_marked for _, is_marked in snippet.runs)
    line = " ".join(text.split())
    assert any(whole[lo : len(whole) - hi] in line for lo in (0, 1) for hi in (0, 1))
