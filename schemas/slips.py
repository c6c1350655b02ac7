"""Slips of the pen: what a printed text may have been before one known slip made it what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
GROUPED = re.compile(r"\d,\d{3}")
# How far a decimal point is seen to move, and the factors seen between scales.
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)


class Slip(StrEnum):
    """The kinds of slip that a repair undoes."""

    DIGIT = "one digit wrong"
    SWAP = "two neighbouring digits swapped"
    DROPPED = "one digit dropped"
    DOUBLED = "one digit doubled"
    POINT = "decimal point moved"
    FACTOR = "factor of ten, hundred, thousand or more"
    SCALE = "one scale taken for another"
    SIGN = "sign lost or gained"
    CURRENCY = "one currency taken for another"
    COPIED = "another figure of the source repeated"
    OTHER = "another number"


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that one slip would have turned into the printed one.

    `slips` is how many texts a slip of this kind could have made of it; `times` the factor by
    which the repair changes the number, where only digits change.
    """

    text: str
    slip: Slip
    slips: int
    times: float | None = None


def number_repairs(printed: str, grouped: bool) -> Iterator[Repair]:
    """Yield the repairs of slips in the digits; `grouped`: the source writes 1,916, not 1916."""
    for match in NUMBER.finditer(printed):
        before, after = printed[: match.start()], printed[match.end() :]
        token = match.group()
        plain = token.replace(",", "")
        commas = grouped or GROUPED.search(token) is not None
        # In a compound such as 4兆6529億 one number is not the whole of the value.
        alone = len(NUMBER.findall(printed)) == 1 and float(plain) != 0
        for text, slip, slips in _plain_repairs(plain):
            whole = before + (group(text) if commas else text) + after
            yield Repair(whole, slip, slips, float(text) / float(plain) if alone else None)


def _plain_repairs(plain: str) -> Iterator[tuple[str, Slip, int]]:
    digits = [place for place, sign in enumerate(plain) if sign != "."]
    count = len(digits)
    yield from _swapped(plain, digits)
    for place in digits:
        for digit in "0123456789":
            if digit != plain[place]:
                yield plain[:place] + digit + plain[place + 1 :], Slip.DIGIT, 9 * count
    for place in range(len(plain) + 1):
        for digit in "0123456789":
            yield plain[:place] + digit + plain[place:], Slip.DROPPED, count + 1
    for left, right in zip(digits, digits[1:], strict=False):
        if plain[left] == plain[right]:
            yield plain[:right] + plain[right + 1 :], Slip.DOUBLED, max(count - 1, 1)
    yield from _shifted(plain)


def _swapped(plain: str, digits: list[int]) -> Iterator[tuple[str, Slip, int]]:
    for left, right in zip(digits, digits[1:], strict=False):
        if plain[left] != plain[right]:
            signs = list(plain)
            signs[left], signs[right] = signs[right], signs[left]
            yield "".join(signs), Slip.SWAP, max(len(digits) - 1, 1)


def _shifted(plain: str) -> Iterator[tuple[str, Slip, int]]:
    whole, _, decimals = plain.partition(".")
    for by in SHIFTS:
        moved = _move_point(whole, decimals, by)
        if moved is not None and moved != plain:
            yield moved, Slip.POINT, len(SHIFTS)
    if not decimals:
        for zeros in (1, 2, 3, 4, 8):
            yield whole + "0" * zeros, Slip.FACTOR, len(SHIFTS)
            if whole.endswith("0" * zeros) and len(whole) > zeros:
                yield whole[:-zeros], Slip.FACTOR, len(SHIFTS)


def _move_point(whole: str, decimals: str, by: int) -> str | None:
    """Move the point to the right by places, keeping every digit that was printed."""
    digits = whole + decimals
    place = len(whole) + by
    if place > len(digits):
        digits += "0" * (place - len(digits))
    if place <= 0:
        digits = "0" * (1 - place) + digits
        place = 1
    left, right = digits[:place].lstrip("0") or "0", digits[place:]
    return f"{left}.{right}" if right else left


def group(plain: str) -> str:
    whole, point, decimals = plain.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole and whole[0] != "0" else plain
