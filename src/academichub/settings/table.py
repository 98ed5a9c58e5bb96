"""The one table of settings: every key with its default, its meaning and the check of its value. Pure.

All else is derived from it: what hub.toml may hold, the names of the environment variables, `academichub settings`,
and the test that each key is documented. To add a setting, add a field in settings/__init__.py and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from academichub.settings import (
    AbstractsSettings,
    ArxivSettings,
    BriefSettings,
    CrossrefSettings,
    EuropepmcSettings,
    Hours,
    HuggingfaceSettings,
    LlmSettings,
    ModelSettings,
    OpenalexSettings,
    PubmedSettings,
    RxivSettings,
    SearchSettings,
    Secret,
    SemanticscholarSettings,
)
from academichub.settings.arxiv_categories import check_categories
from academichub.settings.checks import (
    LANGUAGES,
    check_address,
    check_base,
    check_flag,
    check_language,
    check_languages,
    check_number,
    check_one_of,
    check_text,
    check_texts,
    check_whole,
    parse_flag,
    parse_list,
    parse_number,
)
from academichub.settings.llm_checks import (
    check_cost_cap,
    check_endpoint,
    check_hours,
    check_key,
    check_key_file,
    check_price,
    check_token_cap,
)
from academichub.settings.source_checks import (
    SOURCES,
    check_allowed_hosts,
    check_contact,
    check_feed_id,
    check_field,
    check_fields,
    check_filter,
    check_journals,
)
from academichub.settings.subjects import check_subjects

__all__ = [
    "ARRAYS",
    "BETTER",
    "BRIEF",
    "ENCODERS",
    "FEED_PREFIX",
    "LANGUAGES",
    "LLM",
    "SEARCH",
    "SETTINGS",
    "SOURCES",
    "WEEKDAYS",
    "Array",
    "Setting",
    "Value",
]

FEED_PREFIX = "sources.feed"
LLM = "llm"
BETTER = "llm.better"
SEARCH = "search"
BRIEF = "brief"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SINCE = ("publication", "created", "updated")
ENCODERS = ("none", "multilingual", "english", "endpoint", "sentence-transformers")

Value = str | int | float | tuple[str, ...] | Hours | Secret | None


@dataclass(frozen=True, slots=True)
class Array:
    """Tables of one kind, as many as the reader likes: `[[sources.feed]]`."""

    what: str  # "a list of feeds"
    unique: str | None = None  # the key that no two of them may share


ARRAYS = {FEED_PREFIX: Array("a list of feeds", unique="id"), BETTER: Array("a list of models")}
"""The arrays of tables, by the key of each."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of hub.toml. `check` gives the value to keep, or raises ValueError with a sentence and a remedy."""

    key: str  # "sources.arxiv.categories"; a key of every feed is "sources.feed.url"
    check: Callable[[object], Value]
    default: Value
    meaning: str
    required: bool = False  # where its table stands, the key must too
    from_text: Callable[[str], object] = str  # reads what an environment variable holds, for `check`
    in_file: bool = True  # False: a secret, which the environment alone may hold
    own_variable: str | None = None  # where the variable is not named after the key

    @property
    def table(self) -> str:
        """What it stands in: "sources.arxiv"; empty at the top of the file."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The key as its table writes it."""
        return self.key.rpartition(".")[2]

    @property
    def variable(self) -> str | None:
        """The environment variable that sets it; None for the keys of an array, of which there are many."""
        if self.table in ARRAYS:
            return None
        return self.own_variable or "ACADEMICHUB_" + self.key.upper().replace(".", "_")


_ARXIV = ArxivSettings()
_RXIV = RxivSettings()
_CROSSREF = CrossrefSettings()
_OPENALEX = OpenalexSettings()
_SCHOLAR = SemanticscholarSettings()
_ABSTRACTS = AbstractsSettings()
_LLM = LlmSettings(models=())
_A_MODEL = ModelSettings(base_url="", model="")
_SEARCH = SearchSettings()
_BRIEF = BriefSettings()


def _rxiv(source: str, label: str) -> tuple[Setting, ...]:
    return (
        Setting(
            f"sources.{source}.subjects",
            check_subjects(source),
            _RXIV.subjects,
            f"Which subjects of {label} to follow, by the names it uses; an empty list means all of them.",
            from_text=parse_list,
        ),
        Setting(
            f"sources.{source}.api_url", check_base, _RXIV.api_url, f"Where the API of {label} is; a mirror or a fake."
        ),
    )


_ALONE = "Without it the source is asked for missing abstracts alone."


def _query(source: str, label: str, example: str) -> Setting:
    return Setting(
        f"sources.{source}.query",
        check_text,
        "",
        f"What to follow there, in the query language of {label}: {example}. {_ALONE}",
    )


def _api(source: str, label: str, default: str) -> Setting:
    return Setting(
        f"sources.{source}.api_url", check_base, default, f"Where the API of {label} is; a mirror or a fake."
    )


