"""A query as the index understands it: built out of objects, never out of text that the index would parse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import ceil, log

from tantivy import FieldType, Occur, Searcher
from tantivy import Query as Asked

from academichub.index.fields import SCHEMA, names_in, words_in
from academichub.model import Query, SearchField, Term
from academichub.search.grams import Run, cut_runs
from academichub.search.snippets import Wanted

__all__ = ["ask_filters", "ask_like", "ask_passing", "ask_some", "ask_titled", "ask_whole", "wanted_of"]

_TITLE_WEIGHT = 2.0  # beside the match in the whole text: a word of the title counts three times
_LONG_RUN = 4  # characters without spaces; from here on a run is several words, and may stand apart
_WHOLE_RUN = 1_000.0  # added where such a run stands as it was written: more than any sum of words
_MOST_OF = 0.5  # of the pairs of such a run: 扩散 and 模型, apart, are two of the three of 扩散模型
_SOME = 0.5  # of the terms, before papers with a single one are taken
_GIVEN_AND_FAMILY = (3, 4)  # characters of a name whose last one may be the family's
_N_LIKE = 18  # words by which papers are likened
_FIELDS = {SearchField.ANY: "text", SearchField.TITLE: "title", SearchField.ABSTRACT: "abstract"}


def ask_titled(query: Query, *, with_text: bool) -> Asked:
    """The papers that match every term, in their titles where no other place is named, and pass every filter.

    Their score is of the titles alone or, `with_text`, as of `ask_whole`.
    """
    anywhere = tuple(_anywhere(query))
    titles = [(Occur.Must, _term(replace(term, field=SearchField.TITLE, is_phrase=True))) for term in anywhere]
    if with_text:
        return Asked.boolean_query(
            [(Occur.Must, Asked.const_score_query(each, 0.0)) for _, each in titles] + _whole(query)
        )
    others = [(Occur.Must, _term(term)) for term in query.terms if not term.is_excluded and term not in anywhere]
    return Asked.boolean_query([*titles, *others, *_limits(query)])


def ask_whole(query: Query, *, but: Asked | None = None) -> Asked:
    """The papers that match every term and pass every filter, but not those of `but`."""
    return Asked.boolean_query([*_whole(query), *_none_of(but)])


def ask_some(query: Query, *, but: Asked | None = None, one_is_enough: bool = False) -> Asked:
    """The papers that match most terms, or at least one of them, but not those of `but`."""
    wanted = [(Occur.Should, _term(term)) for term in query.terms if not term.is_excluded]
    least = 1 if one_is_enough else max(1, ceil(_SOME * len(wanted)))
    some = Asked.boolean_query(wanted, minimum_number_should_match=least)
    return Asked.boolean_query([(Occur.Must, some), *_in_titles(query), *_limits(query), *_none_of(but)])


def ask_filters(query: Query) -> Asked:
    """The papers that pass every filter; all there are where there is none."""
    every = [(Occur.Must, Asked.const_score_query(Asked.all_query(), 0.0)), (Occur.MustNot, _exact("paper_id", ""))]
    return Asked.boolean_query([*_limits(query), *([] if query.has_filter else every)])


def ask_passing(paper_id: str, query: Query) -> Asked:
    """The paper, where it passes every filter."""
    return Asked.boolean_query([(Occur.Must, _exact("paper_id", paper_id)), *_limits(query)])


def ask_like(searcher: Searcher, paper_id: str, title: str, abstract: str) -> Asked | None:
    """The papers that share the rarest words of a paper; None where it has none to share."""
    counted = Counter(words_in(title) * 2 + words_in(abstract))
    weights: dict[str, float] = {}
    for word, n in counted.items():
        df = searcher.doc_freq("text", word)
        if df > 1 and len(word) > 1 and not word.isdigit():
            weights[word] = n * log(1 + searcher.num_docs / df)
    rarest = sorted(weights, key=lambda word: (-weights[word], word))[:_N_LIKE]
    if not rarest:
        return None
    least = 1 if len(rarest) < 6 else 3
    alike = Asked.boolean_query([(Occur.Should, _word("text", word)) for word in rarest], least)
    return Asked.boolean_query([(Occur.Must, alike), (Occur.MustNot, _exact("paper_id", paper_id))])


def wanted_of(query: Query) -> Wanted:
    """What a snippet marks: the terms that are not excluded and may stand in a title, an abstract or a summary."""
    words: set[str] = set()
    runs: set[str] = set()
    for term in query.terms:
        if term.is_excluded or term.field is SearchField.AUTHOR:
            continue
        for run in cut_runs(term.text):
            if not run.is_east_asian:
                words.update(words_in(run.text))
            elif term.is_phrase or len(run.text) < _LONG_RUN:
                runs.add(run.text)
            else:
                runs.update(_pairs(run.text))
    return Wanted(frozenset(words), frozenset(runs))


def _anywhere(query: Query) -> Iterable[Term]:
    return (term for term in query.terms if not term.is_excluded and term.field is SearchField.ANY)


def _whole(query: Query) -> list[tuple[Occur, Asked]]:
    every = [(Occur.Must, _term(term)) for term in query.terms if not term.is_excluded]
    return [*every, *_in_titles(query), *_limits(query)]


def _none_of(but: Asked | None) -> list[tuple[Occur, Asked]]:
    return [] if but is None else [(Occur.MustNot, but)]


def _term(term: Term) -> Asked:
    """Where a term is met. A name of the paper, such as an identifier among other words, counts as its text."""
    if term.field is SearchField.AUTHOR:
        return _author(term.text)
    parts = [part for run in cut_runs(term.text) for part in _parts(term, run)]
    met = parts[0] if len(parts) == 1 else Asked.boolean_query([(Occur.Must, part) for part in parts])
    if not parts:
        met = Asked.empty_query()
    if term.field is not SearchField.ANY or not any(char in term.text for char in ".:/"):
        return met
    return Asked.boolean_query([(Occur.Should, met), (Occur.Should, _exact("names", term.text.casefold()))])


def _parts(term: Term, run: Run) -> list[Asked]:
    if term.field is SearchField.ABSTRACT:
        return _in_abstract(run.text, is_east_asian=run.is_east_asian, is_phrase=term.is_phrase)
    field = _FIELDS[term.field]
    if run.is_east_asian:
        return [_east_asian(field, run.text, is_phrase=term.is_phrase)]
    return _side_by_side(field, words_in(run.text))


def _in_abstract(run: str, *, is_east_asian: bool, is_phrase: bool) -> list[Asked]:
    """The abstract's field tells which words are in it, the whole text in which order they stand."""
    words = _pairs(run) if is_east_asian and len(run) > 1 else words_in(run)
    order = _east_asian("text", run, is_phrase=is_phrase) if is_east_asian else None
    ordered = [order] if order is not None else _side_by_side("text", words)
    long = is_east_asian and not is_phrase and len(run) >= _LONG_RUN
    least = ceil(_MOST_OF * len(words)) if long else len(words)
    there = Asked.boolean_query([(Occur.Should, _exact("abstract", word)) for word in words], least)
    return [there, *ordered] if words else []


