"""What is no abstract though it stands in its place; and what is one though it speaks of such things."""

from __future__ import annotations

import pytest

from academichub.model import Markup
from academichub.pipeline.telling import tells
from tests.samples import journal_record

NONE = (
    "Abstract not available. Please visit the website of the publisher to read the full text of this article.",
    "No abstract is available for this article; it may be had from the library that has the printed volume.",
    "An abstract is unavailable. This item is available as full text to those who subscribe to the journal.",
    "Just a moment... Checking your browser before accessing this site. Enable JavaScript and cookies to continue. "
    "Cloudflare Ray ID: 12345",
    "403 Forbidden: You do not have access to the content of this page. Log in via your institution to continue.",
    "404 Not Found. The page you requested is not here any more, or has never been; look for it elsewhere.",
    "(function(w,d,s){w.dataLayer=w.dataLayer||[];w.dataLayer.push(arguments)})(window,document,script); return false;",
    "x" * 20_000,
    "word and other words of a text that does not end any more, in nine ways " * 1_000,
    "- " * 100,
    "To read the full article, please sign in. " * 10,
)
SOME = (
    "We measure how often servers answer 403 Forbidden to crawlers, over two years and a million sites, and find that "
    "a third of them do so for one agent alone. Most of these refusals are older than the files that announce them, "
    "and they differ by country; we discuss what an honest crawler can do about it.",
    "Access to clean water is denied to many people of the delta, and abstract models of supply have failed them.",
    "A function f(x) = {x} that is periodic on the window [0, 1] is studied; bounds for its mean are given.",
    "我们研究了三角洲中水流与泥沙之间的关系，并提出一种新的方法来估计每一年的沉积量，结果表明该方法在十二个站点上均优于已有的模型，且计算量更小。",
    "Wasserkraftwerksbetreiber beeinflussen Flusslandschaften nachweislich, Naturschutzverbände widersprechen.",
)


def abstract(text: str) -> bool:
    return tells(journal_record(abstract=Markup(text)))


@pytest.mark.parametrize("text", NONE, ids=range(len(NONE)))
def test_what_says_that_there_is_none_is_none(text: str) -> None:
    assert not abstract(text)


@pytest.mark.parametrize("text", SOME, ids=range(len(SOME)))
def test_what_speaks_of_it_is_one(text: str) -> None:
    assert abstract(text)
