"""What the role tagger sees of a sentence: its words, word pairs, cue words, tense, shape and place. Pure.

The names of the attributes are the model's vocabulary: changing one means training again. What they mean for a role
is learned (scripts/train_roles.py); nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from academichub.summary.wording import WordTable, word_set

__all__ = ["sequence_features"]

_TOKEN = re.compile(r"https?://\S+|[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[%©@?!:;()]")
_ACRONYM = re.compile(r"\([A-Z]{2,}\)")
_HEADED = re.compile(r"[A-Z][\w ]{2,30}:")

_CUES = {
    "contrast": r"however|unfortunately|despite|although|yet|nevertheless|but|whereas",
    "lack": r"lack\w*|challeng\w*|limit\w*|difficult\w*|problem\w*|fail\w*|remain\w*|little|suffer\w*|costly|expensive|"
    r"scarce\w*|hard",
    "aim": r"aim\w*|goal\w*|objectives?|purpose|intend\w*|seek\w*|sought|question\w*|whether",
    "show": r"results?|show(?:s|ed|n|ing)?|demonstrat\w+|outperform\w*|achiev\w+|improv\w+|found|find(?:s|ings?)?"
    r"|reveal\w*|indicat\w+|suggest\w*|obtain\w*|confirm\w*|observ\w+|proved?|proves|evidence",
    "trial": r"experiment\w*|evaluat\w+|empirical\w*|simulation\w*|benchmark\w*|datasets?|test(?:s|ed)?|validat\w+"
    r"|compar\w+",
    "means": r"us(?:e[sd]?|ing)|based|appl(?:y|ied|ies)|employ\w*|algorithms?|approach\w*|method\w*|model\w*"
    r"|techniques?|framework\w*|train(?:ed|ing)?|collected|analy[sz]ed?|measured|implement\w*|design\w*",
    "end": r"future|implication\w*|discuss\w*|conclu\w*",
    "imprint": r"©|copyright|rights|reserved|elsevier|springer|wiley|ieee|acm|keywords?|www|available|<url>|@",
    "known": r"recent(?:ly)?|increasing(?:ly)?|traditional\w*|existing|previous\w*|current(?:ly)?|often|typically"
    r"|usually|commonly|widely|many|most|important|become|growing|years",
    "better": r"better|best|higher|lower|faster|than|significant\w*|accuracy|percent|error\w*",
}
_CUE_PATTERNS = tuple((f"c={name}", re.compile(pattern)) for name, pattern in _CUES.items())
_PROPOSE = re.compile(
    r"(?:propos|present|introduc|describ|develop|investigat|stud(?:y|ie)|explor|address|examin|report|consider|aim|focus"
    r"|argu|review|survey|analy[sz]|provid)\w*"
)
_SPEAKERS = word_set("we paper article work study author authors i research")
_POINTERS = word_set("this our present current the")
_WORKS = word_set("paper article work study research survey thesis chapter review letter report note")
_AUXILIARIES = word_set("is are was were be been has have had can could will would may might should must do does did")
_FIRST_PERSON = word_set("we our i us")
_PAST = word_set("was were had did")
_ADVERBS = _AUXILIARIES | word_set("also then further first finally therefore thus not")

_SUBJECTS = _SPEAKERS | _WORKS | {"herein", "here"}


def sequence_features(sentences: Sequence[str]) -> list[list[str]]:
    """One list of attributes per sentence of an abstract, in order; each knows the hints of the sentences beside it."""
    read = [_read_sentence(sentence) for sentence in sentences]
    n = len(read)
    for i, (features, _) in enumerate(read):
        features += _place(i, n)
        if i:
            features += ["-1:" + hint for hint in read[i - 1][1]]
        if i + 1 < n:
            features += ["+1:" + hint for hint in read[i + 1][1]]
    return [features for features, _ in read]


def _read_sentence(sentence: str) -> tuple[list[str], list[str]]:
    """A sentence's own attributes, and those among them that tell something of its neighbours."""
    known = [_KNOWN[token] for token in _TOKEN.findall(sentence)]
    words = [word for word, *_ in known]
    hints = [cue for _, *cues in known for cue in cues]
    hints += _voice(words)
    hints += _announcing(words)
    hints += _marks(sentence, words)
    hints += ["f1=" + word for word in words[:1]]
    features = ["w=" + word for word in words]
    features += [f"b={first}_{second}" for first, second in pairwise(words)]
    features += hints
    features += _opening(words)
    features += _shape(sentence, words)
    return list(dict.fromkeys(features)), list(dict.fromkeys(hints))


def _know(token: str) -> tuple[str, ...]:
    """The word a token stands for, and its cues."""
    if token[0].isdigit():
        return ("<num>",)
    word = "<url>" if token.startswith("http") and "://" in token else token.lower()
    return (word, *(name for name, pattern in _CUE_PATTERNS if pattern.fullmatch(word)))


_KNOWN = WordTable(_know)


def _opening(words: Sequence[str]) -> list[str]:
    opening = ["fw=" + word for word in words[:5]]
    if len(words) > 1:
        opening.append(f"f2={words[0]}_{words[1]}")
    if len(words) > 2:
        opening.append(f"f3={words[0]}_{words[1]}_{words[2]}")
    auxiliary = next((word for word in words if word in _AUXILIARIES), None)
    return [*opening, "aux=" + auxiliary] if auxiliary else opening


def _voice(words: Sequence[str]) -> Iterator[str]:
    """Past tense, and what "we" do."""
    if not _PAST.isdisjoint(words):
        yield "past"
    speaking = [i for i, word in enumerate(words) if word in _FIRST_PERSON]
    if speaking:
        yield "we"
        if speaking[0] < 4:
            yield "we_early"
    for i in speaking:
        if words[i] in ("we", "i"):
            verb = next((word for word in words[i + 1 : i + 4] if word not in _ADVERBS), None)
            if verb:
                yield "wev=" + verb


def _announcing(words: Sequence[str]) -> Iterator[str]:
    """ "We propose", "this paper": the sentence speaks of the work itself."""
    if _SUBJECTS.isdisjoint(words):
        return
    for i, word in enumerate(words):
        if word in _SPEAKERS and any(map(_PROPOSE.fullmatch, words[i + 1 : i + 6])):
            yield "c=propose"
        if (word in _POINTERS and words[i + 1 : i + 2] and words[i + 1] in _WORKS) or word in ("herein", "here"):
            yield "c=work"


def _marks(sentence: str, words: Sequence[str]) -> Iterator[str]:
    if "<num>" in words:
        yield "num"
    if "(" in sentence and _ACRONYM.search(sentence):
        yield "acr"


def _shape(sentence: str, words: Sequence[str]) -> Iterator[str]:
    yield f"len={min(len(words) // 6, 8)}"
    if "%" in words:
        yield "pct"
    if sentence[:1].islower():
        yield "lower"
    if not sentence.endswith((".", "?", "!")):
        yield "noend"
    if _HEADED.match(sentence):
        yield "headed"


def _place(i: int, n: int) -> list[str]:
    place = [f"i={min(i, 6)}", f"r={min(n - 1 - i, 5)}", f"d={10 * i // n}", f"n={min(n, 14)}"]
    return [*place, "only"] if n == 1 else place
