"""[llm] and [[llm.better]]: what they may say, which model gets which key, and that no key is ever shown."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.settings import Hours, LlmSettings, ModelSettings, Secret
from academichub.settings.file import describe_settings, load_settings
from academichub.settings.llm import is_near, is_same_server
from academichub.settings.llm_checks import is_name_of_key, parse_hours, parse_key
from academichub.settings.table import SETTINGS
from tests.settings.loading import load, mistake

KEY = {"ACADEMICHUB_LLM_API_KEY": "sk-env"}
FIRST = '[llm]\nbase_url = "https://api.example.org/v1/"\nmodel = "small"\n'
WHOLE = """\
[llm]
base_url = "https://api.example.org/v1/"
model = "small"
languages = ["zh", "en", "zh"]
concurrency = 4
daily_tokens = 2_000_000
daily_cost = 1
price_in = 0.27
price_out = 1
price_cached = 0
off_peak = "16:30-00:30"
timeout_s = 2.5
api_key_file = "llm.key"
[[llm.better]]
model = "large"
price_in = 2
price_out = 8.5
[[llm.better]]
base_url = "http://127.0.0.1:8080/v1"
model = "small"
price_in = 0
price_out = 0
timeout_s = 3600
"""


def write_key(home: Path, text: str | bytes = "sk-file\n", name: str = "llm.key", mode: int = 0o600) -> Path:
    path = home / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def read(home: Path, text: str, environ: dict[str, str] | None = None) -> LlmSettings:
    llm = load(home, text, environ).settings.llm
    assert llm is not None
    return llm


def keys_of(llm: LlmSettings) -> list[str | None]:
    return [model.key.reveal() if model.key else None for model in llm.models]


def told(home: Path, text: str, environ: dict[str, str] | None = None) -> dict[str, tuple[Any, str]]:
    rows = describe_settings(load(home, text, environ))
    return {row.key: (row.value, str(row.origin)) for row in rows if row.key.startswith("llm")}


def test_whole_section_is_read(tmp_path: Path) -> None:
    write_key(tmp_path)
    key = Secret("sk-file")
    llm = read(tmp_path, WHOLE)
    assert llm == LlmSettings(
        models=(
            ModelSettings("https://api.example.org/v1", "small", key, 0.27, 1.0, 0.0, 2.5),
            ModelSettings("https://api.example.org/v1", "large", key, 2.0, 8.5, 2.0),
            ModelSettings("http://127.0.0.1:8080/v1", "small", None, 0.0, 0.0, 0.0, 3600.0),
        ),
        languages=("zh", "en"),
        concurrency=4,
        daily_tokens=2_000_000,
        daily_cost=1.0,
        off_peak=Hours(time(16, 30), time(0, 30)),
    )
    assert all(type(model.price_in) is float for model in llm.models)


def test_the_least_section_has_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path, 'language = "zh"\n' + FIRST)
    assert loaded.settings.llm == LlmSettings((ModelSettings("https://api.example.org/v1", "small"),))
    assert loaded.settings.summary_languages == ("zh",)


def test_less_than_nothing_is_nothing_in_a_price(tmp_path: Path) -> None:
    assert str(read(tmp_path, FIRST + "price_in = -0.0").models[0].price_in) == "0.0"


def test_no_section_asks_no_model_even_where_a_key_lies_about(tmp_path: Path) -> None:
    loaded = load(tmp_path, "", KEY)
    assert (loaded.settings.llm, loaded.settings.summary_languages) == (None, ())
    rows = told(tmp_path, "", KEY)
    assert set(rows.values()) == {(None, "default")}
    assert rows.keys() == {row.key for row in SETTINGS if row.table == "llm"}


def test_the_environment_alone_can_configure_a_model(tmp_path: Path) -> None:
    environ = {
        "BASE_URL": "https://api.example.org/v1",
        "MODEL": "small",
        "LANGUAGES": "zh, en",
        "CONCURRENCY": " 8 ",
        "DAILY_TOKENS": "1_000_000",
        "DAILY_COST": ".5",
        "PRICE_IN": "0.1",
        "PRICE_OUT": "2",
        "PRICE_CACHED": "1e-3",
        "OFF_PEAK": "01:00 - 02:00",
        "TIMEOUT_S": "30",
        "API_KEY": " sk-env\n",
        "API_KEY_FILE": "",
    }
    assert {f"ACADEMICHUB_LLM_{name}" for name in environ} == {row.variable for row in SETTINGS if row.table == "llm"}
    llm = read(tmp_path, "", {f"ACADEMICHUB_LLM_{name}": value for name, value in environ.items()})
    assert llm == LlmSettings(
        models=(ModelSettings("https://api.example.org/v1", "small", Secret("sk-env"), 0.1, 2.0, 0.001, 30.0),),
        languages=("zh", "en"),
        concurrency=8,
        daily_tokens=1_000_000,
        daily_cost=0.5,
        off_peak=Hours(time(1), time(2)),
    )


BETTER = FIRST + '[[llm.better]]\nmodel = "large"\n'  # lines 4 and 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[llm]", "line 1: [llm] base_url: is missing; add it."),
        ('[llm]\nbase_url = "https://x.org"', "line 1: [llm] model: is missing; add it."),
        ('[[llm.better]]\nmodel = "large"', "line 1: [llm] base_url: is missing; add it."),
        (FIRST + "[[llm.better]]\nprice_in = 1", "line 4: [[llm.better]] model: is missing; add it."),
        (FIRST + "[llm.better]", "line 4: [llm] better: is a list of models; begin each with [[llm.better]]"),
        (FIRST + "better = [1]", "line 4: [llm] better: is a list of models; begin each with [[llm.better]]"),
        ('llm = "small"', "line 1: llm: is a table; write [llm] on a line of its own"),
        (FIRST + "concurency = 3", "line 4: [llm] concurency: unknown key; did you mean concurrency?"),
        (FIRST + "daily_token = 3", "line 4: [llm] daily_token: unknown key; did you mean daily_tokens?"),
        (
            BETTER + "concurrency = 3",
            "line 6: [[llm.better]] concurrency: unknown key; allowed here: base_url, model, ",
        ),
        (BETTER + "[[llm.better.better]]", "line 6: [[llm.better]] better: unknown key; allowed here: base_url, model"),
        (FIRST + 'languages = ["de"]', "line 4: [llm] languages: must be one of en, zh, not 'de'"),
        (FIRST + 'languages = "zh"', "line 4: [llm] languages: must be a list such as"),
        (FIRST + "concurrency = 0", "line 4: [llm] concurrency: must be a whole number from 1 to 256, not 0"),
        (FIRST + "concurrency = 257", "must be a whole number from 1 to 256, not 257"),
        (FIRST + "concurrency = 16.0", "must be a whole number from 1 to 256, not 16.0"),
        (FIRST + "concurrency = true", "must be a whole number from 1 to 256, not true"),
        (FIRST + 'concurrency = "16"', "must be a whole number from 1 to 256, not '16'; leave out the quotation marks"),
        (FIRST + "timeout_s = 0.5", "line 4: [llm] timeout_s: must be a number from 1 to 3,600, not 0.5"),
        (BETTER + "timeout_s = 3601", "line 6: [[llm.better]] timeout_s: must be a number from 1 to 3,600, not 3601"),
        (FIRST + "price_in = -0.1", "line 4: [llm] price_in: must be a number from 0 to 1,000,000,000, not -0.1"),
        (FIRST + "price_in = nan", "price_in: must be a number from 0 to 1,000,000,000, not nan"),
        (FIRST + "price_out = inf", "price_out: must be a number from 0 to 1,000,000,000, not inf"),
        (FIRST + "price_out = 1e999", "price_out: must be a number from 0 to 1,000,000,000, not inf"),
        (FIRST + f"price_out = {10**400}", "price_out: must be a number from 0 to 1,000,000,000, not a number of so"),
        (FIRST + "price_out = 0x" + "f" * 9000, "not a number of so many digits"),
        (BETTER + "price_cached = false", "line 6: [[llm.better]] price_cached: must be a number from 0 to"),
        (FIRST + "price_in = 2026-01-01", "price_in: must be a number from 0 to 1,000,000,000, not the bare date"),
        (FIRST + "daily_tokens = 0", "[llm] daily_tokens: is 0, which leaves nothing to ask with; remove the key for"),
        (FIRST + "daily_cost = 0.0", "daily_cost: is 0, which leaves nothing to ask with; remove the key for no cap, "),
        (FIRST + "daily_cost = -0.0", "remove the key for no cap, or [llm] to ask no model"),
        (FIRST + "daily_tokens = -5", "daily_tokens: must be a whole number from 1 to 1,000,000,000,000, not -5"),
        (FIRST + "daily_cost = nan", "daily_cost: must be a number from 0 to 1,000,000,000,000, not nan"),
        (
            FIRST + "daily_cost = 1",
            "line 4: [llm] daily_cost: needs the prices of every model; add price_in and price_out",
        ),
        (
            BETTER.replace("[[", "daily_cost = 1\nprice_in = 0\nprice_out = 0\n[[") + "price_in = 0",
            "line 4: [llm] daily_cost: needs the prices of every model; add price_out of 'large' in [[llm.better]], 0 "
            "if it costs nothing, or remove daily_cost",
        ),
        (FIRST + "off_peak = 16:30:00", "line 4: [llm] off_peak: must be text in quotation marks, not the bare time"),
        (FIRST + 'off_peak = "16:30"', "line 4: [llm] off_peak: must be two times of day in UTC, such as"),
        (FIRST + 'off_peak = "16:30-24:00"', "such as \"16:30-00:30\", not '16:30-24:00'"),
        (FIRST + 'off_peak = "08:00-08:00"', "off_peak: begins and ends at 08:00; give two times, or remove it"),
        (FIRST + 'model = ""', "is not valid TOML"),
        ('[llm]\nbase_url = "x.org"\nmodel = "m"', "line 2: [llm] base_url: must be an address that begins with"),
        (
            '[llm]\nbase_url = "https://x.org/v1/chat/completions/"\nmodel = "m"',
            "line 2: [llm] base_url: must end before /chat/completions, which is added to it",
        ),
        (BETTER + 'base_url = "ftp://x.org"', "line 6: [[llm.better]] base_url: must be an address that begins"),
        (BETTER.replace("large", "small"), "line 5: [[llm.better]] model: 'small' is asked already at https://api.exa"),
        (FIRST + "api_key_file = 3", "line 4: [llm] api_key_file: must be the path of a file, in quotation marks"),
    ],
)
def test_mistake_names_key_file_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    told = mistake(tmp_path, text)
    assert told.startswith(f"{tmp_path}/hub.toml, line ")
    assert message in told
    assert told.isprintable()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("CONCURRENCY", "many", "ACADEMICHUB_LLM_CONCURRENCY: [llm] concurrency: must be a whole number from 1 to 256"),
        ("CONCURRENCY", "9" * 200, "must be a whole number from 1 to 256, not"),
        ("CONCURRENCY", "8.0", "must be a whole number from 1 to 256, not 8.0"),
        (
            "PRICE_IN",
            "nan",
            "ACADEMICHUB_LLM_PRICE_IN: [llm] price_in: must be a number from 0 to 1,000,000,000, not 'na",
        ),
        ("PRICE_IN", "1,5", "must be a number from 0 to 1,000,000,000, not '1,5'"),
        ("PRICE_IN", "1e999", "must be a number from 0 to 1,000,000,000, not inf"),
        ("DAILY_COST", "0", "ACADEMICHUB_LLM_DAILY_COST: [llm] daily_cost: is 0, which leaves nothing to ask with"),
        (
            "APIKEY",
            "sk-env",
            "ACADEMICHUB_LLM_APIKEY: unknown environment variable; did you mean ACADEMICHUB_LLM_API_KEY?",
        ),
        ("API_KEY", "sk-env sk-env", "ACADEMICHUB_LLM_API_KEY: [llm] api_key: holds blanks or characters that no key"),
    ],
)
def test_mistake_in_the_environment(tmp_path: Path, name: str, value: str, message: str) -> None:
    told = mistake(tmp_path, FIRST, {f"ACADEMICHUB_LLM_{name}": value})
    assert message in told
    assert "sk-env" not in told


def test_a_variable_for_a_model_wants_the_rest(tmp_path: Path) -> None:
    told = mistake(tmp_path, "", {"ACADEMICHUB_LLM_MODEL": "small"})
    assert told.startswith(f"{tmp_path}/hub.toml: [llm] base_url: is missing; add it.")


@pytest.mark.parametrize(
    "name", ["api_key", "apikey", "api-key", "API_KEY", "key", "keys", "token", "secret", "openai_api_key", "password"]
)
@pytest.mark.parametrize("text", [FIRST, BETTER])
def test_a_key_in_hub_toml_is_refused_unseen(tmp_path: Path, text: str, name: str) -> None:
    for value in ('"SECRET"', '["SECRET"]', '{value = "SECRET"}', "3"):
        told = mistake(tmp_path, f"{text}{name} = {value}")
        assert f"{name}: a key has no place in hub.toml" in told
        assert "ACADEMICHUB_LLM_API_KEY" in told
        assert "api_key_file" in told
        assert "SECRET" not in told


@pytest.mark.parametrize("row", [row for row in SETTINGS if row.table in ("llm", "llm.better") and row.in_file])
def test_no_name_of_a_setting_is_taken_for_that_of_a_key(row: Any) -> None:
    assert not is_name_of_key(row.name)


def test_the_environment_wins_over_a_file_that_is_then_not_read(tmp_path: Path) -> None:
    write_key(tmp_path, "two\nlines", mode=0o644)
    text = FIRST + 'api_key_file = "llm.key"\n'
    assert keys_of(read(tmp_path, text, KEY)) == ["sk-env"]
    assert told(tmp_path, text, KEY)["llm.api_key"] == ("(set)", "ACADEMICHUB_LLM_API_KEY")


@pytest.mark.parametrize(
    ("base_url", "key"),
    [
        (None, "sk-env"),
        ("https://api.example.org/v2", "sk-env"),
        ("https://API.example.org:443", "sk-env"),
        ("https://api.example.org:444/v1", None),
        ("http://api.example.org/v1", None),
        ("https://example.org/v1", None),
        ("https://api.example.org.evil.test/v1", None),
        ("https://api.example.org@evil.test", ConfigError),
        ("http://127.0.0.1:8080/v1", None),
    ],
)
def test_a_key_is_sent_to_its_own_server_alone(tmp_path: Path, base_url: str | None, key: Any) -> None:
    text = BETTER + (f'base_url = "{base_url}"' if base_url else "")
    if key is ConfigError:
        assert "must not hold a user name" in mistake(tmp_path, text, KEY)
    else:
        assert keys_of(read(tmp_path, text, KEY)) == ["sk-env", key]


@pytest.mark.parametrize("base_url", ["https://api.example.org/v1", "https://other.example.org"])
def test_a_file_of_its_own_gives_a_better_model_its_own_key(tmp_path: Path, base_url: str) -> None:
    path = write_key(tmp_path, "sk-own", "own.key")
    text = BETTER + f'base_url = "{base_url}"\napi_key_file = "own.key"'
    assert keys_of(read(tmp_path, text, KEY)) == ["sk-env", "sk-own"]
    assert keys_of(read(tmp_path, text)) == [None, "sk-own"]
    rows = told(tmp_path, text, KEY)
    assert rows["llm.better[0].api_key"] == ("(set)", str(path))
    assert rows["llm.better[0].api_key_file"] == ("own.key", "hub.toml, line 7")


@pytest.mark.parametrize("content", ["sk-1", "sk-1\n", "sk-1\r\n", "\ufeffsk-1\n", "\n  sk-1 \n\n"])
def test_a_file_of_a_key_is_read_whatever_editor_wrote_it(tmp_path: Path, content: str) -> None:
    path = write_key(tmp_path, content)
    for named in ("llm.key", "./llm.key", str(path)):
        assert keys_of(read(tmp_path, FIRST + f'api_key_file = "{named}"')) == ["sk-1"]


def test_a_tilde_is_the_home_of_the_reader(tmp_path: Path) -> None:
    told = mistake(tmp_path, FIRST + 'api_key_file = "~/no-such-folder/llm.key"')
    assert f"line 4: [llm] api_key_file: {Path.home()}/no-such-folder/llm.key: there is no such file; write the" in told
    assert "no such user is known" in mistake(tmp_path, FIRST + 'api_key_file = "~no-such-user/llm.key"')


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty; write the key there, on one line"),
        (" \n\t\n", "is empty; write the key there, on one line"),
        ("SECRET\nSECRET", "holds more than one line; keep the key there alone"),
        ("SECRET\x0bSECRET", "holds more than one line; keep the key there alone"),
        ("Bearer SECRET", "holds blanks or characters that no key has"),
        ("SEC\0RET", "holds blanks or characters that no key has"),
        ("SECRET\x1b[2J", "holds blanks or characters that no key has"),
        ("SECRET\u200b", "holds blanks or characters that no key has"),
        ("SECRET".encode("utf-16"), "holds blanks or characters that no key has"),
        (b"SECRET\xff", "holds blanks or characters that no key has"),
        ("SECRET" * 20_000, "is too long for a key"),
        ('"sk-SECRET"', "has quotation marks, which would be sent with the key; keep the bare key there alone"),
        ("'sk-SECRET'\n", "has quotation marks"),
        ("`SECRET`", "has quotation marks"),
        ("OPENAI_API_KEY=sk-SECRET", "has a name and = before the key; keep the bare key there alone"),
        ("DEEPSEEK=SECRET", "has a name and = before the key"),
        ("api-key=SECRET==", "has a name and = before the key"),
    ],
)
def test_what_is_no_key_is_told_without_its_text(tmp_path: Path, content: str | bytes, problem: str) -> None:
    path = write_key(tmp_path, content)
    told = mistake(tmp_path, FIRST + 'api_key_file = "llm.key"')
    assert told.startswith(f"{tmp_path}/hub.toml, line 4: [llm] api_key_file: {path}: {problem}")
    assert "SEC" not in told


@pytest.mark.parametrize("key", ["c2VjcmV0==", "KEY=", "id=7;sig=ab", "ey_a=b", "sk-'x'y"])
def test_a_key_may_hold_equals_signs(key: str) -> None:
    assert parse_key(key).reveal() == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = write_key(tmp_path, "SECRET", "my key", mode)
    told = mistake(tmp_path, BETTER + 'api_key_file = "my key"')
    assert told.endswith(f"line 6: [[llm.better]] api_key_file: {path}: others can read it; run: chmod 600 '{path}'")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "folder: cannot be read: Is a directory; name a plain file" in mistake(
        tmp_path, FIRST + 'api_key_file = "folder"'
    )
    assert "pipe: is no plain file; write the key into one" in mistake(tmp_path, FIRST + 'api_key_file = "pipe"')
    assert "cannot be read: File name too long" in mistake(tmp_path, FIRST + f'api_key_file = "./{"x" * 300}"')


@pytest.mark.parametrize(
    "pasted",
    ["sk-SECRET", "gsk_SECRET", "Bearer SECRET", "SECRET" * 6, "AIzaSECRET", "https://sk-proj-00SECRET11SECRET22"],
)
def test_a_key_in_the_place_of_an_address_is_refused_unseen(tmp_path: Path, pasted: str) -> None:
    told = mistake(tmp_path, f'[llm]\nbase_url = "{pasted}"\nmodel = "m"\n')
    assert "line 2: [llm] base_url: must be the address of a server, beginning with https:// or http://" in told
    assert "SECRET" not in told


@pytest.mark.parametrize("address", ["https://hf-mirror.example.org/v1", "http://sk-box:8000/v1", "https://pk-1/v1"])
def test_an_address_that_begins_like_a_key_is_one(tmp_path: Path, address: str) -> None:
    assert read(tmp_path, f'[llm]\nbase_url = "{address}"\nmodel = "m"\n').models[0].base_url == address


@pytest.mark.parametrize("pasted", ["sk-SECRET", "gsk_SECRET", "Bearer SECRET", "SECRET" * 6, "AIzaSECRET"])
def test_a_key_in_the_place_of_its_file_is_refused_unseen(tmp_path: Path, pasted: str) -> None:
    told = mistake(tmp_path, FIRST + f'api_key_file = "{pasted}"')
    assert "line 4: [llm] api_key_file: looks like a key itself" in told
    assert "SECRET" not in told


NEAR = (
    "localhost 127.0.0.1 127.8.9.1 ::1 fd00::1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 a.local gpu gpu-1 my_box"
).split()
FAR = (
    "api.example.org 128.0.0.1 11.0.0.1 172.15.0.1 172.32.0.1 192.169.0.1 8.8.8.8 169.254.169.254 2001:db8::1 127.1 "
    "::ffff:8.8.8.8 localhost.example.org gpu.local.example.org 10.0.0.1.example.org gpu. 134744072 0x08080808"
).split()


@pytest.mark.parametrize("host", FAR)
def test_a_key_does_not_travel_in_the_clear(tmp_path: Path, host: str) -> None:
    address = f"http://{f'[{host}]' if ':' in host else host}:8000/v1"
    first = f'[llm]\nbase_url = "{address}"\nmodel = "m"\n'
    told = mistake(tmp_path, first, KEY)
    assert (
        f"line 2: [llm] base_url: the key would travel in the clear to {host}; begin the address with https://" in told
    )
    assert keys_of(read(tmp_path, first)) == [None]
    assert keys_of(read(tmp_path, first.replace("http:", "https:"), KEY)) == ["sk-env"]
    write_key(tmp_path)
    text = BETTER + f'base_url = "{address}"\napi_key_file = "llm.key"'
    assert "line 6: [[llm.better]] base_url: the key would travel in the clear" in mistake(tmp_path, text)


@pytest.mark.parametrize("host", NEAR)
def test_a_key_may_travel_in_a_private_network(tmp_path: Path, host: str) -> None:
    assert is_near(host)
    address = f"http://{f'[{host}]' if ':' in host else host.upper()}:8000/v1"
    assert keys_of(read(tmp_path, f'[llm]\nbase_url = "{address}"\nmodel = "m"\n', KEY)) == ["sk-env"]


def test_servers_are_told_apart_by_scheme_host_and_port() -> None:
    assert is_same_server("http://x.org", "http://X.ORG:80/v1")
    assert is_same_server("https://[::1]:443", "https://[::1]/v1")
    assert not is_same_server("http://x.org:443", "https://x.org:443")


def test_every_key_is_described(tmp_path: Path) -> None:
    path = write_key(tmp_path)
    assert told(tmp_path, WHOLE, {"ACADEMICHUB_LLM_CONCURRENCY": "32"}) == {
        "llm.base_url": ("https://api.example.org/v1", "hub.toml, line 2"),
        "llm.model": ("small", "hub.toml, line 3"),
        "llm.price_in": (0.27, "hub.toml, line 8"),
        "llm.price_out": (1.0, "hub.toml, line 9"),
        "llm.price_cached": (0.0, "hub.toml, line 10"),
        "llm.timeout_s": (2.5, "hub.toml, line 12"),
        "llm.api_key_file": ("llm.key", "hub.toml, line 13"),
        "llm.api_key": ("(set)", str(path)),
        "llm.languages": (("zh", "en"), "hub.toml, line 4"),
        "llm.concurrency": (32, "ACADEMICHUB_LLM_CONCURRENCY"),
        "llm.daily_tokens": (2_000_000, "hub.toml, line 6"),
        "llm.daily_cost": (1.0, "hub.toml, line 7"),
        "llm.off_peak": ("16:30-00:30", "hub.toml, line 11"),
        "llm.better[0].base_url": ("https://api.example.org/v1", "default"),
        "llm.better[0].model": ("large", "hub.toml, line 15"),
        "llm.better[0].price_in": (2.0, "hub.toml, line 16"),
        "llm.better[0].price_out": (8.5, "hub.toml, line 17"),
        "llm.better[0].price_cached": (2.0, "default"),
        "llm.better[0].timeout_s": (90.0, "default"),
        "llm.better[0].api_key": ("(set)", str(path)),
        "llm.better[1].base_url": ("http://127.0.0.1:8080/v1", "hub.toml, line 19"),
        "llm.better[1].model": ("small", "hub.toml, line 20"),
        "llm.better[1].price_in": (0.0, "hub.toml, line 21"),
        "llm.better[1].price_out": (0.0, "hub.toml, line 22"),
        "llm.better[1].price_cached": (0.0, "default"),
        "llm.better[1].timeout_s": (3600.0, "hub.toml, line 23"),
    }


@given(st.times(), st.times())
def test_hours_are_read_as_they_are_written(start: time, end: time) -> None:
    hours = Hours(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    if hours.start == hours.end:
        with pytest.raises(ValueError, match="begins and ends at"):
            parse_hours(str(hours))
    else:
        assert parse_hours(str(hours)) == hours
        assert hours.covers(hours.start)
        assert not hours.covers(hours.end)


@given(st.text(st.sampled_from(list("0123456789:- ٣–")), max_size=12))
def test_any_text_is_hours_or_a_sentence(text: str) -> None:
    with suppress(ValueError):
        assert str(parse_hours(text)) == text.strip().replace(" ", "")


SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=60).map("Zq7".__add__)
NOISE = st.text(st.sampled_from(list(" \n\t\0é\x1b")), max_size=2)


@settings(deadline=None)
@given(SECRETS, NOISE, NOISE, st.sampled_from(["environment", "file", "shared file"]), st.booleans())
def test_a_secret_is_never_shown(secret: str, before: str, after: str, place: str, twice: bool) -> None:
    """Sound or not, wherever it stands: not by repr, not by str, not in an error, not by `academichub settings`."""
    written = before + secret + after + (secret if twice else "")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        environ = {"ACADEMICHUB_LLM_API_KEY": written} if place == "environment" else {}
        write_key(home, written, mode=0o644 if place == "shared file" else 0o600)
        text = BETTER + ("" if environ else 'api_key_file = "llm.key"')
        try:
            loaded = load(home, text, environ)
        except ConfigError as error:
            shown = f"{error} {error!r} {error.__cause__!r}"
        else:
            assert loaded.settings.llm is not None
            key = loaded.settings.llm.models[-1].key
            assert key is not None
            assert key.reveal() == written.strip()
            shown = f"{loaded} {loaded.settings} {key} {key!r} {describe_settings(loaded)}"
        assert secret not in shown
        assert "Zq7" not in shown


@settings(deadline=None)
@given(SECRETS)
def test_what_is_read_as_a_key_can_be_sent_in_a_header(secret: str) -> None:
    for text in (secret, secret + "\u200b", secret + "\r\nX-Evil: 1"):
        with suppress(ValueError):
            key = parse_key(text).reveal()
            assert key == secret


def test_settings_that_are_absent_are_not_read(tmp_path: Path) -> None:
    """The environment is an argument: a variable of this process configures nothing."""
    (tmp_path / "hub.toml").write_text("")
    assert load_settings(tmp_path).settings.llm is None
