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


def test_what_could_not_be_read_is_not_counted_and_said_once_in_chinese(shell: Shell) -> None:
    shell.write_settings(f'language = "zh"\n{OFFLINE}')
    (line,) = shell.run("reconcile").err.splitlines()
    assert line.startswith("arXiv 2")
    assert "的完整列表未能读取，无法核对：127.0.0.1：无法建立连接（连接被拒绝）；请稍后" in line
    assert line.endswith("再运行 academichub reconcile arxiv")
    shell.run("update")
    told = shell.run("status")
    assert (told.out + told.err).count("127.0.0.1：无法建立连接") == 1
    assert "– 未访问" in told.err


def test_sources_without_a_second_channel_are_said_to_have_none(shell: Shell) -> None:
    shell.write_settings(FEED)
    ran = shell.run("reconcile")
    assert ran.code == 0
    assert "second channel" in ran.out + ran.err
    assert shell.run("reconcile", "nobody").code == 2
    assert shell.run("reconcile", "--days", "0").code == 2
