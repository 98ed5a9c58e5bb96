"""The rules: which sentence of an abstract stands in which field. Pure.

Order matters, since no sentence is used twice: the TL;DR has the first choice, then what is scarcest. A heading decides
before the tagger; the tagger's probabilities and a few traits of wording rank what is left; below a threshold a field
stays absent. A field is one sentence, or two that stand together.
The weights of the TL;DR were set on SciTLDR's training part (bench/summary.py measures on dev), the thresholds by
reading abstracts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from academichub.model import SUMMARY_FIELDS
from academichub.summary.candidates import MAX_CHARACTERS, Abstract, Candidate
from academichub.summary.leads import is_unresolved, lead_length
from academichub.summary.wording import concludes, may_conclude, proposes_name

__all__ = ["Choice", "choose", "choose_by_headings", "short_enough"]

Choice = dict[str, tuple[Candidate, ...]]
"""Field -> its sentences in text order; a field without a good sentence is absent."""

_FIELD_SECTIONS = {
    "motivation": "background",
    "method": "method",
    "result": "result",
    "conclusion": "conclusion",
}
_NO_CLOSING = frozenset({"proposes", "linked", "figures", "tests", "adds"})
_UNDER_HEADING = 1.0  # what a heading adds to a score: more than any probability can
_THRESHOLD = 0.3
_COMPANION = 0.6  # the role probability a second sentence needs to be shown beside the first
_TLDR_CHARACTERS = 300

Score = Callable[[Candidate], float]


def choose(abstract: Abstract) -> Choice:
    """Choose from tagged sentences. One or two that may be shown give the TL;DR alone."""
    pool = [candidate for candidate in abstract.candidates if candidate.shown]
    if not pool:
        return {}
    tldr = _best_tldr(pool)
    choice: Choice = {"tldr": (tldr,)}
    if len(pool) < 3:
        return choice
    free = [candidate for candidate in pool if candidate is not tldr]
    pickers = (
        ("conclusion", _pick_conclusion),
        ("result", lambda rest: _pick(rest, "result", _result_score)),
        ("method", lambda rest: _pick(rest, "method", lambda candidate: _method_score(candidate, tldr))),
        ("motivation", lambda rest: _pick_motivation(rest, tldr)),
    )
    for name, pick in pickers:
        if picked := pick(free):
            choice[name] = picked
            free = [candidate for candidate in free if candidate not in picked]
    if "result" in choice and not abstract.structured:
        said = _after(choice.get("conclusion", ()), choice["result"])
        choice["conclusion"] = said or _closing(free, pool, choice["result"])
    return {name: choice[name] for name in SUMMARY_FIELDS if choice.get(name)}


def choose_by_headings(abstract: Abstract) -> Choice:
    """Choose without a tagger: by headings where there are some, otherwise the first sentence as TL;DR and no more."""
    pool = [candidate for candidate in abstract.candidates if candidate.shown]
    if not pool:
        return {}
    fit = short_enough(pool)
    tldr = _first(fit, "objective") if abstract.structured else None
    tldr = tldr or (_first(fit, "conclusion") if abstract.structured else None) or fit[0]
    choice: Choice = {"tldr": (tldr,)}
    if not abstract.structured or len(pool) < 3:
        return choice
    used = {tldr.position}
    for name, section in _FIELD_SECTIONS.items():
        found = _first([candidate for candidate in pool if candidate.position not in used], section)
        if found:
            choice[name] = (found,)
            used.add(found.position)
    return choice


def _first(pool: Sequence[Candidate], section: str) -> Candidate | None:
    return next((candidate for candidate in pool if section in (candidate.sections or ())), None)


def short_enough(pool: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those of a TL;DR's length; all of them where none is."""
    return [candidate for candidate in pool if _fits(candidate.text)] or pool


def _fits(text: str) -> bool:
    return len(text) <= _TLDR_CHARACTERS or len(text) - lead_length(text) <= _TLDR_CHARACTERS


def _best_tldr(pool: Sequence[Candidate]) -> Candidate:
    """The sentence that says most nearly what the work is; of equals the earliest. A stated objective decides."""
    pool = short_enough(pool)
    allowed = [candidate for candidate in pool if "objective" in (candidate.sections or ())] or pool
    scores = [_tldr_score(candidate, i / len(allowed)) for i, candidate in enumerate(allowed)]
    return allowed[scores.index(max(scores))]


def _tldr_score(candidate: Candidate, place: float) -> float:
    roles, traits, sections = candidate.roles, candidate.traits, candidate.sections or ()
    score = 1.2 * roles.objective + 0.2 * roles.method - 0.2 * roles.result - 0.2 * roles.background - 0.5 * place
    score += 0.6 * ("announces" in traits) + 0.6 * ("proposes" in traits) + 0.4 * ("novel" in traits)
    score -= 0.6 * ("dangling" in traits) + 0.3 * ("adds" in traits) + 0.5 * ("linked" in traits)
    score += 0.3 * ("conclusion" in sections) - 0.6 * ("method" in sections)
    score += 0.2 * ("proposes" in traits and proposes_name(candidate.text))
    score -= 0.2 * is_unresolved(candidate.text)
    n_words = candidate.wording.n_words
    return score - 0.01 * max(n_words - 35, 0) - 0.09 * max(12 - n_words, 0)


