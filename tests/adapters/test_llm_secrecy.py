"""A key is shown nowhere, however its endpoint writes it; what is no key is left as it is."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academichub.adapters.llm.secrecy import Scrubber
from academichub.errors import ModelRefused, ModelUnavailable
from tests.adapters.llm_asking import ask
from tests.upstreams.llm import FakeEndpoint, error_reply
from tests.upstreams.server import Fault, Reply

KEY = "Kx7Qw9Lm3Zr5Vt8Np2"  # of no known form
SCRUBBER = Scrubber((KEY,))
SPELT = {
    "as it is": KEY,
    "in capitals": KEY.upper(),
    "with blanks": " ".join(KEY),
    "with dashes": " - ".join(KEY),
    "with hidden characters": "\u200b".join(KEY),
    "in lines": "\n".join(KEY),
    "in quotes": "', '".join(KEY),
}


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


@pytest.mark.parametrize("spelt", SPELT.values(), ids=SPELT)
def test_a_key_is_hidden_however_it_is_spelt(spelt: str) -> None:
    assert SCRUBBER.clean(f"Bad key: {spelt}!") == "Bad key: •••!"
    assert SCRUBBER.hide(f"Bad key: {spelt}!") == "Bad key: [key]!"


@pytest.mark.parametrize("escape", ["\\u{:04x}", "\\u{:04X}"])
def test_a_key_in_the_escapes_of_json_is_hidden(escape: str) -> None:
    spelt = "\\u200b".join(escape.format(ord(char)) for char in KEY)
    assert json.loads(f'"{spelt}"').replace("\u200b", "") == KEY
    assert SCRUBBER.hide(f'{{"tldr": "It is {spelt}\\n\\u4e00."}}') == '{"tldr": "It is [key]\\n\\u4e00."}'


@pytest.mark.parametrize("placeholder", ["EMPTY", "none", "ollama", "lm-studio", "1234", "transformer", "sk-1"])
def test_a_placeholder_costs_no_answer_its_words(placeholder: str) -> None:
    answer = f"We count {placeholder} and empty \\u004b models (none, 1234)."
    assert Scrubber((placeholder, "")).hide(answer) == answer


def test_an_answer_without_the_key_is_left_byte_by_byte() -> None:
    answer = '{"zh": "\\u4e2d\\u0041 Kx7 \\u200b", "en": "Qw9Lm3Zr5Vt8Np2 7,519"}'
    assert SCRUBBER.hide(answer) == answer


@given(st.integers(0, 40_000), st.sampled_from([" ", "\n", "\u200b", " x "]), st.sampled_from(list(SPELT.values())))
def test_where_a_text_is_cut_no_part_of_the_key_is_left(n: int, padding: str, spelt: str) -> None:
    shown = letters(SCRUBBER.clean(padding * (n // len(padding)) + spelt + " tail"))
    assert KEY[:4].lower() not in shown


@given(st.text(max_size=60), st.integers(4, len(KEY)))
def test_the_beginning_of_a_key_at_the_end_is_masked(before: str, n: int) -> None:
    assert KEY[:4].lower() not in letters(SCRUBBER.clean(f"{before} {KEY[:n]}")[len(before) :])


@pytest.mark.parametrize("n", [1_970, 1_980, 1_990, 19_980, 19_990])
def test_no_part_of_the_key_comes_through_http(n: int) -> None:
    padded = f"x {' ' * n}{KEY} tail".encode()
    with FakeEndpoint() as endpoint:
        endpoint.script(*(Fault(reply=Reply(padded, status)) for status in (200, 400, 500)))
        for kind in (ModelUnavailable, ModelRefused, ModelUnavailable):
            with pytest.raises(kind) as caught:
                ask(endpoint.url, key=KEY)
            assert KEY[:4] not in str(caught.value)


def test_a_spelt_key_and_one_in_headers_are_masked_in_messages() -> None:
    headers = {"Location": f"https://{KEY}.test/", "Content-Encoding": KEY}
    with FakeEndpoint() as endpoint:
        endpoint.script(
            Fault(reply=error_reply(400, f"no such key: {' '.join(KEY)}")),
            Fault(reply=error_reply(307, "go", headers={"Location": headers["Location"]})),
            Fault(reply=Reply(b"{}", 200, headers={"Content-Encoding": headers["Content-Encoding"]})),
        )
        for _ in range(3):
            with pytest.raises(ModelUnavailable) as caught:
                ask(endpoint.url, key=KEY)
            assert letters(KEY)[:4] not in letters(str(caught.value))


def test_the_key_in_an_answer_is_hidden() -> None:
    with FakeEndpoint(answer=lambda body: f'{{"zh": "{KEY}"}}') as endpoint:
        assert ask(endpoint.url, key=KEY).text == '{"zh": "[key]"}'


def test_the_secrets_are_in_no_picture_of_the_scrubber() -> None:
    assert KEY not in repr(SCRUBBER)
