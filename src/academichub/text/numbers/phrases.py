"""English number words that follow each other, and what they are worth together."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["COUNTS", "ORDINALS", "PARTS", "SCALES", "Phrase", "numbered"]


def numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * at for at, word in enumerate(words.split())}


COUNTS = (
    numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
    | numbered("seventeen eighteen nineteen", 17)
    | numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
)
ORDINALS = (
    numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 1)
    | numbered("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 14)
    | numbered("twentieth thirtieth", 20, 10)
)
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "decade": 1, "centurie": 2}
PARTS = {"half": 2, "quarter": 4, "hundredth": 100} | {word: n for word, n in ORDINALS.items() if 2 < n < 11}
_HUGE = Decimal(10) ** 15


class Phrase:
    """Reads words of numbers that follow each other: "two and a half million" is one number, "one two" are two."""

    def __init__(self) -> None:
        self.found: list[tuple[Decimal, bool, int | None]] = []  # value, firm, power
        self._start()

    def _start(self) -> None:
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.power: int | None = None
        self.firm = False
        self.place: Decimal | None = None  # of the next digit after "point"

    def read(self, words: list[str]) -> list[tuple[Decimal, bool, int | None]]:
        """Every number in order, at least one."""
        for at, word in enumerate(words):
            if word == "point":
                self._point()
                continue
            single = word if word in COUNTS or word == "halve" else word.removesuffix("s")
            if single in COUNTS:
                self._count(Decimal(COUNTS[single]))
            elif single in SCALES:
                self._scale(SCALES[single])
            elif single == "dozen":
                self._dozen()
            elif single in PARTS or single in ORDINALS or single == "halve":
                self._part("half" if single == "halve" else single, added=words[at - 1] in ("a", "and"))
        self._flush()
        return self.found

    def _flush(self) -> None:
        if self.current is not None or self.total:
            self.found.append((self.total + (self.current or 0), self.firm, self.power))
        self._start()

    def _count(self, value: Decimal) -> None:
        current = self.current
        if self.place is not None and current is not None and value < 10:
            self.current, self.place = current + value * self.place, self.place / 10
        elif current is None:
            self.current = value
        elif (current >= 20 and not current % 10 and value < 10) or (current >= 100 and not current % 100):
            self.current = current + value
        else:
            self._flush()
            self.current = value

    def _point(self) -> None:
        self.place = None if self.current is None else Decimal("0.1")

    def _dozen(self) -> None:
        if (self.current or 0) > _HUGE:
            self._flush()
        self.current = (self.current or 1) * Decimal(12)

    def _scale(self, power: int) -> None:
        if max(self.total, self.current or 0) > _HUGE:
            self._flush()
        self.firm = self.firm or self.current is not None
        self.power, self.place = power, None
        value = (self.current or Decimal(1)).scaleb(power)
        if power == 2:
            self.current = value
        else:
            self.total, self.current = self.total + value, None

    def _part(self, word: str, added: bool) -> None:
        """A rank or a fraction: twenty-first, two thirds, one and a half, a third."""
        rank, below = ORDINALS.get(word), PARTS.get(word)
        if self.current is None:
            if not rank:
                self.current = 1 / Decimal(below or 1)
            else:
                self.found += [(Decimal(rank), False, None), *([(1 / Decimal(below), False, None)] if below else [])]
        elif rank and self.current >= 20 and not self.current % 10:
            self.current += rank
        elif below and added:
            self.current += 1 / Decimal(below)
        elif below:
            self.current, self.firm = self.current / below, True
            self._flush()
        else:
            self._flush()
            self.found.append((Decimal(rank or 0), False, None))
