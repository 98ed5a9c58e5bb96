"""Every paper of the sample edition opens, on its page and in the terminal, in either language."""

from __future__ import annotations

from io import StringIO

import pytest

from academichub.app import Hub, open_hub, publish_sample
from academichub.cli.showing import print_details
from academichub.cli.terminal import SafeConsole
from academichub.model import PaperId
from academichub.publish.wording import wording
from academichub.settings.file import load_settings
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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_paper_of_the_sample_opens(shell: Shell, language: str) -> None:
    shell.write_settings(f'language = "{language}"{OFFLINE}')
    hub = publish_sample(open_hub(load_settings(shell.home).settings))
    papers = {line.paper_id for day, _ in hub.store.days() for line in hub.store.outline(day)}
    browser = Browser(hub.web())
    pages = {name: browser.get(paper_path(name)).status_code for name in papers}
    assert len(papers) > 50
    assert {name: code for name, code in pages.items() if code != 200} == {}
    assert {name: len(printed(hub, name)) for name in papers if len(printed(hub, name)) < 4} == {}
    ran = shell.run("show", min(papers))
    assert (ran.code, ran.out.split()) == (0, " ".join(printed(hub, min(papers))).split())
    hub.close()
