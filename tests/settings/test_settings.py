"""hub.toml and the environment: what they may say, and how a mistake is told."""

from __future__ import annotations

import gzip
import json
import os
import re
import stat
import tomllib
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import time
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academichub.errors import ConfigError
from academichub.settings import (
    ArxivSettings,
    CrossrefSettings,
    EuropepmcSettings,
    FeedSettings,
    FetchSettings,
    Hours,
    HuggingfaceSettings,
    LlmSettings,
    ModelSettings,
    OpenalexSettings,
    PubmedSettings,
    RxivSettings,
    Secret,
    SemanticscholarSettings,
    Settings,
    SourcesSettings,
    parse_allowed_host,
)
from academichub.settings.arxiv_categories import CATEGORIES
from academichub.settings.file import (
    Layer,
    describe_settings,
    home_folder,
    load_settings,
    template_text,
    write_template,
)
from academichub.settings.table import ARRAYS, SETTINGS
from academichub.settings.toml import KeyPath, parse_toml
from tests.recorded import recorded
from tests.settings.loading import load, mistake

WHOLE = """\
language = "zh"
contact = "me@example.org"

[sources.arxiv]
categories = [
    "cs.CV",  # vision ]
    "cs.RO",
]
rss_url = "http://127.0.0.1:9000/rss/"
[sources.biorxiv]
subjects = ["bioinformatics"]
[sources.medrxiv]
[[sources.feed]]
id = "nature"
[[sources.feed]]
id = "my-lab"
url = "https://example.org/feed?format=atom"
name = "Our lab"
field = "biology"
[fetch]
allow_hosts = ["127.0.0.1:9000", "10.0.0.0/8:80"]
"""


def test_whole_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE).settings == Settings(
        home=tmp_path,
        language="zh",
        contact="me@example.org",
        sources=SourcesSettings(
            arxiv=ArxivSettings(("cs.CV", "cs.RO"), rss_url="http://127.0.0.1:9000/rss"),
            biorxiv=RxivSettings(("bioinformatics",)),
            medrxiv=RxivSettings(),
            feed=(
                FeedSettings("nature"),
                FeedSettings("my-lab", "https://example.org/feed?format=atom", "Our lab", "biology"),
            ),
        ),
        fetch=FetchSettings(("127.0.0.1:9000", "10.0.0.0/8:80")),
    )


def test_each_value_knows_its_line(tmp_path: Path) -> None:
    loaded = load(tmp_path, WHOLE)
    lines = {key: origin.line for key, origin in loaded.origins.items()}
    assert lines == {
        "language": 1,
        "contact": 2,
        "sources": 4,
        "sources.arxiv": 4,
        "sources.arxiv.categories": 5,
        "sources.arxiv.rss_url": 9,
        "sources.biorxiv": 10,
        "sources.biorxiv.subjects": 11,
        "sources.medrxiv": 12,
        "sources.feed[0]": 13,
        "sources.feed[0].id": 14,
        "sources.feed[1]": 15,
        "sources.feed[1].id": 16,
        "sources.feed[1].url": 17,
        "sources.feed[1].name": 18,
        "sources.feed[1].field": 19,
        "fetch": 20,
        "fetch.allow_hosts": 21,
    }
    assert str(loaded.origin("language")) == f"{tmp_path}/hub.toml, line 1"
    assert str(loaded.origin("sources.arxiv.oai_url")) == "default"


def test_later_layers_win_and_say_so(tmp_path: Path) -> None:
    environ = {
        "ACADEMICHUB_LANGUAGE": "en",
        "ACADEMICHUB_SOURCES_ARXIV_CATEGORIES": "quant-ph, cond-mat.mtrl-sci,",
        "ACADEMICHUB_FETCH_ALLOW_HOSTS": "",
        "ACADEMICHUB_RECORDED": "/somewhere",
        "PATH": "/bin",
    }
    loaded = load(tmp_path, WHOLE, environ)
    assert loaded.settings.language == "en"
    assert loaded.settings.contact == "me@example.org"
    assert loaded.settings.sources.arxiv is not None
    assert loaded.settings.sources.arxiv.categories == ("quant-ph", "cond-mat.mtrl-sci")
    assert loaded.settings.fetch.allow_hosts == ("127.0.0.1:9000", "10.0.0.0/8:80")
    origins = [loaded.origin(key).layer for key in ("language", "contact", "sources.arxiv.oai_url")]
    assert origins == [Layer.ENVIRONMENT, Layer.FILE, Layer.DEFAULT]


