"""Repairs of slips in the digits of a printed text that can give the value that is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.intervals import SLACK
from schemas.slips import NUMBER, Edit, Slip, edits, group

# Powers of ten of the words between the numbers of a compound such as 4兆6,529億元.
SEGMENTS = {"兆": 12, "万亿": 12, "萬億": 12, "亿": 8, "億": 8, "万": 4, "萬": 4}


@dataclass(frozen=True, slots=True)
class Repair:
    """A text that one slip would have turned into the printed one, and the numbers in both."""

    text: str
    slip: Slip
    chance: float
    printed: str
    number: str


@dataclass(frozen=True, slots=True)
class Token:
    """A number in a printed text: its place, its digits, and its part of the figure's value."""

    start: int
    end: int
    plain: str
    share: float


def number_repairs(figure: Figure, needed: Bounds, grouped: bool) -> Iterator[Repair]:
    """Yield the repairs that can fit; `grouped`: the source writes 1,916, not 1916."""
    printed = figure.printed
    for token in tokens(printed):
        commas = "," in printed[token.start : token.end] or grouped
        for edit in edits(token.plain):
            if _near(figure, needed, token, edit):
                number = group(edit.number) if commas else edit.number
                text = printed[: token.start] + number + printed[token.end :]
                yield Repair(text, edit.slip, edit.chance, token.plain, edit.number)


def tokens(printed: str) -> list[Token]:
    """Return the numbers of a text; the segments of a compound share its value."""
    found = [(match.start(), match.end(), match.group()) for match in NUMBER.finditer(printed)]
    plains = [text.replace(",", "") for *_, text in found]
    values = [
        float(plain) * 10.0 ** _power(printed[end:])
        for plain, (_, end, _) in zip(plains, found, strict=True)
    ]
    total = sum(values) if _falling(values) else 0.0
    return [
        Token(start, end, plain, value / total if total else 0.0)
        for plain, value, (start, end, _) in zip(plains, values, found, strict=True)
    ]


def _power(after: str) -> int:
    return next((power for word, power in SEGMENTS.items() if after.startswith(word)), 0)


def _falling(values: Sequence[float]) -> bool:
    return all(a > b for a, b in pairwise(values))


def _near(figure: Figure, needed: Bounds, token: Token, edit: Edit) -> bool:
    if not token.share:
        return True
    return can_fit(figure, needed, 1 + token.share * (edit.value / float(token.plain) - 1))


def can_fit(figure: Figure, needed: Bounds, times: float) -> bool:
    """Say whether so many times a figure can be what is needed, before a text is read."""
    if not times:
        return True
    low, high = figure.usual_low, figure.usual_high
    around = (high - low + figure.digit + abs(high) * SLACK) * max(1.0, abs(times))
    return min(low * times, high * times) - around <= needed[1] and (
        max(low * times, high * times) + around >= needed[0]
    )


def significant(number: str) -> int:
    """Return how many digits a number has, but for zeros before the first other one."""
    return max(len(number.replace(".", "").lstrip("0")), 1)
