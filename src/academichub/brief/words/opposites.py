"""Words of which one says the opposite of the other, in English and Chinese: rise and fall, prove and disprove. Pure.

`senses_in` reads which sides a text takes; of a side that is denied ("without more falls", 未增加) nothing is read.
Wider than directions.py, which looks for results and leaves alone what may be said of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["OPPOSITE", "denied_in", "opposed", "senses_in"]

_SENSES: Mapping[str, str] = {
    "up": r"\b(?:increas\w*|rais(?:e[sd]?|ing)|ris(?:es?|en|ing)|rose|gr[eo]w(?:s|n|ing)?|growth|gain(?:s|ed)?|doubl\w+"
    r"|tripl(?:e[sd]|ing)|elevat\w+|higher|more|greater|larger|longer|expand(?:s|ed)?|up)\b"
    r"|增加|增多|增至|增大|增强|增长|升高|升至|上升|提高|提升|扩大|翻倍|翻番|延长|高于|更高|更多|更大|多于|超过",
    "down": r"\b(?:decreas\w*|reduc\w*|lower(?:s|ed|ing)?|declin\w+|f[ae]ll(?:s|en|ing)?(?= (?:by|from|to|below"
    r"|slightly|sharply|markedly|over|in|with|off)\b|[.,;]|$)|fell|drop(?:s|ped)?|shr[aiu]nk\w*|halv(?:e[sd]?|ing)|diminish\w*"
    r"|suppress\w*|cut(?:s|ting)?|less|fewer|smaller|shorter|shorten\w*)\b"
    r"|减少|减小|减至|减半|减弱|减轻|降低|降至|下降|下滑|缩短|缩小|抑制|低于|更低|更少|更小|少于|不足",
    "better": r"\b(?:better|improv\w+|enhanc\w+|outperform\w*|superior)\b|改善|改进|优于|更好|更优|胜过",
    "worse": r"\b(?:worse\w*|degrad\w+|deteriorat\w+|impair\w*|inferior)\b|恶化|变差|更差|劣于|逊于|损害",
    "add": r"\badd(?:s|ed|ing)?\b",
    "remove": r"\bremov(?:es?|ed|ing)\b",
    "prove": r"\bprov(?:e[sdn]?|ing)\b",
    "disprove": r"\b(?:disprov(?:e[sdn]?|ing)|refut(?:e[sd]?|ing))\b",
    "example": r"\bexamples?\b",
    "counterexample": r"\bcounter-?examples?\b",
    "agreeing": r"\b(?:agree(?:s|d|ment)?|consistent with|in (?:line|accord(?:ance)?) with)\b",
    "contrary": r"\b(?:contrary to|contradict\w*|disagree\w*|inconsistent with|at odds with|in conflict with)\b",
    "excess": r"\b(?:in )?excess(?:es)? (?:of|over)\b",
    "above": r"\babove\b",
    "below": r"\bbelow\b",
    "within": r"\bwithin\b",
    "beyond": r"\b(?:beyond|outside)\b",
    "include": r"\binclud(?:e[sd]?)\b",
    "exclude": r"\bexclud(?:e[sd]?|ing)\b",
    "accept": r"\baccept(?:s|ed|ing)?\b",
    "reject": r"\breject(?:s|ed|ing)?\b",
    "odd": r"\bodd\b",
    "even": r"\beven (?=degree|number|order|parity|dimension)",
    "cure": r"\bcur(?:e[sd]?|ing)\b",
    "develop": r"\bdevelop(?:s|ed)?\b",
    "over": r"\b(?:more|greater|higher) than\b|\bat least\b",
    "under": r"\b(?:less|fewer|lower) than\b|\bat most\b",
    "strengthen": r"\bstrengthen\w*\b",
    "weaken": r"\bweaken\w*\b",
    "succeed": r"\bsucce(?:ed(?:s|ed)?|ss|sses)\b",
    "fail": r"\bfail(?:s|ed|ures?)?\b",
    "converge": r"\bconverg\w+\b",
    "diverge": r"\bdiverg\w+\b",
    "accelerate": r"\baccelerat\w+\b",
    "slow": r"\b(?:slow(?:s|ed)|decelerat\w+)\b",
    "open": r"\bopen(?:s|ed)\b",
    "close": r"\bclos(?:es|ed)\b",
    "gain": r"\bgain(?:s|ed)?\b",
    "lose": r"\b(?:los(?:es?|ing|s(?:es)?)|lost)\b",
    **{
        word: rf"\b{word.removesuffix('e')}e?(?:r|er|st|est|ly)?\b"
        for word in "deep shallow strong weak wide narrow thick thin warm cool hot cold bright faint rich poor cheap "
        "expensive common rare north south east west".split()
    },
}
_PAIRS = """up/down better/worse add/remove prove/disprove example/counterexample agreeing/contrary agreeing/excess
    above/below within/beyond include/exclude accept/reject odd/even cure/develop over/under strengthen/weaken
    succeed/fail converge/diverge accelerate/slow open/close gain/lose deep/shallow
    strong/weak wide/narrow thick/thin warm/cool hot/cold bright/faint rich/poor cheap/expensive common/rare
    north/south east/west"""
_READ = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _SENSES.items()}
_DENIED = re.compile(
    r"(?:\b(?:without|no|not|never|nor|cannot)(?: an?| any| the)?(?: \w+ly)? |n't (?:\w+ly )?"
    r"|(?:未|没有|无|不|并非|避免)(?:见|有|会|能|再|曾)?(?:显著|明显|进一步|额外)?(?:地|的)?)$",
    re.IGNORECASE,
)


def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        first, second = pair.split("/")
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)
    return {name: frozenset(others) for name, others in found.items()}


OPPOSITE = _opposites()
"""Of each side, what it is opposed to."""


def senses_in(text: str) -> frozenset[str]:
    """The sides that a text takes and does not deny."""
    return _read(text, is_denied=False)


def denied_in(text: str) -> frozenset[str]:
    """The sides that a text denies: of "no increase" that of the increase."""
    return _read(text, is_denied=True)


def _read(text: str, *, is_denied: bool) -> frozenset[str]:
    return frozenset(
        name
        for name, pattern in _READ.items()
        if any(
            bool(_DENIED.search(text[max(0, found.start() - 30) : found.start()])) is is_denied
            for found in pattern.finditer(text)
        )
    )


def opposed(claim: str, texts: Iterable[str], of: Iterable[str] = OPPOSITE) -> str | None:
    """A side of `of` that the claim takes where the texts take only the opposite one; None: there is none."""
    said = senses_in(claim)
    cited = frozenset[str]().union(*map(senses_in, texts))
    for side in of:
        others = OPPOSITE[side]
        if side in said and side not in cited and others & cited and not others & said:
            return side
    return None