def test_environment_alone_can_follow_a_source(tmp_path: Path) -> None:
    loaded = load(tmp_path, "", {"ACADEMICHUB_SOURCES_ARXIV_CATEGORIES": "cs.CL"})
    assert loaded.settings.sources == SourcesSettings(arxiv=ArxivSettings(("cs.CL",)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('language = "en"\nlangauge = "zh"', "hub.toml, line 2: langauge: unknown key; did you mean language?"),
        (
            '\n[sources.arxiv]\n\n\ncategries = ["cs.CV"]',
            "hub.toml, line 5: [sources.arxiv] categries: unknown key; did you mean categories?",
        ),
        ("[radar]", "hub.toml, line 1: radar: unknown key; allowed here: language, contact, sources, fetch"),
        ("[sources.arxive]", "hub.toml, line 1: [sources] arxive: unknown key; did you mean arxiv?"),
        (
            '[[sources.feed]]\nid = "nature"\nulr = "x"',
            "hub.toml, line 3: [[sources.feed]] ulr: unknown key; did you mean url?",
        ),
        (
            '"sources.arxiv.categories" = ["cs.CV"]',
            'hub.toml, line 1: "sources.arxiv.categories": unknown key; allowed',
        ),
        ('sources.arxiv.categories = ["cs.CV"]\nsources.arxiv.x = 1', "hub.toml, line 2: [sources.arxiv] x: unknown"),
        ('sources = {arxiv = {categories = ["x.Y"]}}', "hub.toml, line 1: [sources.arxiv] categories: 'x.Y' is not"),
        ('language = "fr"', "hub.toml, line 1: language: must be one of en, zh, not 'fr'"),
        ("language = 3", "hub.toml, line 1: language: must be one of en, zh, not 3"),
        ("language = []", "hub.toml, line 1: language: must be one of en, zh, not a list"),
        ("language = true", "must be one of en, zh, not true"),
        ("contact = 2026-01-01", "contact: must be text in quotation marks, not the bare date 2026-01-01"),
        ('contact = ""', "hub.toml, line 1: contact: is empty; write something between the quotation marks, or"),
        ("[fetch]\nallow_hosts = {a = 1}", 'must be a list such as ["one", "two"], not a table'),
        ("contact = me@example.org", "line 1: is not valid TOML: Invalid value; put text in quotation marks, such as"),
        ("[sources.arxiv]\ncategories = [cs.CV]", "line 2: is not valid TOML: Invalid value; put text in quotation"),
        ('language = "en" zh', "mend this line, or compare it with the template"),
        ('contact = "me"', "hub.toml, line 1: contact: must be a mail address or a web page"),
        ('contact = "a@b.org\\r\\nX: y"', "hub.toml, line 1: contact: holds a line break"),
        ('contact = "a@b.org) (evil"', "hub.toml, line 1: contact: must be a mail address"),
        ('contact = "https://e.org/) x"', "hub.toml, line 1: contact: must be a mail address"),
        ("[sources.arxiv]", "hub.toml, line 1: [sources.arxiv] categories: is missing; add it."),
        ("[sources.arxiv]\ncategories = []", "hub.toml, line 2: [sources.arxiv] categories: is empty; name one"),
        ('[sources.arxiv]\ncategories = "cs.CV"', "line 2: [sources.arxiv] categories: must be a list such as"),
        ("[sources.arxiv]\ncategories = [1]", "line 2: [sources.arxiv] categories: must be text in quotation marks"),
        ('[sources.biorxiv]\napi_url = "ftp://x.org"', "line 2: [sources.biorxiv] api_url: must be an address that"),
        ('[sources.biorxiv]\napi_url = "https://u:p@x.org"', "api_url: must not hold a user name or password"),
        ('[sources.biorxiv]\napi_url = "https://x.org/?a=1"', "api_url: must be the part before any ? or #"),
        ('[sources.biorxiv]\napi_url = "https://x.org:99999"', "api_url: must be an address"),
        ('[sources.biorxiv]\nsubjects = [""]', "line 2: [sources.biorxiv] subjects: is empty; write something"),
        ('sources = "arxiv"', "hub.toml, line 1: sources: is a table; write [sources] on a line of its own"),
        (
            '[sources.feed]\nid = "nature"',
            "line 1: [sources] feed: is a list of feeds; begin each with [[sources.feed]]",
        ),
        ('[[sources.feed]]\nurl = "https://x.org"', "line 1: [[sources.feed]] id: is missing; add it."),
        (
            '[[sources.feed]]\nid = "a"\n[[sources.feed]]\nname = "x"\nid = "a"',
            "hub.toml, line 5: [[sources.feed]] id: 'a' is listed already (line 2); remove one of the two",
        ),
        ('[[sources.feed]]\nid = "medrxiv"', "line 2: [[sources.feed]] id: 'medrxiv' is a source of its own; write"),
        ('[[sources.feed]]\nid = "My Lab"', "line 2: [[sources.feed]] id: 'My Lab': an id is made of a-z, 0-9 and"),
        ('[[sources.feed]]\nid = "-"', "an id is made of"),
        (
            '[[sources.feed]]\nid = "a"\nfield = "bio"',
            "line 3: [[sources.feed]] field: 'bio' is not a field of research",
        ),
        ('[[sources.feed]]\nid = "a"\nurl = "x.org/feed"', "line 3: [[sources.feed]] url: must be an address"),
        ('[fetch]\nallow_hosts = ["127.0.0.1"]', "line 2: [fetch] allow_hosts: '127.0.0.1' names no port; write"),
        (
            '[fetch]\nallow_hosts = ["http://127.0.0.1:9000"]',
            "line 2: [fetch] allow_hosts: 'http://127.0.0.1:9000': leave out http://; write host:port, such as",
        ),
        ("a = [\n1,\n", "hub.toml, line 3: is not valid TOML: "),
        ('language = "en"\nlanguage = "zh"', "hub.toml, line 2: is not valid TOML: Cannot overwrite a value"),
        ("x = " + "9" * 5000, "hub.toml, line 1: is not valid TOML: "),
        ("x = " + "[" * 5000, "hub.toml: brackets are nested too deeply"),
        (b'contact = "a"\n# caf\xe9', "hub.toml, line 2: holds bytes that are not UTF-8; save the file as UTF-8"),
        ('language = "en"'.encode("utf-16"), "hub.toml: is saved as UTF-16; save it as UTF-8"),
        (b"#" * 1_000_001, "hub.toml: is larger than 1 MB"),
        (b"\0", "hub.toml, line 1: is not valid TOML"),
    ],
)
def test_mistake_names_key_file_line_and_remedy(tmp_path: Path, text: str | bytes, message: str) -> None:
    told = mistake(tmp_path, text)
    assert told.startswith(f"{tmp_path}/hub.toml")
    assert message in told.replace(f"{tmp_path}/", "")
    assert told.isprintable()


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"ACADEMICHUB_LANGUAGE": "fr"}, "ACADEMICHUB_LANGUAGE: language: must be one of en, zh, not 'fr'"),
        (
            {"ACADEMICHUB_LANGAUGE": "zh"},
            "ACADEMICHUB_LANGAUGE: unknown environment variable; did you mean ACADEMICHUB_LA",
        ),
        (
            {"ACADEMICHUB_FETCH_ALLOW_HOSTS": "x"},
            "ACADEMICHUB_FETCH_ALLOW_HOSTS: [fetch] allow_hosts: 'x' names no port",
        ),
    ],
)
def test_mistake_in_the_environment(tmp_path: Path, environ: dict[str, str], message: str) -> None:
    assert message in mistake(tmp_path, WHOLE, environ)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://u:SECRET@x.org/f?key=SECRET",
        "http://u:SEC@RET?SECRET@x.org",
        "u:SECRET@x.org",
        "x.org?key=SECRET#SECRET",
        "u:SECRET@h?://x",
        "https://x.org:99999/#SECRET",
        "https://u:SECRET@x.org/",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        '[[sources.feed]]\nid = "a"\nurl = "{}"',
        '[[sources.feed]]\nid = "a"\nurl = ["{}"]',
        '[sources.biorxiv]\napi_url = "{}"',
        '[fetch]\nallow_hosts = ["{}"]',
        '[fetch]\nallow_hosts = "{}:80"',
        '[fetch]\nallow_hosts = ["{}:80"]',
    ],
)
def test_no_message_repeats_a_secret(tmp_path: Path, text: str, address: str) -> None:
    told = mistake(tmp_path, text.format(address))
    assert "SEC" not in told
    assert "RET" not in told