def _pick_conclusion(free: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """A sentence under its heading; otherwise one of the last two that concludes in its words: never a guess."""
    headed = [candidate for candidate in free if "conclusion" in (candidate.sections or ())]
    if headed:
        return _with_companion(headed[0], headed, lambda _: 1.0)
    for candidate in reversed(free[-2:]):
        barred = candidate.sections is not None or "linked" in candidate.traits or "proposes" in candidate.traits
        if not barred and candidate.roles.best != "background" and concludes(candidate.text):
            return (candidate,)
    return ()


def _after(conclusion: tuple[Candidate, ...], result: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The conclusion, unless the result comes after it: then it was another result."""
    return conclusion if conclusion and conclusion[0].position > result[0].position else ()


def _closing(
    free: Sequence[Candidate], pool: Sequence[Candidate], result: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The abstract's last sentence, where it stands after the result, is unused, and says what the work is good for."""
    last = pool[-1]
    plain = last.sections is None and last.traits.isdisjoint(_NO_CLOSING) and last.roles.best != "background"
    if last in free and plain and last.position > result[-1].position and may_conclude(last.text):
        return (last,)
    return ()


def _result_score(candidate: Candidate) -> float:
    """Figures count most; a sentence that only says that something was tested tells no result."""
    traits = candidate.traits
    score = candidate.roles.result + 0.25 * ("evidence" in traits) + 0.3 * ("figures" in traits)
    return score - 0.1 * ("dangling" in traits) - 0.4 * ("proposes" in traits) - 0.4 * ("tests" in traits)


def _method_score(candidate: Candidate, tldr: Candidate) -> float:
    """What comes right after the TL;DR is likeliest to say how; what comes before it is seldom the method."""
    known = max(candidate.roles.method, 0.8 * candidate.roles.objective)
    distance = candidate.position - tldr.position
    score = known - 0.25 * ("evidence" in candidate.traits) - 0.1 * ("adds" in candidate.traits)
    step = 0.08 if candidate.sections else 0.03  # under a heading, the design comes first and details after it
    return score - (0.3 if distance < 0 else step * distance) - 0.1 * ("dangling" in candidate.traits and distance != 1)


def _pick(free: Sequence[Candidate], field: str, score: Score) -> tuple[Candidate, ...]:
    """The best sentence for the field, with the one beside it where that plays the same part."""
    pool = list(_allowed(free, field))
    scores = {candidate.position: score(candidate) + _headed(candidate, field) for candidate in pool}
    if not pool or max(scores.values()) < _THRESHOLD:
        return ()
    best = max(pool, key=lambda candidate: scores[candidate.position])
    return _with_companion(best, pool, lambda candidate: scores[candidate.position])


def _allowed(free: Sequence[Candidate], field: str) -> Iterator[Candidate]:
    section = _FIELD_SECTIONS[field]
    return (candidate for candidate in free if candidate.sections is None or section in candidate.sections)


def _headed(candidate: Candidate, field: str) -> float:
    return _UNDER_HEADING if candidate.sections == frozenset({_FIELD_SECTIONS[field]}) else 0.0


def _with_companion(best: Candidate, pool: Sequence[Candidate], score: Score) -> tuple[Candidate, ...]:
    """`best` and, where it fits, the sentence after it or before it."""
    for step in (1, -1):
        for other in pool:
            if other.position == best.position + step and score(other) >= _COMPANION:
                first, second = sorted((best, other), key=lambda candidate: candidate.position)
                if second.follows and second.end - first.start <= MAX_CHARACTERS:
                    return first, second
    return (best,)


def _pick_motivation(free: Sequence[Candidate], tldr: Candidate) -> tuple[Candidate, ...]:
    """The background sentence that names the gap; of several the last before the TL;DR."""
    n = len(free)
    ranked = [
        (_motivation_score(candidate, i / n), candidate)
        for i, candidate in enumerate(_allowed(free, "motivation"))
        if candidate.sections or candidate.position < tldr.position or candidate.roles.best == "background"
    ]
    value, best = max(ranked, key=lambda pair: pair[0], default=(0.0, tldr))
    return (best,) if value >= _THRESHOLD else ()


def _motivation_score(candidate: Candidate, place: float) -> float:
    traits, background = candidate.traits, candidate.roles.background
    score = background + _headed(candidate, "motivation") + 0.5 * ("gap" in traits) + 0.3 * place
    return score - 0.5 * ("dangling" in traits) - 0.5 * (background < 0.3) - 0.4 * ("announces" in traits)
