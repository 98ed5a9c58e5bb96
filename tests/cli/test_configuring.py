"""`academichub settings` shows the settings of language models, and never a key."""

from __future__ import annotations

from tests.cli.running import Shell

LLM = """\
[llm]
base_url = "http://127.0.0.1:11434/v1"
model = "small"
price_in = 0
price_out = 1.5
timeout_s = 90
languages = ["zh", "en"]
api_key_file = "llm.key"
"""


def test_the_settings_of_a_model_are_shown_without_its_key(shell: Shell) -> None:
    shell.write_settings(LLM)
    path = shell.home / "llm.key"
    path.touch(0o600)
    path.write_text("sk-SECRET")
    ran = shell.run("settings")
    assert ran.code == 0
    shown = ran.out.splitlines()
    for line in (
        "llm.price_in = 0",
        "llm.price_out = 1.5",
        "llm.timeout_s = 90",
        "llm.languages = zh, en",
        "llm.daily_cost = —",
        "llm.api_key = (set)",
    ):
        assert line in shown
    assert shown[shown.index("llm.api_key = (set)") + 2] == f"    ({path})"
    rows = {row["key"]: row for row in shell.run("settings", "--json").rows}
    assert (rows["llm.api_key"]["value"], rows["llm.api_key"]["origin"]) == ("(set)", str(path))
    assert (rows["llm.price_in"]["value"], rows["llm.daily_cost"]["value"]) == (0.0, None)
    assert "SECRET" not in ran.out + ran.err + str(rows)


def test_where_no_model_is_configured_that_is_shown(shell: Shell) -> None:
    shell.write_settings('language = "en"\n')
    rows = {row["key"]: row for row in shell.run("settings", "--json").rows if row["key"].startswith("llm.")}
    assert {(row["value"], row["origin"]) for row in rows.values()} == {(None, "default")}
    assert "llm.model = —" in shell.run("settings").out.splitlines()


def test_a_table_that_a_meaning_names_is_shown(shell: Shell) -> None:
    shell.write_settings(LLM.replace('api_key_file = "llm.key"', '[[llm.better]]\nmodel = "large"'))
    assert "by default where that of [llm] does." in shell.run("settings").out