def _side_by_side(field: str, words: Sequence[str]) -> list[Asked]:
    """One word, or several that follow each other: "GPT-4" is written as one and indexed as two."""
    if not words:
        return []
    return [_word(field, words[0]) if len(words) == 1 else Asked.phrase_query(SCHEMA, field, list(words))]


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[at : at + 2] for at in range(len(run) - 1))


def _east_asian(field: str, run: str, *, is_phrase: bool) -> Asked:
    pairs = _pairs(run)
    if len(pairs) <= 1:
        return _word(field, pairs[0] if pairs else run)
    as_written = Asked.phrase_query(SCHEMA, field, list(pairs))
    if is_phrase or len(run) < _LONG_RUN:
        return as_written
    apart = Asked.boolean_query([(Occur.Should, _word(field, pair)) for pair in pairs], ceil(_MOST_OF * len(pairs)))
    first = Asked.const_score_query(as_written, _WHOLE_RUN)
    return Asked.boolean_query([(Occur.Must, apart), (Occur.Should, first)])


def _in_titles(query: Query) -> list[tuple[Occur, Asked]]:
    """What makes papers stand higher that have the words in their titles; no paper is left out for it."""
    titled = (asked for term in _anywhere(query) for asked in _titled(term))
    return [(Occur.Should, Asked.boost_query(asked, _TITLE_WEIGHT)) for asked in titled]


