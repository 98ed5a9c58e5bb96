"""The catalogue of journals: what ships is sound, and a slip of the pen is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from academichub.errors import ConfigError
from academichub.identifiers import parse_issn
from academichub.settings import FeedSettings, Settings, SourcesSettings
from academichub.sources import crossref, feed
from academichub.sources.catalogue import field_by_issn, load_catalogue, parse_catalogue
from academichub.taxonomy import FIELDS, OTHER

GOOD = {
    "title": '"Shade"',
    "label": '"Shade (Biology)"',
    "publisher": '"Oak Press"',
    "issn": '["0028-0836"]',
    "field": '"biology"',
    "feed": '"https://shade.example/rss"',
}


def block(name: str = "shade", **changes: str) -> str:
    lines = "\n".join(f"{key} = {value}" for key, value in (GOOD | changes).items() if value)
    return f"[journal.{name}]\n{lines}\n"


def test_ships_enough_journals_over_all_fields() -> None:
    journals = load_catalogue()
    fields = Counter(journal.field for journal in journals.values())
    assert len(journals) >= 300
    assert {field for field in FIELDS if fields[field] < 3} == {OTHER}
    assert all(parse_issn(issn) == issn for journal in journals.values() for issn in journal.issn)


@pytest.mark.parametrize("name", ["nature", "science", "cell", "pnas", "lancet", "nejm", "prl", "jama", "bmj", "elife"])
def test_ships_the_journals_that_everyone_asks_for(name: str) -> None:
    assert name in load_catalogue()


def test_the_label_is_that_of_the_front_page() -> None:
    nature = load_catalogue()["nature"]
    assert (nature.label, nature.name, nature.issn[0]) == ("Nature (Science)", "Nature", "0028-0836")


def test_a_journal_without_a_feed_is_followed_by_its_issn_under_its_own_name() -> None:
    journal = next(journal for journal in load_catalogue().values() if journal.feed is None)
    chosen = Settings(Path("unused"), sources=SourcesSettings(feed=(FeedSettings("nature"), FeedSettings(journal.id))))
    assert [source.id for source in feed.configured(chosen)] == ["nature"]
    (source,) = crossref.configured(chosen)
    assert (source.id, source.label, source.issns) == (journal.id, journal.label, journal.issn)
    assert set(source.fields.values()) == {journal.field}
    own = FeedSettings(journal.id, "https://example.org/rss")
    (moved,) = feed.configured(Settings(Path("unused"), sources=SourcesSettings(feed=(own,))))
    assert (moved.url, moved.label) == (own.url, journal.label)


def test_every_issn_leads_to_one_field() -> None:
    fields = field_by_issn()
    assert fields["1476-4687"] == "multidisciplinary"
    assert len(fields) == sum(len(journal.issn) for journal in load_catalogue().values())


def test_a_good_block_is_read() -> None:
    journal = parse_catalogue(block())["shade"]
    assert (journal.id, journal.title, journal.issn, journal.field) == ("shade", "Shade", ("0028-0836",), "biology")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (block(issn='["0028-0837"]'), ["'shade'", "0028-0837", "check digit"]),
        (block(issn='"0028-0836"'), ["'shade'", "list"]),
        (block(issn="[]"), ["'shade'", "list"]),
        (block(field='"botany"'), ["'shade'", "'botany'"]),
        (block(feed='"shade.example/rss"'), ["'shade'", "http"]),
        (block(feed='"file:///etc/passwd"'), ["'shade'", "http"]),
        (block(feed='"https://[/"'), ["'shade'", "http"]),
        (block(label='"Shade"'), ["'shade'", "Name (Field)"]),
        (block(title=""), ["'shade'", "title"]),
        (block(title="7"), ["'shade'", "text"]),
        (block(colour='"green"'), ["'shade'", "exactly these keys"]),
        (block("Shade_Tree"), ["'Shade_Tree'", "small letters"]),
        (
            block() + block("sun", label='"Sun (Biology)"', feed='"https://sun.example/"'),
            ["'sun'", "0028-0836", "'shade'"],
        ),
        (block() + block("sun", issn='["0036-8075"]', feed='"https://sun.example/"'), ["'sun'", "Shade (Biology)"]),
        ("[journal.shade\n", ["not valid TOML"]),
        ('journal = "shade"', ["table"]),
        ("[journal]\nshade = 3\n", ["'shade'", "exactly these keys"]),
    ],
)
def test_a_slip_is_named_with_its_block(text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_catalogue(text)
    assert all(word in str(caught.value) for word in words), str(caught.value)
