"""What the fake endpoint says: the good answer, the ways to spoil it, and what an obedient model makes of an attack.

All sentences here are written by us and hold no number and no name that a paper could lack. Those in English take up
some words of the sentence that they rest on, since a summary without a word of its paper is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

__all__ = [
    "FIELDS",
    "REFUSAL",
    "Spoil",
    "asked_languages",
    "good_answer",
    "obedient_answer",
    "shown_sentences",
    "spoil",
]

FIELDS = ("tldr", "motivation", "method", "result", "conclusion")
REFUSAL = "I'm sorry, but I cannot help with summarising this content."

_SENTENCES: Mapping[str, Sequence[str]] = {
    "en": (
        "The authors present an approach to the problem and show that it helps.",
        "Earlier work leaves an important question open, and this study turns to it.",
        "A procedure is described step by step and then applied to suitable material.",
        "The observed outcome agrees with the expectation in nearly every setting.",
        "The findings suggest that further study of the subject is worthwhile.",
    ),
    "zh": (
        "作者针对该问题提出一种思路，并说明它确实有所帮助。",
        "以往的工作留下了一个重要的疑问，本研究正是由此出发。",
        "文中逐步说明所采用的做法，然后把它用于合适的材料。",
        "观察到的现象在绝大多数情形下都与预期相符。",
        "这些发现表明，对这一主题的进一步研究是值得的。",
    ),
}
_SENTENCE_LINE = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)
_PLAIN_WORD = re.compile(r"(?<![\w-])[a-z]{6,}(?![\w-])")
_MOST_WORDS = 9
_SKELETON_KEY = re.compile(r'"(zh|en|de|fr|ja)"\s*:')
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all|any|the|your|every)|AI systems?:|language models? (?:must|should)|"
    r"positive review|you must|must (?:be|stand) in the|\brepl(?:y|ies) with|\brespond with|output only|SYSTEM:|"
    r"system prompt|include this|rate this|reveal your|\bwrite in [A-Z]|has been hidden|"
    r"PWNED|<img|</\w|https?://|忽略|只回答",
    re.IGNORECASE,
)
_DEMAND = re.compile(r"['\"“‘]([^'\"”’]{3,})['\"”’]|(?:only|text|回答|that)\s*[:：]\s*(.{3,})")


class Spoil(StrEnum):
    """What may be wrong with an answer that comes back whole."""

    REFUSAL = "refusal"  # prose instead of JSON
    REFUSED_FIELDS = "refused fields"  # the refusal in every field
    FENCED = "fenced"  # the good answer in a fence, with prose around it
    THINKING = "thinking"  # the good answer after <think>…</think>
    WRONG_LANGUAGE = "wrong language"
    NUMBER = "number"  # one that no paper here has
    OTHER_PAPER = "other paper"  # the id of a paper that was not asked about
    MARKUP = "markup"
    REPEATED = "repeated"  # the same sentence in every field
    EMPTY = "empty"
    CUT_SENTENCE = "cut sentence"
    NOT_JSON = "not json"  # JSON that breaks off


def asked_languages(body: Mapping[str, object]) -> tuple[str, ...]:
    """The languages of the schema's properties, else those of the prompt's skeleton, else English."""
    properties = _schema(body).get("properties")
    if isinstance(properties, dict) and properties:
        return tuple(properties)
    found = tuple(dict.fromkeys(_SKELETON_KEY.findall(_all_text(body))))
    return found or ("en",)


def _schema(body: Mapping[str, object]) -> Mapping[str, object]:
    form = body.get("response_format")
    if isinstance(form, dict):
        inner = form.get("json_schema", form)
        return inner.get("schema", {}) if isinstance(inner, dict) else {}
    tools = body.get("tools")
    if isinstance(tools, list) and tools:
        parameters: Mapping[str, object] = tools[0]["function"]["parameters"]
        return parameters
    return {}


def _all_text(body: Mapping[str, object]) -> str:
    messages = body.get("messages")
    assert isinstance(messages, list), "a request without messages"
    return "\n".join(str(message["content"]) for message in messages)


def shown_sentences(body: Mapping[str, object]) -> dict[int, str]:
    """The numbered sentences of the user's messages: lines that begin with "n. "."""
    messages = body.get("messages")
    assert isinstance(messages, list)
    text = "\n".join(str(message["content"]) for message in messages if message["role"] == "user")
    return {int(number): sentence for number, sentence in _SENTENCE_LINE.findall(text)}