def _key(source: str, label: str, need: str) -> tuple[Setting, ...]:
    return (
        Setting(
            f"sources.{source}.api_key_file",
            check_key_file,
            None,
            f"A file with the key of {label} and nothing else, readable by you alone; {need}.",
        ),
        Setting(
            f"sources.{source}.api_key",
            check_key,
            None,
            f"The key of {label}: in this variable, or in the file that api_key_file names, and never in hub.toml.",
            in_file=False,
        ),
    )


def _model(table: str, meaning: str) -> tuple[Setting, ...]:
    return (
        Setting(f"{table}.model", check_text, None, meaning, required=True),
        Setting(
            f"{table}.price_in",
            check_price,
            _A_MODEL.price_in,
            "What a million tokens of questions cost, in your currency.",
            from_text=parse_number,
        ),
        Setting(
            f"{table}.price_out",
            check_price,
            _A_MODEL.price_out,
            "What a million tokens of answers cost.",
            from_text=parse_number,
        ),
        Setting(
            f"{table}.price_cached",
            check_price,
            _A_MODEL.price_cached,
            "What a million tokens of questions cost where the provider has them in its cache; by default price_in.",
            from_text=parse_number,
        ),
        Setting(
            f"{table}.timeout_s",
            check_number(1, 3600),
            _A_MODEL.timeout_s,
            "How many seconds an answer may take in all before the call is given up.",
            from_text=parse_number,
        ),
        Setting(
            f"{table}.api_key_file",
            check_key_file,
            None,
            "A file with the key and nothing else, readable by you alone; ~ is your home, and a relative path begins "
            "in the folder of hub.toml.",
        ),
    )


