"""How an English sentence of an abstract is worded: the traits that the rules of choice weigh.

Pure. Whole words are looked up one by one in a cache, phrases are sought only where a word of theirs occurs: searching
each sentence with a dozen patterns cost more than tagging it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "WordTable",
    "Wording",
    "concludes",
    "is_linked",
    "may_conclude",
    "proposes_name",
    "read_wording",
    "word_set",
]


class WordTable(dict[str, tuple[str, ...]]):
    """What is known of each word, worked out when the word is first asked for.

    A dict subclass: three times faster than lru_cache, and every word of every abstract goes through two of them.
    """

    def __init__(self, derive: Callable[[str], tuple[str, ...]], max_words: int = 100_000) -> None:
        self._derive = derive
        self._max_words = max_words

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= self._max_words:
            self.clear()
        value = self[word] = self._derive(word)
        return value


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

_WORD_TRAITS = {
    "gap": r"however|but|yet|although|despite|unfortunately|nevertheless|lack\w*|challeng\w+|limit(?:s|ed|ation\w*)|"
    r"difficult\w*|hinder\w*|fail\w*|remain\w*|little|unclear|unknown|poorly|suffer\w*|costly|expensive|scarc\w+"
    r"|bottleneck\w*|critical|need(?:s|ed)?|problem\w*|struggl\w+|overlook\w*|under-?explored|gaps?",
    "evidence": r"ci|hr|outperform\w*|surpass\w*|significant(?:ly)?|higher|lower|better|faster|compared"
    r"|improv(?:es?|ed|ements?)|increased|decreased|reduc(?:es|ed)|associated|correlated|achiev(?:es?|ed|ing)|show(?:s|ed)?|demonstrate[sd]?|found"
    r"|reveal(?:s|ed)?",
    "novel": r"novel|new|first",
}
_WORD_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _WORD_TRAITS.items())

_WORKS = word_set(
    "paper work study article letter report review survey thesis research chapter note contribution manuscript"
)
_PEOPLE = word_set("we authors i")
_SPEAKERS = _WORKS | _PEOPLE
_POINTERS = word_set("this our present current the")
_FILLERS = word_set("also here first then therefore thus will further instead aim aims seek seeks to hereby")
_PROPOSES = re.compile(
    r"(?:propos|introduc|present|develop|design|investigat|stud[yi]|explor|describ|address|examin)\w*"
)
_ANNOUNCES = re.compile(
    r"(?:report|consider|aim|focus|argu|review|survey|establish|prov|show|demonstrat|construct|formulat|revisit|analy[sz]|"
    r"offer|deriv|buil[dt]|creat|devis|pioneer|advocat|tackl|formali|extend|generali|characteri|compar|evaluat|assess|conduct|"
    r"determin|identif|ask|f[io]und|find|unveil|leverag|bring|contribut|suggest|reveal|challeng|adopt|seek|sought)\w*"
)
_AIMS = word_set("aim aims aimed objective objectives purpose goal")
_ADDS = word_set("next also further additionally then finally moreover furthermore")

_SELF = rf"(?:\w+ )?(?:{'|'.join(sorted(_WORKS))})"
_DANGLING = re.compile(
    rf"(?:(?:in|with|by|on|from|despite|given|of|for|based on) )?(?:this|these|those|such|that)(?! {_SELF}\b)\b"
    r"|(?:it|they|its|their|he|she|"
    r"the (?:latter|former|method|approach|model|framework|algorithm|system|resulting|proposed)|"
    r"to (?:this end|do so|achieve this|that end)|also|furthermore|moreover|additionally|in addition|besides|further|"
    r"finally|second(?:ly)?|third(?:ly)?|then|next|specifically|in particular|for (?:example|instance)|concretely|both|"
    r"as (?:a result|the \w+ solution)|in contrast|on the other hand|instead|similarly|likewise|meanwhile|"
    r"[([]?(?:\d|[ivx]+|[a-c])[)\].])(?![\w'’-])"
)

_FIGURES = re.compile(r"\d(?:\s?%|[x×]\b|\.\d)")  # begins with one class, so that the search is quick
_TESTS = word_set("test tested evaluate evaluated validate validated conduct conducted compare assess assessed")

_CONCLUDES = re.compile(
    r"\b(?:conclu(?:de|des|sion|sions)|implications?|in summary|to sum up|overall,|taken together|"
    r"altogether|collectively|pav(?:es?|ing) the way|(?:findings|(?<!experimental )results|work|study|analysis|data|"
    r"insights?) "
    r"(?:\w+ )?(?:suggest|highlight|underscore|indicate|imply|implies|support|offer|open|point|emphasi[sz]e|contribute|"
    r"provide|establish|advance)s?|"
    r"(?:this|our|these) (?:work|study|findings|insights?|framework|research) (?:\w+ )?(?:demonstrat|show|enabl|reveal|"
    r"mark|serv|bridg|lay|represent|illustrat|set|help|mov)\w*|"
    r"future (?:work|research|studies|directions?)|opens? (?:up |new |the )|potential (?:to|for|of)|promising|"
    r"we (?:suggest|argue|recommend|hope|believe|discuss|conclude)|should be|suggesting that|"
    r"highlighting|underscoring)\b"
)
_MAY_CONCLUDE = re.compile(
    r"\b(?:suggest|demonstrat|enabl|highlight|indicat|establish|offer|provid|contribut|advanc|valuable|reliabl|practical|"
    r"scalable|effective|foundation|valid)\w*"
)

_PROPOSED_NAME = re.compile(
    r"\b(?:propos|introduc|present|develop)\w*,? (?:[\w-]+ ){0,4}?(?:[A-Z][a-z]*[A-Z]|[A-Z][\w-]+(?=[,:(]| \())"
)
_DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|io|net|ms|ai|dev|edu)/")


@dataclass(frozen=True, slots=True)
class Wording:
    """`n_words`: each Han character or kana counts as one.

    `traits`, which of these hold: announces (says what the work does), proposes (…makes), adds (goes on from an
    earlier sentence), novel, gap, evidence, figures, tests (says that something was tested, not what came out), linked,
    dangling (begins with a word that points back, and reads badly alone).
    """

    n_words: int
    traits: frozenset[str]


def read_wording(text: str) -> Wording:
    low = text.lower()
    words = _TOKEN.findall(low)
    traits: set[str] = set().union(*[_TRAITS[word] for word in words])
    traits.update(_announcing(words))
    if "percent" in words or _FIGURES.search(low):
        traits.update(("evidence", "figures"))
    if "evidence" not in traits and not _TESTS.isdisjoint(words):
        traits.add("tests")
    if _DANGLING.match(low):
        traits.add("dangling")
    if is_linked(low):
        traits.add("linked")
    return Wording(len(words) if text.isascii() else _count_words(text), frozenset(traits))


def _count_words(text: str) -> int:
    return len(_TOKEN.findall(_HAN.sub(" ", text))) + len(_HAN.findall(text))


def _word_traits(word: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _WORD_PATTERNS if pattern.fullmatch(word))


_TRAITS = WordTable(_word_traits)


def _announcing(words: Sequence[str]) -> Iterator[str]:
    if words and words[0] in _ADDS:
        yield "adds"
    if "to" in words and not _AIMS.isdisjoint(words):
        yield "announces"
    if _SPEAKERS.isdisjoint(words):
        return
    for i, word in enumerate(words):
        if word in _PEOPLE or (word in _WORKS and not _POINTERS.isdisjoint(words[max(i - 2, 0) : i])):
            yield from _deed(words[i + 1 : i + 6])


def _deed(words: Sequence[str]) -> Iterator[str]:
    """What the words after "we" or "this paper" say that it does."""
    for word in words:
        if word in _ADDS:
            yield "adds"
        if word not in _FILLERS and word not in _ADDS and not word.endswith("ly"):
            if _PROPOSES.fullmatch(word):
                yield from ("announces", "proposes")
            elif _ANNOUNCES.fullmatch(word):
                yield "announces"
            return


def concludes(text: str) -> bool:
    """Whether the sentence draws a conclusion in so many words."""
    return _CONCLUDES.search(text.lower()) is not None


def may_conclude(text: str) -> bool:
    """Whether the sentence may be a conclusion, or a result as well."""
    return _MAY_CONCLUDE.search(text.lower()) is not None


def proposes_name(text: str) -> bool:
    """Whether the sentence gives what it proposes a name: "we present SiltNet", "introduces Loom, a"."""
    return _PROPOSED_NAME.search(text) is not None


def is_linked(low: str) -> bool:
    """Whether the lower-case text names an address."""
    if "http" in low or "www." in low or "github" in low:
        return True
    return "/" in low and _DOMAIN.search(low) is not None
