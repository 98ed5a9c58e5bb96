from __future__ import annotations

import pytest

from academichub.summary.checks.names import check_names, has_name, names_in
from academichub.summary.drafts import Draft, SourceText
from tests.summary.checks.drafting import GOOD, OWLS, OWLS_EN, OWLS_ZH, rewritten

SOURCE = SourceText(
    "FiveLoop-v2: Chain-of-Thought Distillation for Vision Language Models",
    (
        "We distil Llama-3.1-8B into FiveLoop using reinforcement learning from human feedback.",
        "Text-to-image models and 3D Gaussian splatting are compared on MiniBench1k and COCO-Stuff.",
        "GPT models and state-of-the-art LLMs of the QWEN family lag behind; mIoU grows by 3 points (see D^2-Net).",
    ),
)


@pytest.mark.parametrize(("source", "draft"), GOOD)
def test_the_names_of_a_good_draft_are_the_sources(source: SourceText, draft: Draft) -> None:
    assert check_names(draft, source) == ()


@pytest.mark.parametrize(
    "name",
    [
        "FiveLoop",
        "FIVELOOP-V2",
        "Five-Loop",
        "Llama-3.1-8B",
        "Llama 3.1",
        "LLaMA-3.1",
        "QWEN",
        "MiniBench-1k",
        "CoT",
        "RLHF",
        "VLM",
        "VLMs",
        "T2I",
        "3DGS",
        "LLM-based",
        "COCO",
        "SOTA",
        "IoU",
        "GPU",
        "D2-Net",
        "GPT",
        "FiveLoop's",
    ],
)
def test_a_name_in_another_spelling_or_written_out_is_known(name: str) -> None:
    assert has_name(name.removesuffix("'s"), SOURCE)
    assert check_names(rewritten(OWLS_ZH, dict.fromkeys(OWLS_ZH.fields, f"采用{name}方法")), SOURCE) == ()


@pytest.mark.parametrize(
    "name",
    [
        "GPT-5",
        "GPT-4o",
        "Llama-4",
        "FiveLoop-v3",
        "SixLoop",
        "FiveLoopXL",
        "QWEN2.5",
        "MiniBench2k",
        "AlphaOwl",
        "RLVRX",
        "CVT",
        "ImageNet",
        "HACKED",
        "XK-99",
        "Qwen3-VL",
    ],
)
def test_an_invented_name_is_found_in_both_languages(name: str) -> None:
    for draft, text in ((OWLS_ZH, f"该方法优于{name}模型。"), (OWLS_EN, f"It is better than {name} in tests.")):
        found = check_names(rewritten(draft, {"result": text}), SOURCE)
        assert name in {finding.detail.split('"')[1] for finding in found if finding.field == "result"}


@pytest.mark.parametrize(
    "text", ["7B参数", "快20ms", "10x", "1,000k", "第3步", "II型", "8 m/s", "0.5mm", "24GB", "60fps"]
)
def test_measurements_are_no_names(text: str) -> None:
    assert names_in(text) == ()


@pytest.mark.parametrize("word", ["penguin", "Banana", "menteurs", "Fréchet"])
def test_a_latin_word_in_chinese_must_be_the_sources(word: str) -> None:
    draft = rewritten(OWLS_ZH, {"result": f"该方法采用{word}距离。"})
    assert check_names(draft, OWLS)
    assert check_names(draft, SourceText(OWLS.title, (*OWLS.sentences, f"We use the {word} distance."))) == ()
    assert check_names(rewritten(OWLS_EN, {"result": f"It uses the {word} distance."}), OWLS) == ()


def test_accents_do_not_matter() -> None:
    source = SourceText("The Frechet distance", ())
    assert not [f for f in check_names(rewritten(OWLS_ZH, {"tldr": "Fréchet距离。"}), source) if f.field == "tldr"]