SETTINGS: tuple[Setting, ...] = (
    Setting("language", check_language, "en", "Language of pages, labels and digests: en (English) or zh (Chinese)."),
    Setting(
        "contact",
        check_contact,
        None,
        "Your mail address or web page. Upstreams ask to be told who fetches; it goes into the User-Agent, and a mail "
        "address also into what Crossref and PubMed are asked.",
    ),
    Setting(
        "sources.arxiv.categories",
        check_categories,
        _ARXIV.categories,
        "The arXiv categories to follow, as on arxiv.org/category_taxonomy.",
        required=True,
        from_text=parse_list,
    ),
    Setting("sources.arxiv.rss_url", check_base, _ARXIV.rss_url, "Where arXiv's RSS feeds are; a mirror or a fake."),
    Setting("sources.arxiv.oai_url", check_base, _ARXIV.oai_url, "Where arXiv's OAI-PMH is; a mirror or a fake."),
    *_rxiv("biorxiv", "bioRxiv"),
    *_rxiv("medrxiv", "medRxiv"),
    Setting(
        "sources.crossref.journals",
        check_journals,
        _CROSSREF.journals,
        f"The journals to follow through Crossref: ids of the catalogue, or ISSNs. {_ALONE}",
        from_text=parse_list,
    ),
    _api("crossref", "Crossref", _CROSSREF.api_url),
    _query("pubmed", "PubMed", '"microbiome[Title/Abstract]"'),
    _api("pubmed", "PubMed", PubmedSettings().api_url),
    *_key("pubmed", "NCBI", "with one PubMed may be asked ten times a second, without three times"),
    _query("europepmc", "Europe PMC", '"malaria AND SRC:PPR"'),
    _api("europepmc", "Europe PMC", EuropepmcSettings().api_url),
    Setting(
        "sources.openalex.filter",
        check_filter,
        _OPENALEX.filter,
        'Which works to follow, as OpenAlex filters them, without dates: "primary_topic.field.id:17,type:article". '
        + _ALONE,
    ),
    Setting(
        "sources.openalex.since",
        check_one_of(SINCE),
        _OPENALEX.since,
        "By which of its dates OpenAlex is asked: publication; or created or updated, which it may keep for paid keys.",
    ),
    _api("openalex", "OpenAlex", _OPENALEX.api_url),
    *_key("openalex", "OpenAlex", "it is needed, and free at openalex.org/settings/api"),
    _query("semanticscholar", "its bulk search", '"diffusion + protein"'),
    Setting(
        "sources.semanticscholar.fields",
        check_texts,
        _SCHOLAR.fields,
        "Only these fields of study, by its own names; an empty list means all of them.",
        from_text=parse_list,
    ),
    _api("semanticscholar", "Semantic Scholar", _SCHOLAR.api_url),
    *_key("semanticscholar", "Semantic Scholar", "without one you share a pool with everybody, often exhausted"),
    _api("huggingface", "Hugging Face", HuggingfaceSettings().api_url),
    Setting(
        "sources.feed.id",
        check_feed_id,
        None,
        "A journal of the catalogue, or a name of your own (a-z, 0-9, hyphens) for a feed with a url.",
        required=True,
    ),
    Setting("sources.feed.url", check_address, None, "The address of a feed that is not in the catalogue."),
    Setting("sources.feed.name", check_text, None, "The name under which a feed is shown; by default the catalogue's."),
    Setting("sources.feed.field", check_field, None, "The field of research of a feed; by default the catalogue's."),
    Setting(
        "fetch.allow_hosts",
        check_allowed_hosts,
        (),
        'Loopback or private hosts that may be fetched, as "host:port" or "network:port"; all others are refused.',
        from_text=parse_list,
    ),
    Setting(
        "abstracts.fill",
        check_flag,
        _ABSTRACTS.fill,
        "Whether Crossref, PubMed, Europe PMC and those you have a key of are asked for abstracts that are missing.",
        from_text=parse_flag,
    ),
    Setting(
        "abstracts.most",
        check_whole(1, 10_000),
        _ABSTRACTS.most,
        "For how many papers they are asked in one run, at most; the newest first.",
        from_text=parse_number,
    ),
    Setting(
        "llm.base_url",
        check_endpoint,
        None,
        "Where the language model answers, the part before /chat/completions: https://api.deepseek.com.",
        required=True,
    ),
    *_model(LLM, "How the model is called there; it is asked first."),
    Setting(
        "llm.api_key",
        check_key,
        None,
        "The key of the model: in this variable, or in the file that api_key_file names, and never in hub.toml.",
        in_file=False,
    ),
    Setting(
        "llm.languages",
        check_languages,
        _LLM.languages,
        "The languages to write summaries in: en, zh or both; an empty list means the language of the hub.",
        from_text=parse_list,
    ),
    Setting(
        "llm.concurrency",
        check_whole(1, 256),
        _LLM.concurrency,
        "How many calls may be under way at once, at most; the endpoint may make it fewer.",
        from_text=parse_number,
    ),
    Setting(
        "llm.daily_tokens",
        check_token_cap,
        _LLM.daily_tokens,
        "How many tokens, in and out, may be used in a day (UTC) by all models; by default as many as it takes.",
        from_text=parse_number,
    ),
    Setting(
        "llm.daily_cost",
        check_cost_cap,
        _LLM.daily_cost,
        "How much money may be spent in a day (UTC) on all models, in the currency of the prices; by default no cap.",
        from_text=parse_number,
    ),
    Setting(
        "llm.off_peak",
        check_hours,
        _LLM.off_peak,
        'The hours in which the model is cheaper, in UTC: "16:30-00:30". Outside them papers wait in the queue, and '
        "`summarise --now` asks all the same.",
    ),
    Setting(
        "llm.better.base_url", check_endpoint, None, "Where this model answers; by default where that of [llm] does."
    ),
    *_model(BETTER, "How a further model is called there; it is asked for what fails the checks of the one before."),
    Setting(
        "search.encoder",
        check_one_of(ENCODERS),
        _SEARCH.encoder,
        "What finds papers by their meaning: none, multilingual, english, endpoint or sentence-transformers.",
    ),
    Setting(
        "search.base_url",
        check_endpoint,
        _SEARCH.base_url,
        "Where the endpoint of embeddings answers, the part before /embeddings: https://api.openai.com/v1.",
    ),
    Setting(
        "search.model",
        check_text,
        _SEARCH.model,
        "How the embedding model is called at the endpoint, or by sentence-transformers.",
    ),
    Setting(
        "search.api_key_file",
        check_key_file,
        None,
        "A file with the key of that endpoint and nothing else, readable by you alone.",
    ),
    Setting(
        "search.api_key",
        check_key,
        None,
        "The key of that endpoint: in this variable, or in the file that api_key_file names, and never in hub.toml.",
        in_file=False,
        own_variable="ACADEMICHUB_EMBEDDING_API_KEY",
    ),
    Setting(
        "brief.weekly",
        check_one_of(WEEKDAYS),
        _BRIEF.weekly,
        "From this weekday on an update makes the briefing of the days before it: monday; by default none is made.",
    ),
    Setting(
        "brief.days",
        check_whole(1, 366),
        _BRIEF.days,
        "How many days the weekly briefing is about, up to the eve of that weekday.",
        from_text=parse_number,
    ),
    Setting(
        "brief.fields",
        check_fields,
        _BRIEF.fields,
        "The fields of research that it is about; an empty list means all of them.",
        from_text=parse_list,
    ),
    Setting("brief.radar", check_text, _BRIEF.radar, "The radar whose papers it is about; by default all papers."),
    Setting("brief.language", check_language, _BRIEF.language, "Its language; by default that of the hub."),
    Setting(
        "brief.with_model",
        check_flag,
        _BRIEF.with_model,
        "Whether the model of [llm] writes its sections, where one is configured.",
        from_text=parse_flag,
    ),
)
"""Every setting, in the order of hub.toml."""
