"""Slips in the digits of a printed text, made apart from those that the program undoes."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

# Returns every number that a slip makes of one.
Change = Callable[[str], Iterator[str]]


def changed(printed: str, change: Change) -> Iterator[str]:
    """Yield the texts in which one number is changed, its thousands grouped as before."""
    for match in NUMBER.finditer(printed):
        token = match.group()
        grouped = GROUPS.fullmatch(token) is not None
        if "," in token and not grouped:
            continue
        for number in change(token.replace(",", "")):
            if _as_people_write(number):
                text = _grouped(number) if grouped else number
                yield printed[: match.start()] + text + printed[match.end() :]


def _as_people_write(number: str) -> bool:
    whole = number.partition(".")[0]
    return bool(whole) and not number.endswith(".") and (whole == "0" or whole[0] != "0")


def _grouped(number: str) -> str:
    whole, point, decimals = number.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _places(number: str) -> list[int]:
    return [place for place, sign in enumerate(number) if sign != "."]


def swapped(number: str) -> Iterator[str]:
    places = _places(number)
    for left, right in pairwise(places):
        signs = list(number)
        signs[left], signs[right] = signs[right], signs[left]
        yield "".join(signs)


def wrong(number: str) -> Iterator[str]:
    for place in _places(number):
        for digit in "0123456789":
            yield number[:place] + digit + number[place + 1 :]


def dropped(number: str) -> Iterator[str]:
    for place in _places(number):
        yield number[:place] + number[place + 1 :]


def doubled(number: str) -> Iterator[str]:
    for place in _places(number):
        yield number[:place] + number[place] + number[place:]


def point_moved(number: str) -> Iterator[str]:
    """Move a printed decimal point one or two places, with no digit won or lost."""
    whole, point, decimals = number.partition(".")
    if point:
        for by in (-2, -1, 1, 2):
            yield from _moved(whole + decimals, len(whole) + by)


def _moved(digits: str, place: int) -> Iterator[str]:
    if place == 0:
        yield f"0.{digits}"
    elif 0 < place <= len(digits):
        whole = digits[:place].lstrip("0") or "0"
        decimals = digits[place:]
        yield f"{whole}.{decimals}" if decimals else whole


def times(power: int) -> Change:
    """Return the slip by a factor of ten to a power, up and down."""

    def change(number: str) -> Iterator[str]:
        whole, _, decimals = number.partition(".")
        up = decimals.ljust(power, "0")
        more = (whole + up[:power]).lstrip("0") or "0"
        yield more + (f".{up[power:]}" if up[power:] else "")
        digits = whole.rjust(power + 1, "0")
        less = digits[-power:] + decimals
        yield digits[:-power] + "." + less
        if not decimals and number.endswith("0" * power):
            yield number[:-power]

    return change
