"""A paper as one BibTeX entry. Pure.

Owns escaping, the citation key and the choice of entry type. It cites from what is stored and looks nothing up; what is
not known is left out. Unicode is kept, as biber and every BibTeX style of this century read it; characters that TeX
would act on are spelled out, so an entry is balanced whatever a title holds.

Source: BibTeX 0.99d manual (btxdoc) for fields and names; https://info.arxiv.org/help/hypertex/bibstyles for eprint.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

from academichub.model import Author, Paper

__all__ = ["citation_key", "escape_tex", "render_bibtex"]

_SPELLED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        '"': r"\textquotedbl{}",
        **{character: "\\" + character for character in "#$%&_"},
    }
)
_PREPRINT_SERVERS = ("arxiv", "biorxiv", "medrxiv")
_NEW_STYLE_ARXIV = re.compile(r"(\d\d)(\d\d)\.\d{4,5}")
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


def escape_tex(text: str) -> str:
    """Plain text as TeX that reads the same: one line, no control characters, no active characters."""
    printable = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)
    return " ".join(printable.split()).translate(_SPELLED)


def citation_key(paper: Paper) -> str:
    """`wang2026learning-3f9a1c2e`: readable first, then eight digits of the paper id's hash: no two papers share it."""
    surname = _slug(_family_name(paper.authors[0])) if paper.authors else ""
    word = next((slug for w in paper.title.plain.split() if (slug := _slug(w)) and slug not in _SMALL_WORDS), "")
    digest = hashlib.sha256(paper.paper_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{surname[:24] or 'anon'}{_year(paper) or ''}{word[:24]}-{digest}"


def render_bibtex(paper: Paper, journal: str | None = None) -> str:
    """The entry, ending in a newline. `@article` where the work stands in a journal, else `@misc`.

    `journal` is the journal's name, where the paper comes from one; a preprint's version of record gives its DOI alone.
    """
    is_article = journal is not None and paper.source not in _PREPRINT_SERVERS
    fields = [f"  {name} = {{{value}}}" for name, value in _fields(paper, journal if is_article else None) if value]
    kind = "article" if is_article else "misc"
    return "@{}{{{},\n{}\n}}\n".format(kind, citation_key(paper), ",\n".join(fields))


def _fields(paper: Paper, journal: str | None) -> list[tuple[str, str | None]]:
    arxiv = paper.identifiers.arxiv
    return [
        ("title", f"{{{escape_tex(paper.title.plain)}}}"),  # the inner braces keep the authors' capitals
        ("author", " and ".join(_name(author) for author in paper.authors)),
        ("journal", escape_tex(journal) if journal else None),
        ("year", _year(paper)),
        ("eprint", _verbatim(arxiv)),
        ("archivePrefix", "arXiv" if arxiv else None),
        ("primaryClass", escape_tex(paper.primary_category) if arxiv and paper.primary_category else None),
        ("doi", _verbatim(paper.published_doi or paper.identifiers.doi)),
        ("url", _verbatim(paper.links.abstract)),
        ("note", _note(paper)),
    ]


def _name(author: Author) -> str:
    """A group, a name that holds the word "and" or too many commas is braced, or BibTeX would take it to pieces."""
    name = escape_tex(author.name)
    is_one_word = author.is_group or name.count(",") > 1 or re.search(r"\band\b", name, re.IGNORECASE)
    return f"{{{name}}}" if is_one_word else name


def _family_name(author: Author) -> str:
    if author.is_group or "," in author.name:
        return author.name.partition(",")[0]
    return (author.name.split() or [""])[-1]


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_A_KEY.sub("", ascii_text.lower())


def _year(paper: Paper) -> str | None:
    """The year the paper was posted; failing that, the year in an arXiv identifier of the form used since 2007."""
    if paper.posted_on is not None:
        return str(paper.posted_on.year)
    form = _NEW_STYLE_ARXIV.fullmatch(paper.identifiers.arxiv or "")
    return f"20{form[1]}" if form else None


def _verbatim(address: str | None) -> str | None:
    """An address or identifier, which styles set verbatim: only what would unbalance the field is percent-encoded."""
    if address is None:
        return None
    return "".join(quote(c, errors="replace") if c in "{}\\" or not c.isprintable() or c == " " else c for c in address)


def _note(paper: Paper) -> str | None:
    if paper.withdrawn:
        return "Withdrawn"
    return f"Version {paper.version}" if paper.version is not None and paper.identifiers.arxiv else None
