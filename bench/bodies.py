"""arXiv RSS bodies of any size, from word lists with a fixed seed: real in shape, in length, in share of TeX."""

from __future__ import annotations

import random
from datetime import date, timedelta
from html import escape

from bench.record import SEED

__all__ = ["arxiv_body"]

_WORDS = (
    "the of and to in we a is for that with on as are by this from an our can model data method results learning "
    "network training approach proposed performance image based show using image task which between language "
    "framework have information these state features detection segmentation robust representation generation "
    "accuracy dataset benchmark evaluation large novel efficient graph optimization quantum theory energy sampling "
    "distribution estimate bound convergence variance noise signal adaptive prior posterior inference structure"
).split()
_FORMULAS = ("$\\mathcal{O}(n \\log n)$", "$\\alpha$", "$10^{-3}$", "$x_i \\in \\mathbb{R}^d$", "$p < 0.05$", "$k$")
_CATEGORIES = ("cs.CV", "cs.LG", "cs.RO", "cs.CL", "cs.AI", "stat.ML", "quant-ph", "eess.IV")


def arxiv_body(n: int, first: int = 0) -> bytes:
    """An RSS body of `n` new papers, numbered from `first`: about 2 kB each, 12 % with mathematics.

    Each body has a day of its own, further back the higher `first`, as a store is filled over years.
    """
    random_words = random.Random(SEED + first)
    day = f"{date(2026, 6, 16) - timedelta(days=first // n):%a, %d %b %Y} 00:00:00 -0400"
    items = "\n".join(_item(number, day, random_words) for number in range(first, first + n))
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
<channel><title>cs.CV updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CV</link>
<description>cs.CV updates on the arXiv.org e-print archive.</description>
<pubDate>{day}</pubDate>
{items}
</channel></rss>""".encode()


def oai_body(n: int, first: int = 0) -> bytes:
    """A page of arXiv's OAI-PMH in arXivRaw: `n` records of the length of the feed's, each with two versions."""
    chance = random.Random(SEED + first)
    records = "\n".join(_oai_record(number, chance) for number in range(first, first + n))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-06-16T12:00:00Z</responseDate>
<ListRecords>{records}<resumptionToken>more</resumptionToken></ListRecords></OAI-PMH>""".encode()


def _oai_record(number: int, chance: random.Random) -> str:
    name = f"2606.{number % 99999 + 1:05d}"
    authors = ", ".join(f"{_name(chance)} {_name(chance)}" for _ in range(chance.randint(2, 7)))
    categories = " ".join(dict.fromkeys(("cs.CV", *chance.choices(_CATEGORIES, k=2))))
    title = escape(" ".join(chance.choices(_WORDS, k=10)).title())
    abstract = escape(" ".join(_sentence(chance) for _ in range(9)))
    return f"""<record><header><identifier>oai:arXiv.org:{name}</identifier><datestamp>2026-06-16</datestamp>
<setSpec>cs:cs:CV</setSpec></header><metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{name}</id>
<version version="v1"><date>Thu, 11 Jun 2026 16:00:00 GMT</date></version>
<version version="v2"><date>Mon, 15 Jun 2026 16:00:00 GMT</date></version>
<title>{title}</title><authors>{authors}</authors><categories>{categories}</categories><comments>9 pages</comments>
<license>http://creativecommons.org/licenses/by/4.0/</license><abstract>  {abstract}
</abstract></arXivRaw></metadata></record>"""


def _item(number: int, day: str, chance: random.Random) -> str:
    month, serial = divmod(number, 99999)
    name = f"{26 + month // 12:02d}{month % 12 + 1:02d}.{serial + 1:05d}"
    sentences = [_sentence(chance) for _ in range(9)]
    if chance.random() < 0.12:
        sentences[4] = f"{sentences[4][:-1]} with {chance.choice(_FORMULAS)} and {chance.choice(_FORMULAS)}."
    authors = ", ".join(f"{_name(chance)} {_name(chance)}" for _ in range(chance.randint(2, 7)))
    categories = "".join(
        f"<category>{name}</category>" for name in chance.sample(_CATEGORIES, chance.choice((1, 1, 2, 3)))
    )
    title = escape(" ".join(chance.choices(_WORDS, k=10)).title())
    return f"""<item><title>{title}</title><link>https://arxiv.org/abs/{name}</link>
<description>arXiv:{name}v1 Announce Type: new \nAbstract: {escape(" ".join(sentences))}</description>
<guid isPermaLink="false">oai:arXiv.org:{name}v1</guid>{categories}
<pubDate>{day}</pubDate><arxiv:announce_type>new</arxiv:announce_type>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights><dc:creator>{authors}</dc:creator></item>"""


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(14, 24))).capitalize() + "."


def _name(chance: random.Random) -> str:
    return "".join(chance.choices("aeioulmnrstk", k=chance.randint(4, 8))).capitalize()