@pytest.mark.parametrize("category", ["cs.CV", "math.AG", "quant-ph", "cond-mat.mtrl-sci", "physics.chem-ph", "q-bio"])
def test_categories_of_arxiv(tmp_path: Path, category: str) -> None:
    loaded = load(tmp_path, f'[sources.arxiv]\ncategories = ["{category}", "{category}"]')
    assert loaded.settings.sources.arxiv == ArxivSettings((category,))


@pytest.mark.parametrize(
    ("category", "remedy"),
    [
        ("cs.cv", "did you mean cs.CV?"),
        ("CS.CV", "did you mean cs.CV?"),
        ("stat.XX", "stat has AP, CO, ME, ML, OT, TH"),
        ("cs.", "did you mean cs"),
        ("cs.CV+cs.RO", "cs has AI, AR, CC"),
        ("biology", "see arxiv.org/category_taxonomy"),
        ("cond-mat.mtrl", "did you mean cond-mat.mtrl-sci?"),
        ("cs/CV", "did you mean cs.CV?"),
        ("xx.CV", "see arxiv.org/category_taxonomy"),
    ],
)
def test_categories_of_nobody(tmp_path: Path, category: str, remedy: str) -> None:
    told = mistake(tmp_path, f'[sources.arxiv]\ncategories = ["cs.CV", "{category}"]')
    assert f"line 2: [sources.arxiv] categories: '{category}' is not an arXiv category; {remedy}" in told


