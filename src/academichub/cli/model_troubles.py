"""What is wrong with a language model, in the reader's language: the sentences that come most often.

A run tells its trouble in one English sentence, which logs and --json keep. Each pattern here is the form of such a
sentence, and its key the one of the same words in publish/words; what an endpoint itself said stays as it is, and so
does a sentence that is not known here.
"""

from __future__ import annotations

import re

from academichub.publish.wording import Wording

__all__ = ["trouble_in_words"]

_OF_MODEL = r"(?P<model>.+?) at (?P<url>\S+)"
_SAID = r"(?P<said>(?:: .*)?)"

_FORMS = tuple(
    (key, re.compile(form))
    for key, form in (
        ("trouble.refuses", rf"{_OF_MODEL} refuses: (?P<reason>.+)"),
        ("trouble.useless", rf"{_OF_MODEL} cannot be used: (?P<reason>.+)"),
        ("trouble.silent", rf"{_OF_MODEL} gives no answer: (?P<reason>.+)"),
        ("trouble.down", rf"{_OF_MODEL} does not answer"),
        ("trouble.busy", rf"{_OF_MODEL} has been busy all the time"),
        ("trouble.some", r"some papers got no answer in several tries"),
        ("trouble.batch", r"the batch could not be handed in: (?P<reason>.+)"),
        (
            "trouble.key",
            rf"(?P<host>\S+) answered (?P<status>\d+): it does not accept the key \([^)]*\){_SAID}",
        ),
        (
            "trouble.name",
            rf"(?P<place>\S+) answered 404: it knows no model (?P<name>'.*?'|\".*?\"), or base_url is wrong{_SAID}",
        ),
        ("trouble.credit", rf"no credit left at (?P<host>[^\s:;]+(?::\d+)?){_SAID}; pay there, or name another key"),
        ("trouble.request", rf"(?P<host>\S+) answered (?P<status>\d+): it refuses the request{_SAID}"),
        ("trouble.unreached", r"(?P<host>\S+): no connection could be made \((?P<reason>.*)\)"),
        ("trouble.overdue", r"(?P<host>\S+): no whole answer within (?P<seconds>\S+) s"),
        ("trouble.form", r"it answered (?P<times>\d+) times, and never in the form asked for"),
        (
            "trouble.thinks",
            r"its answer was cut off at (?P<tokens>\d+) tokens: it thinks before it answers; "
            r"choose a model that does not, or switch its thinking off",
        ),
        (
            "trouble.endless",
            r"each of its answers was cut off at (?P<tokens>\d+) tokens: it thinks before it answers, or "
            r"comes to no end; choose another model, or switch its thinking off",
        ),
    )
)


def trouble_in_words(sentence: str, words: Wording) -> str:
    """The sentence in the language of the words; of one sentence inside another, both."""
    for key, form in _FORMS:
        if found := form.fullmatch(sentence):
            places = found.groupdict()
            if "reason" in places:
                places["reason"] = trouble_in_words(places["reason"], words)
            return words(key, **places)
    return sentence
