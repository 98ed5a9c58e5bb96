"""The sample edition: every paper opens, on its page and in the terminal; the status is of the reader's own sources."""

from __future__ import annotations

import re
from io import StringIO

import pytest

from academichub.app import Hub, open_hub, open_sample, publish_sample
from academichub.cli.showing import print_details
from academichub.cli.terminal import SafeConsole
from academichub.model import PaperId
from academichub.publish.wording import wording
from academichub.settings.file import load_settings
from academichub.taxonomy import is_field
from academichub.web.links import paper_path
from tests.cli.running import Shell
from tests.web.asking import Browser

OFFLINE = """
[sources.arxiv]
categories = ["cs.CV"]
rss_url = "http://127.0.0.1:9/rss"
oai_url = "http://127.0.0.1:9/oai"
[fetch]
allow_hosts = ["127.0.0.1:9"]
"""


def printed(hub: Hub, paper_id: PaperId) -> list[str]:
    """The lines of `show`, of as many papers as are wanted in one process."""
    console, language = SafeConsole(file=StringIO(), width=80), hub.settings.language
    with console.capture() as captured:
        print_details(console, hub.store.details(paper_id, language), wording(language), hub.labels)
    return captured.get().splitlines()


def sample_of(shell: Shell, language: str) -> Hub:
    shell.write_settings(f'language = "{language}"{OFFLINE}')
    return publish_sample(open_hub(load_settings(shell.home).settings))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_paper_of_the_sample_opens(shell: Shell, language: str) -> None:
    hub = sample_of(shell, language)
    papers = {line.paper_id for day, _ in hub.store.days() for line in hub.store.outline(day)}
    browser = Browser(hub.web())
    pages = {name: browser.get(paper_path(name)).status_code for name in papers}
    assert len(papers) > 50
    assert {name: code for name, code in pages.items() if code != 200} == {}
    assert {name: len(printed(hub, name)) for name in papers if len(printed(hub, name)) < 4} == {}
    ran = shell.run("show", min(papers))
    assert (ran.code, ran.out.split()) == (0, " ".join(printed(hub, min(papers))).split())
    hub.close()


def test_the_sample_tells_the_true_state_of_the_own_sources(shell: Shell) -> None:
    shell.write_settings(f'language = "en"{OFFLINE}')
    assert shell.run("up", "--once").code == 3
    hub = open_sample(open_hub(load_settings(shell.home).settings))
    browser = Browser(hub.web())
    page, today = browser.get("/status").text, hub.own.clock().date() if hub.own else None
    hub.close()
    assert {account.label for account in hub.accounts.over(30)} == {"arXiv"}
    assert page.count('<th role="rowheader" scope="row">arXiv</th>') == 2  # how it stands, and its days
    assert today is not None
    assert f'<time datetime="{today}">' in page
    assert "could not be read at the last update" not in browser.get("/").text


def test_a_journal_s_field_is_no_cross_list_of_its_digest(shell: Shell) -> None:
    hub = sample_of(shell, "en")
    told = [hub.digest(day).text for day, _ in hub.store.days()]
    hub.close()
    listed = {
        name
        for text in told
        for line in re.findall("^Cross-lists: (.*)$", text, re.MULTILINE)
        for name in line.split(", ")
    }
    assert "cs.LG" in listed
    assert {name for name in listed if is_field(name)} == set()