@pytest.mark.recorded
def test_every_category_of_the_recorded_papers_is_known() -> None:
    listed: set[str] = set()
    with gzip.open(recorded("corpus/papers-2025.jsonl.gz")) as lines:
        for line in lines:
            listed.update(json.loads(line).get("categories") or ())
    assert {name for name in listed if re.fullmatch(r"[a-z-]+\.[A-Za-z-]+", name)} <= set(CATEGORIES)
    assert len(listed & set(CATEGORIES)) > 100


def test_editors_that_write_bom_and_crlf_are_welcome(tmp_path: Path) -> None:
    plain = load(tmp_path, WHOLE)
    assert load(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()) == plain


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"hub\.toml: there is no such file; write one with: academichub init"):
        load_settings(tmp_path / "none")
    (tmp_path / "hub.toml").mkdir()
    with pytest.raises(ConfigError, match=r"hub\.toml: cannot be read"):
        load_settings(tmp_path)


def test_home_folder(tmp_path: Path) -> None:
    named = {"ACADEMICHUB_HOME": str(tmp_path / "b")}
    assert home_folder(tmp_path / "a", named) == tmp_path / "a"
    assert home_folder(None, named) == tmp_path / "b"
    assert home_folder(Path("here"), {}) == Path.cwd() / "here"
    assert home_folder(None, {}).name == "academichub"


def test_template_loads_and_equals_the_documented_defaults(tmp_path: Path) -> None:
    path = write_template(tmp_path / "new" / "home")
    loaded = load_settings(path.parent)
    assert loaded.settings == Settings(
        home=tmp_path / "new" / "home",
        language="en",
        sources=SourcesSettings(
            arxiv=ArxivSettings(("cs.CV", "cs.RO", "cs.LG")),
            biorxiv=RxivSettings(("bioinformatics",)),
            medrxiv=RxivSettings(),
            feed=tuple(map(FeedSettings, ("nature", "science", "cell", "pnas", "lancet", "nejm", "prl"))),
        ),
    )