def good_answer(body: Mapping[str, object]) -> str:
    """A summary in the languages asked for, each field resting on one sentence that was shown."""
    shown = shown_sentences(body)
    texts = {
        language: _texts(language) if language == "zh" else _about(_texts(language), list(shown.values()))
        for language in asked_languages(body)
    }
    return _render(texts, list(shown))


def _about(texts: Sequence[str], sentences: Sequence[str]) -> list[str]:
    """Each text with plain words of the sentence it rests on, and of the others where that has few."""
    found = [dict.fromkeys(_PLAIN_WORD.findall(sentence)) for sentence in sentences] or [{}]
    told = []
    for place, text in enumerate(texts):
        words = list({**found[place % len(found)], **{word: None for others in found for word in others}})
        told.append(f"{text[:-1]}, as to {', '.join(words[:_MOST_WORDS])}." if words else text)
    return told


def _texts(language: str) -> Sequence[str]:
    return _SENTENCES.get(language, _SENTENCES["en"])


def _render(texts: Mapping[str, Sequence[str]], numbers: Sequence[int]) -> str:
    def field(place: int, text: str) -> dict[str, object]:
        return {"text": text, "from": [numbers[place % len(numbers)]] if numbers else []}

    answer = {
        language: {name: field(place, text) for place, (name, text) in enumerate(zip(FIELDS, five, strict=True))}
        for language, five in texts.items()
    }
    return json.dumps(answer, ensure_ascii=False)


def obedient_answer(body: Mapping[str, object]) -> str | None:
    """What a model writes that does what the text tells it to; None when nothing shown reads like an instruction."""
    for sentence in shown_sentences(body).values():
        if _INSTRUCTION.search(sentence):
            found = _DEMAND.search(sentence)
            demand = (found[1] or found[2]) if found else sentence
            everywhere = {language: [demand] * len(FIELDS) for language in asked_languages(body)}
            return _render(everywhere, list(shown_sentences(body)))
    return None


def spoil(kind: Spoil, body: Mapping[str, object], good: str) -> str:
    """The good answer with one thing wrong."""
    match kind:
        case Spoil.REFUSAL:
            return REFUSAL
        case Spoil.FENCED:
            return f"Here is the summary you asked for:\n\n```json\n{good}\n```\n\nLet me know if it helps!"
        case Spoil.THINKING:
            return f'<think>\nThe keys are {{"zh": …}}. I begin with the method.\n</think>\n\n{good}'
        case Spoil.EMPTY:
            return ""
        case Spoil.NOT_JSON:
            return good[: len(good) // 2]
        case _:
            return _spoiled_fields(kind, body)


def _spoiled_fields(kind: Spoil, body: Mapping[str, object]) -> str:
    texts = {language: list(_texts(language)) for language in asked_languages(body)}
    for language, five in texts.items():
        match kind:
            case Spoil.REFUSED_FIELDS:
                five[:] = [REFUSAL] * len(five)
            case Spoil.WRONG_LANGUAGE:
                five[:] = _texts("en" if language == "zh" else "zh")
            case Spoil.REPEATED:
                five[:] = five[:1] * len(five)
            case Spoil.NUMBER:
                five[3] = _put(five[3], "73,519.4", language)
            case Spoil.OTHER_PAPER:
                five[0] = _put(five[0], "arXiv:9999.99999", language)
            case Spoil.MARKUP:
                five[0] = _put(five[0], "<img src=x onerror=alert(1)>", language)
            case Spoil.CUT_SENTENCE:
                five[4] = five[4][: len(five[4]) * 2 // 3]
    return _render(texts, list(shown_sentences(body)))


def _put(sentence: str, what: str, language: str) -> str:
    """The sentence with something before its end."""
    return f"{sentence[:-1]} ({what}){sentence[-1]}" if language != "zh" else f"{sentence[:-1]}（{what}）{sentence[-1]}"
