"""Whether a Chinese text can be a rendering of a text: the same denials, directions, order of numbers. Pure.

Of an English text no word can be compared, so what is looked for is what a rendering may not add or turn round. Of a
Chinese one the characters can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from academichub.brief.words.opposites import denied_in, opposed, senses_in
from academichub.brief.words.reading import HAN
from academichub.summary.glossary import find_terms

__all__ = [
    "differences",
    "differs_in_denial",
    "has_its_characters",
    "strange_gravity",
    "turns_chinese",
    "turns_numbers",
]

_IDIOMS = re.compile(
    "不(?:仅|但|断|同|少|久|过|论|管|确定|等式|等|稳定|对称|变|平衡|良|可逆|规则|均|连续|只)|无(?:线|人|机|监督|论|穷|限|关|序|创|损"
    "|源|菌|量纲|锡|氧|水)|非(?:常|线性|洲|平衡|凸|参数|编码|侵入|均|晶|局|零|负|对|经典)|没(?:收|食子)|否则|是否|能否|可否|未(?:来|知)"
)
_DENIES = re.compile("未|没有|没能|并非|并不|不(?!足)|无法|无(?!疑)|毫无|从未")
_MAY_DENY = re.compile("[未没不无非否免缺难除零]|失败|仅|只|拒|停|排除|相反|消失|劣|(?<!减)少|负")
_ENGLISH_DENIES = re.compile(r"\b(?:not|no|never|none|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_ENGLISH_MAY_DENY = re.compile(
    r"\b(?:not|no|non\w*|never|none|neither|nor|cannot|without|fail\w*|lack\w*|absen\w+|only|few\w*|little|less|rare\w*"
    r"|hard(?:ly)?|difficult\w*|unlike\w*|rather|instead|prevent\w*|avoid\w*|exclu\w+|contrary|miss\w*|limited|remain\w*"
    r"|too|different\w*|un(?!der|i[tfqvo]|til)\w{3,}|counter\w*|\w+less|free|low|poor\w*|same|constant|neglig\w+|zero"
    r"|regardless|irrespective|beyond|exceed\w*|stop\w*|lost|loss|outside|null|before|yet|despite|robust\w*|stable"
    r"|in(?:accura|activ|adequa|appropria|capab|comp|consisten|correct|depend|differen|direct|distinguish|effect|effici"
    r"|finit|frequent|homogen|secur|sensitiv|stab|suffic|tract|valid|varian|visib|hibit)\w*|im(?:balanc|possib|perfect"
    r"|prob|precis|matur|mobil)\w*|ir(?:regul|relev|revers|respon)\w*|il(?:leg|log)\w*|dis(?:agree|appear|contin|advan"
    r"|simil|prov|order|abil|abl|regard|crepan)\w*|refut\w*|reject\w*|den(?:y|ie[sd])|resist\w*|problem\w*|invari\w*)\b"
    r"|n['’]t\b|-(?:free|less)\b",
    re.IGNORECASE,
)
_GRAVE = (
    ("死亡|病死|致死|丧生", r"\b(?:dea|die[sd]?\b|dying|mortal|fatal|surviv|kill|lethal)"),
    ("治愈|根治|痊愈", r"\b(?:cur(?:e|ing|ative)|heal|remission|recover|resol)"),
    ("致癌|癌", r"cancer|carcin|tumo|oncolog|malignan|neoplas|leuk|lymphom|glioma|melanom"),
    ("有毒|中毒|毒性", r"toxi|poison|venom"),
    ("自杀", r"suicid"),
    (
        "建议|应(?:立即|当|该|予|避免|停|尽快)|必须|务必|切勿|呼吁|(?<![申邀])请(?!求)",
        r"\b(?:recommend|advi[sc]|suggest|should|must|propos|need|urg|call|requir|ought|ha(?:s|ve) to|necess|guid"
        r"|encourag)",
    ),
    ("停用|停药|停止", r"\b(?:stop|discontinu|ceas|withdr|halt|abandon|suspend|end|terminat|interrupt)"),
)
_PAIR_LEADS = re.compile(r"\b(?:compared (?:with|to)|versus|vs\.?|against|than)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FROM_TO = re.compile(r"\bfrom (?:\w+ ){0,2}?(\d+(?:[.,]\d+)*)[^.;]{0,40}?\bto (?:\w+ ){0,2}?(\d+(?:[.,]\d+)*)")
_HAN_FROM_TO = re.compile(r"[由从自]\D{0,12}?(\d+(?:[.,]\d+)*)\D{0,16}?[至到为]\D{0,4}?(\d+(?:[.,]\d+)*)")
_SET_BEHIND = re.compile("相比|相较|对比|比起|比|较|对照")
_CLAUSE = re.compile("[，,；;。：]|而(?=与|对|在)")
_SIZE = re.compile(rf"[{HAN}]|[A-Za-z]+|\d+")
_LATIN = re.compile(r"[A-Za-z]+|\d+")
_LEAST_SIZE, _MOST_SIZE = 0.5, 5.0  # Han characters for a word of English: 1.7 is usual
_FEWEST_WORDS = 5
_MOST_TERMS = 20
_FEWEST_TERMS = 2
_LEAST_PAIRS = 0.4
_DIRECTIONS = ("up", "down", "better", "worse")


def differences(chinese: str, english: str) -> Iterator[str]:
    """What of a Chinese text its English wording does not say: short English sentences."""
    if differs_in_denial(chinese, english):
        yield 'One of its "text" and "en" denies, the other does not.'
    if opposed(chinese, [english], _DIRECTIONS):
        yield 'Its "text" has the opposite direction of its "en".'
    if turns_numbers(chinese, english):
        yield 'Its "text" exchanges two numbers of its "en".'
    if grave := strange_gravity(chinese, [english]):
        yield f'Its "text" says "{grave}", its "en" does not.'
    if _is_of_other_size(chinese, english) or _has_no_term(chinese, english):
        yield 'Its "text" does not say what its "en" says.'


def differs_in_denial(chinese: str, english: str) -> bool:
    """Whether one denies outright and the other has nothing that could be a denial; idioms are none."""
    bare = _IDIOMS.sub("", chinese)
    is_dropped = _ENGLISH_DENIES.search(english) and not _MAY_DENY.search(chinese)
    is_added = _DENIES.search(bare) and not _ENGLISH_MAY_DENY.search(english)
    return bool(is_dropped or is_added)


def turns_numbers(chinese: str, english: str) -> bool:
    """Whether "from a to b" is told from b to a, or of two numbers that are compared the second is told as the first.

    Chinese puts the second first with a word for it ("与 82% 相比"); then the order says nothing.
    """
    turned = {(_bare(match[2]), _bare(match[1])) for match in _FROM_TO.finditer(english)}
    if any((_bare(match[1]), _bare(match[2])) in turned for match in _HAN_FROM_TO.finditer(chinese)):
        return True
    return any(_stands_turned(first, second, chinese) for first, second in _compared(english))


def _compared(english: str) -> Iterator[tuple[str, str]]:
    """The numbers on both sides of "compared with", next to it."""
    for match in _PAIR_LEADS.finditer(english):
        before, after = _NUMBER.findall(english[: match.start()]), _NUMBER.findall(english[match.end() :])
        if before and after:
            yield _bare(before[-1]), _bare(after[0])


def _stands_turned(first: str, second: str, chinese: str) -> bool:
    places = {_bare(match[0]): match.start() for match in _NUMBER.finditer(chinese)}
    if first not in places or second not in places or places[first] < places[second]:
        return False
    return not _SET_BEHIND.search(chinese)


def strange_gravity(chinese: str, grounds: Sequence[str]) -> str | None:
    """A word of death, cure or advice for which no ground has a word, be it in Chinese or English."""
    text = "\n".join(grounds)
    for words, english in _GRAVE:
        match = re.search(words, chinese)
        if match and not re.search(words, text) and not re.search(english, text, re.IGNORECASE):
            return match[0]
    return None


def _is_of_other_size(chinese: str, english: str) -> bool:
    n_words = len(_LATIN.findall(english))
    share = len(_SIZE.findall(chinese)) / max(n_words, 1)
    return n_words >= _FEWEST_WORDS and not _LEAST_SIZE <= share <= _MOST_SIZE


def _has_no_term(chinese: str, english: str) -> bool:
    """Whether the English has several terms of the glossary, and the Chinese none, nor a part of one."""
    terms = find_terms(english, _MOST_TERMS)
    if len(terms) < _FEWEST_TERMS:
        return False
    low = chinese.lower()
    return not any(term in low or _pairs(told) & _pairs(chinese) for term, told in terms)


def has_its_characters(chinese: str, grounds: Sequence[str]) -> bool:
    """Whether two fifths of its neighbouring characters stand side by side in the Chinese grounds, too."""
    said = _pairs(chinese)
    known = frozenset[str]().union(*map(_pairs, grounds))
    return not said or len(said & known) >= _LEAST_PAIRS * len(said)


def turns_chinese(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a clause of a Chinese claim denies, or points, otherwise than the clause of the sentences it tells."""
    clauses = [clause for sentence in sentences for clause in _clauses(sentence)]
    return any(_is_turned(said, clauses) for said in _clauses(claim))


def _is_turned(said: str, clauses: Sequence[str]) -> bool:
    told = max(clauses, key=lambda clause: len(_pairs(said) & _pairs(clause)), default="")
    is_denied = _DENIES.search(_IDIOMS.sub("", said)) and not any(_MAY_DENY.search(each) for each in clauses)
    is_freed = (senses_in(said) & denied_in(told)) - senses_in(told)
    return bool(is_denied or is_freed or opposed(said, [told]))


def _clauses(text: str) -> Sequence[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _pairs(text: str) -> frozenset[str]:
    runs = re.findall(rf"[{HAN}]+", text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _bare(number: str) -> str:
    return number.replace(",", "")