def test_template_names_every_key_and_each_commented_one_is_sound(tmp_path: Path) -> None:
    text = template_text()
    for row in SETTINGS:
        assert (f"{row.name} = " in text) is row.in_file, row.key
    uncommented = [re.sub(r"^# (?=\w+ = |\[)", "", line) for line in text.splitlines()]
    (tmp_path / "llm.key").touch(0o600)
    (tmp_path / "llm.key").write_text("sk-1")
    (tmp_path / "openai.key").touch(0o600)
    (tmp_path / "openai.key").write_text("sk-2")
    for name in ("ncbi", "openalex", "semanticscholar"):
        (tmp_path / f"{name}.key").touch(0o600)
        (tmp_path / f"{name}.key").write_text(f"key-of-{name}")
    loaded = load(tmp_path, "\n".join(uncommented).replace("~/.config/", ""))
    assert loaded.settings.sources.feed[-1].id == "my-lab"
    assert loaded.settings.sources.pubmed == PubmedSettings("microbiome[Title/Abstract]", key=Secret("key-of-ncbi"))
    assert loaded.settings.sources.crossref == CrossrefSettings(("nature", "1476-4687"))
    assert loaded.settings.contact == "me@example.org"
    assert loaded.settings.llm == LlmSettings(
        models=(
            ModelSettings("https://api.deepseek.com", "deepseek-chat", Secret("sk-1"), 0.27, 1.1, 0.07),
            ModelSettings("https://api.openai.com/v1", "gpt-4.1-mini", Secret("sk-2"), 0.25, 2.0, 0.025, 120.0),
        ),
        languages=("zh",),
        daily_tokens=2_000_000,
        daily_cost=0.5,
        off_peak=Hours(time(16, 30), time(0, 30)),
    )


def test_template_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hub.toml"
    path.write_text("# mine")
    with pytest.raises(ConfigError, match="exists already and was left as it is"):
        write_template(tmp_path)
    assert path.read_text() == "# mine"
    with pytest.raises(ConfigError, match="cannot be made: File exists"):
        write_template(path)


def test_defaults_of_the_table_are_those_of_the_types(tmp_path: Path) -> None:
    everything = Settings(
        tmp_path,
        sources=SourcesSettings(
            ArxivSettings(),
            RxivSettings(),
            RxivSettings(),
            CrossrefSettings(),
            PubmedSettings(),
            EuropepmcSettings(),
            OpenalexSettings(),
            SemanticscholarSettings(),
            HuggingfaceSettings(),
        ),
    )
    for row in SETTINGS:
        if row.table not in ("sources.feed", "llm", "llm.better") and row.name not in ("api_key_file", "api_key"):
            value: object = everything
            for name in row.key.split("."):
                value = getattr(value, name)
            assert value == row.default, row.key
    types = [part for shape in (LlmSettings, ModelSettings) for part in fields(shape)]
    defaults = {part.name: part.default for part in types if part.default is not MISSING}
    of_llm = [row for row in SETTINGS if row.table in ("llm", "llm.better") and row.name in defaults]
    assert {row.key: row.default for row in of_llm} == {row.key: defaults[row.name] for row in of_llm}
    assert {row.name for row in of_llm} == defaults.keys() - {"key"}


def test_settings_are_described(tmp_path: Path) -> None:
    rows = {row.key: row for row in describe_settings(load(tmp_path, WHOLE, {"ACADEMICHUB_LANGUAGE": "en"}))}
    expected = {row.key for row in SETTINGS if row.table not in ARRAYS}
    feeds = {"sources.feed[0].id", *(f"sources.feed[1].{name}" for name in ("id", "url", "name", "field"))}
    assert rows.keys() == expected | feeds
    assert (rows["language"].value, str(rows["language"].origin)) == ("en", "ACADEMICHUB_LANGUAGE")
    assert rows["sources.arxiv.categories"].value == ("cs.CV", "cs.RO")
    assert str(rows["sources.feed[1].url"].origin) == "hub.toml, line 17"
    assert all(row.meaning.endswith(".") for row in rows.values())


def test_the_query_of_a_feed_is_not_shown(tmp_path: Path) -> None:
    address = "https://example.org/feed?key=SECRET#part"
    loaded = load(tmp_path, f'[[sources.feed]]\nid = "my-lab"\nurl = "{address}"')
    rows = {row.key: row.value for row in describe_settings(loaded)}
    assert rows["sources.feed[0].url"] == "https://example.org/feed?•••#part"
    assert loaded.settings.sources.feed[0].url == address


