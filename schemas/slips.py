"""Slips of the pen in digits: what a number may have been before one made it what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
GROUPED = re.compile(r"\d,\d{3}")
# How often a factor of ten to this power is met, up or down, against a single wrong digit. Most
# are scales in disguise: 亿 taken for billion is ten, 万 for million a hundred.
SHIFTS = {1: 0.6, 2: 0.5, 3: 0.25, 4: 0.1, 6: 0.02, 8: 0.02, 9: 0.02}


class Slip(StrEnum):
    """The kinds of slip that a repair undoes."""

    DIGIT = "one digit wrong"
    SWAP = "two neighbouring digits swapped"
    DROPPED = "one digit dropped"
    DOUBLED = "one digit doubled"
    FACTOR = "factor of a power of ten"
    SCALE = "one scale taken for another"
    SIGN = "sign lost or gained"
    CURRENCY = "one currency taken for another"
    COPIED = "another figure of the source repeated"
    OTHER = "another number"


@dataclass(frozen=True, slots=True)
class Edit:
    """A number that one slip would have turned into the printed one; `chance`: how often it does.

    The chance is the slip's, against a single wrong digit, shared among all slips of its kind that
    the number could have suffered. Numbers are written without commas.
    """

    number: str
    slip: Slip
    chance: float
    value: float


@lru_cache(maxsize=2**14)
def edits(number: str) -> tuple[Edit, ...]:
    """Return the numbers that one slip in the digits would have turned into this one."""
    found = dict.fromkeys(_edits(number))
    return tuple(
        Edit(text, slip, chance, float(text))
        for text, slip, chance in found
        if text != number and _as_people_write(text)
    )


def _as_people_write(number: str) -> bool:
    whole = number.partition(".")[0]
    return whole == "0" or (whole != "" and not whole.startswith("0"))


def _edits(number: str) -> Iterator[tuple[str, Slip, float]]:
    places = [place for place, sign in enumerate(number) if sign != "."]
    yield from _swapped(number, places)
    yield from _replaced(number, places)
    yield from _restored(number, len(places) + 1)
    yield from _undoubled(number, places)
    yield from _shifted(number)


def _swapped(number: str, places: list[int]) -> Iterator[tuple[str, Slip, float]]:
    for left, right in pairwise(places):
        signs = list(number)
        signs[left], signs[right] = signs[right], signs[left]
        yield "".join(signs), Slip.SWAP, 1 / (len(places) - 1)


def _replaced(number: str, places: list[int]) -> Iterator[tuple[str, Slip, float]]:
    for place in places:
        for digit in "0123456789":
            yield number[:place] + digit + number[place + 1 :], Slip.DIGIT, 1 / (9 * len(places))


def _restored(number: str, digits: int) -> Iterator[tuple[str, Slip, float]]:
    for place in range(len(number) + 1):
        for digit in "0123456789":
            # Either of two equal neighbours may be the one that was dropped.
            twice = 2 if digit in number[max(place - 1, 0) : place + 1] else 1
            yield number[:place] + digit + number[place:], Slip.DROPPED, twice / digits
    if "." not in number:
        # The point goes with the last decimal.
        for digit in "0123456789":
            yield f"{number}.{digit}", Slip.DROPPED, 0.1 / digits


def _undoubled(number: str, places: list[int]) -> Iterator[tuple[str, Slip, float]]:
    for left, right in pairwise(places):
        if number[left] == number[right]:
            yield number[:left] + number[left + 1 :], Slip.DOUBLED, 1 / (len(places) - 1)


def _shifted(number: str) -> Iterator[tuple[str, Slip, float]]:
    whole, _, decimals = number.partition(".")
    for power, chance in SHIFTS.items():
        yield _move_point(whole, decimals, power), Slip.FACTOR, chance
        text = _move_point(whole, decimals, -power)
        yield text, Slip.FACTOR, chance
        # 36000 may have been 36.000, but 36.0 or 36 as well.
        while not decimals and text.endswith(("0", ".")) and "." in text:
            text = text[:-1]
            if not text.endswith("."):
                yield text, Slip.FACTOR, chance


def _move_point(whole: str, decimals: str, by: int) -> str:
    digits = whole.rjust(1 - by, "0") + decimals.ljust(by, "0")
    place = max(len(whole), 1 - by) + by
    left, right = digits[:place].lstrip("0") or "0", digits[place:]
    return f"{left}.{right}" if right else left


def group(plain: str) -> str:
    """Write a number with commas between its thousands."""
    whole, point, decimals = plain.partition(".")
    return f"{int(whole):,}{point}{decimals}"