def _titled(term: Term) -> Iterable[Asked]:
    for run in cut_runs(term.text):
        words = (_pairs(run.text) or (run.text,)) if run.is_east_asian else words_in(run.text)
        yield from (_word("title", word) for word in words)


def _limits(query: Query) -> list[tuple[Occur, Asked]]:
    """What every paper must pass, whatever its words; none of it moves a paper up or down."""
    excluded = [(Occur.MustNot, _excluded(term)) for term in query.terms if term.is_excluded]
    passed: list[Asked] = []
    if query.day is not None:
        passed.append(_exact("day", query.day.toordinal()))
    if query.since is not None:
        passed.append(_since(query.since))
    if query.year is not None:
        passed.append(_exact("year", query.year))
    if query.source is not None:
        passed.append(_exact("source", query.source))
    if query.category is not None:
        passed.append(_exact("category_key", query.category.casefold()))
    if query.author is not None:
        passed.append(_author(query.author))
    return [*excluded, *((Occur.Must, Asked.const_score_query(each, 0.0)) for each in passed)]


def _excluded(term: Term) -> Asked:
    """What no paper may match: a term, all of it, or the value of a filter."""
    match term.field:
        case SearchField.SOURCE:
            return _exact("source", term.text)
        case SearchField.CATEGORY:
            return _exact("category_key", term.text.casefold())
        case SearchField.YEAR:
            return _exact("year", int(term.text))
        case SearchField.DAY:
            return _exact("day", date.fromisoformat(term.text).toordinal())
        case SearchField.SINCE:
            return _since(date.fromisoformat(term.text))
    return _term(replace(term, is_phrase=True))


def _since(day: date) -> Asked:
    return Asked.range_query(SCHEMA, "day", FieldType.Integer, lower_bound=day.toordinal())


def _author(name: str) -> Asked:
    """All parts of the name side by side, as written or turned: the family name stands first or last.

    Of a name in Han or hangul a part of it is enough.
    """
    runs = [run for run in cut_runs(name) if any(map(str.isalnum, run.text))]
    if not any(run.is_east_asian for run in runs):
        return _either([part for words in _turned(names_in(name)) for part in _side_by_side("authors", words)])
    if not all(run.is_east_asian for run in runs):
        return Asked.boolean_query([(Occur.Must, _author(run.text)) for run in runs])
    parts = tuple(run.text for run in runs)
    if len(parts) == 1 and len(parts[0]) in _GIVEN_AND_FAMILY:
        parts = (parts[0][:-1], parts[0][-1])
    return _either([_east_asian("authors", "".join(order), is_phrase=True) for order in _turned(parts)])


def _turned(parts: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The orders in which the parts of one name are written."""
    return dict.fromkeys((parts, (*parts[1:], *parts[:1]), (*parts[-1:], *parts[:-1])))


def _either(asked: Sequence[Asked]) -> Asked:
    return Asked.boolean_query([(Occur.Should, each) for each in asked]) if asked else Asked.empty_query()


def _word(field: str, word: str) -> Asked:
    return Asked.term_query(SCHEMA, field, word, "freq")


def _exact(field: str, value: object) -> Asked:
    return Asked.term_query(SCHEMA, field, value, "basic")