def test_a_variable_is_empty_or_a_list(tmp_path: Path) -> None:
    variable = "ACADEMICHUB_SOURCES_BIORXIV_SUBJECTS"
    text = '[sources.biorxiv]\nsubjects = ["bioinformatics"]'
    for value, subjects in (("", ("bioinformatics",)), (" ", ("bioinformatics",)), (",", ())):
        assert load(tmp_path, text, {variable: value}).settings.sources.biorxiv == RxivSettings(subjects)


def test_the_home_folder_is_its_owners_alone(tmp_path: Path) -> None:
    path = write_template(tmp_path / "home")
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path.parent, path)] == [0o700, 0o600]
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    write_template(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_every_variable_has_a_name_of_its_own() -> None:
    variables = [row.variable for row in SETTINGS if row.variable]
    assert len(variables) == len(set(variables))
    assert "ACADEMICHUB_SOURCES_ARXIV_CATEGORIES" in variables


@pytest.mark.parametrize(
    ("entry", "host", "address", "port"),
    [
        ("127.0.0.1:9000", "127.0.0.1", "127.0.0.1", 9000),
        ("LocalHost:80", "localhost", "127.0.0.1", 80),
        ("[::1]:8080", "::1", "::1", 8080),
        ("[0:0::1]:8080", "::1", "::1", 8080),
        ("10.0.0.0/8:443", "anything.test", "10.1.2.3", 443),
        ("[fd00::/8]:443", "anything.test", "fd12::1", 443),
    ],
)
def test_allowed_host_covers_itself_alone(entry: str, host: str, address: str, port: int) -> None:
    allowed = parse_allowed_host(entry)
    assert allowed.covers(host, ip_address(address), port)
    assert not allowed.covers(host, ip_address(address), port + 1)
    assert not allowed.covers("other.test", ip_address("192.168.0.1"), port)


@pytest.mark.parametrize(
    "entry",
    ["", ":80", "x", "x:", "x:0", "x:65536", "x:٣", "::1:80", "http://x:80", "10.0.0.1/8:80", "a b:80", "x:80:90"],
)
def test_what_is_no_allowed_host(entry: str) -> None:
    with pytest.raises(ValueError, match="such as"):
        parse_allowed_host(entry)


KEYS = st.sampled_from(["a", "b-c", '"d e"', "'f]'", "g.h", '"#".i'])
VALUES = st.sampled_from(
    [
        "1",
        '"x # \\" ["',
        "'y [ # '",
        '["a", # ]\n\n"b"]',
        '"""\n[t]\nk = 1 "\\" \n"""',
        "'''\n'''",
        "{x = [1], y = 2}",
        '""""x""""',
        "[[1],\n[2]]",
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES, st.sampled_from(["", "\n", "# [x]\n", "  "])), max_size=8))
def test_lines_are_right_whatever_stands_between(statements: list[tuple[str, str, str]]) -> None:
    text = ""
    expected: dict[KeyPath, int] = {}
    for place, (key, value, before) in enumerate(statements):
        text += f"{before}[t{place}] # [x]\n" if place % 2 else f"{before}[[t]]\n"
        path: KeyPath = (f"t{place}",) if place % 2 else ("t", place // 2)
        text += f"{key} = {value} # end\n"
        inner: object = tomllib.loads(f"{key} = 0")
        while isinstance(inner, dict):
            ((name, inner),) = inner.items()
            path = (*path, name)
        expected[path] = text.count("\n", 0, len(text) - len(f"{value} # end\n")) + 1
    lines = parse_toml(text.encode(), "hub.toml")
    assert {path: lines.line_of(path) for path in expected} == expected


@settings(deadline=None)
@given(st.text(st.sampled_from(list("[]{}\"'=#.,\n\r\\ab1 é\0")), max_size=60) | st.binary(max_size=60))
def test_any_bytes_are_a_tree_or_an_error_of_ours(noise: str | bytes) -> None:
    data = noise if isinstance(noise, bytes) else noise.encode()
    with suppress(ConfigError):
        text = parse_toml(data, "hub.toml")
        assert all(text.line_of((key,)) for key in text.tree)


def test_home_is_not_read_behind_our_back(tmp_path: Path) -> None:
    """The environment is an argument: what the process itself has in it changes nothing."""
    assert "ACADEMICHUB_LANGUAGE" not in os.environ
    assert load(tmp_path, "").settings == Settings(tmp_path)
