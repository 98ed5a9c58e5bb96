"""How `radar edit` reads an option that may be repeated: the list it replaces, or what it adds and takes away. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from academichub.errors import ConfigError
from academichub.publish.wording import Wording

__all__ = ["changed"]

T = TypeVar("T")


def changed(
    held: Sequence[T], given: Sequence[str], read: Callable[[str], T], same: Callable[[T, T], bool], w: Wording
) -> tuple[T, ...]:
    """A list after `edit`: what is given takes its place, or with "+" or "-" before each is added or taken away.

    An empty value stands for nothing, so that it alone empties the list. `same(held, named)` finds what is meant.
    Raises: ConfigError where some have a sign and some not, or what should be taken away is not there.
    """
    wanted = [value.strip() for value in given if value.strip()]
    plain = [value for value in wanted if not value.startswith(("+", "-"))]
    if len(plain) == len(wanted):
        return tuple(map(read, wanted))
    if plain:
        raise ConfigError(w("radars.mixed"), subject=plain[0])
    result = tuple(held)
    for value in wanted:
        one = read(value[1:])
        there = [each for each in result if same(each, one)]
        if value.startswith("-"):
            if not there:
                raise ConfigError(w("radars.not_in_list"), subject=value[1:])
            result = tuple(each for each in result if each not in there)
        elif one not in result:
            result = (*result, one)
    return result
