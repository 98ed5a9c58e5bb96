from __future__ import annotations

from tests.cli.running import Shell

OFFLINE = """
[sources.arxiv]
categories = ["cs.CV"]
rss_url = "http://127.0.0.1:9/rss"
oai_url = "http://127.0.0.1:9/oai"
[fetch]
allow_hosts = ["127.0.0.1:9"]
"""
FEED = """
[[sources.feed]]
id = "deltas"
url = "http://127.0.0.1:9/deltas"
"""


def test_a_list_that_cannot_be_read_is_named_and_fails(shell: Shell) -> None:
    shell.write_settings(OFFLINE)
    ran = shell.run("reconcile", "arxiv", "--json")
    (row,) = ran.rows[0]["sources"]
    assert ran.code == 3
    assert (row["id"], row["named"], row["filled"], row["missing"]) == ("arxiv", 0, 0, 0)
    assert "Connection refused" in row["error"]
    (status,) = shell.run("status", "--json").rows
    assert status["sources"][0]["measuring_failed"] == row["error"]
    assert "The complete list of arXiv could not be read" in shell.run("status").out


def test_sources_without_a_second_channel_are_said_to_have_none(shell: Shell) -> None:
    shell.write_settings(FEED)
    ran = shell.run("reconcile")
    assert ran.code == 0
    assert "second channel" in ran.out + ran.err
    assert shell.run("reconcile", "nobody").code == 2
    assert shell.run("reconcile", "--days", "0").code == 2
