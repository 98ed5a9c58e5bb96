"""The Latin words inside Chinese, Japanese or Korean text: names and short forms that English papers have too. Pure.

"SiltNet是一个…框架，结合GPT-4o…" is one term to the grammar, and no English paper has all of it; some have "SiltNet".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from academichub.model import Query, Term
from academichub.search.grams import cut_runs

__all__ = ["latin_part"]

_WORD = re.compile(r"\w+")
_PER_WORD = 2  # East Asian characters: about as many as one English word has of them


def latin_part(query: Query) -> tuple[Query, float] | None:
    """The query with only its Latin words, and what share of the whole they are, from 0 to 1. What is excluded stays.

    None where it has nothing East Asian, or nothing would be left.
    """
    terms = tuple(dict.fromkeys(part for term in query.terms for part in _parts(term)))
    if terms == query.terms or not any(not term.is_excluded for term in terms):
        return None
    runs = [run for term in query.terms if not term.is_excluded for run in cut_runs(term.text)]
    n_latin = sum(len(_WORD.findall(run.text)) for run in runs if not run.is_east_asian)
    n_others = sum(len(run.text) for run in runs if run.is_east_asian) / _PER_WORD
    return replace(query, terms=terms), n_latin / (n_latin + n_others)


def _parts(term: Term) -> Iterator[Term]:
    runs = tuple(cut_runs(term.text))
    if term.is_excluded or not any(run.is_east_asian for run in runs):
        yield term
        return
    for run in runs:
        if not run.is_east_asian and any(map(str.isalpha, run.text)):
            yield replace(term, text=run.text)
