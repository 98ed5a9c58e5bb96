"""The language of a text, as far as its script shows it: enough for `lang` attributes."""

from __future__ import annotations

import re

__all__ = ["language_of"]

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(plain: str) -> str:
    """`zh`, `ja`, `ko`, `en`, or `und` where the script is another one or there are no letters.

    The rule: one Han, kana or hangul character weighs as much as one Latin word. Where they are at least three in ten
    of that weight, hangul before kana before Han decides (`ja` needs one kana in twenty, since Chinese texts quote
    Japanese names); otherwise Latin script is taken for English if it is most of the letters.
    """
    if plain.isascii():
        return "en" if _LATIN.search(plain) else "und"
    han, kana, hangul = (len(script.findall(plain)) for script in (_HAN, _KANA, _HANGUL))
    words = _LATIN.findall(plain)
    east = han + kana + hangul
    if east and east >= 0.3 * (east + len(words)):
        if hangul * 2 >= east:
            return "ko"
        return "ja" if kana * 20 >= east else "zh"
    letters = len(_LETTER.findall(plain))
    return "en" if words and sum(map(len, words)) * 2 > letters else "und"
