"""What a number line shows: intervals in one unit, and the part of the line that holds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite
from typing import Any

from schemas.display import format_interval, format_number, scale

# Room beside the outermost bounds, as a fraction of what lies between them.
MARGIN = 0.04
# A bar without end must be seen to go on.
ENDLESS_MARGIN = 0.2

# A row of one of the log's tables.
Row = Mapping[str, Any]


class Kind(StrEnum):
    """What a bar of a number line shows."""

    PRINTED = "printed"
    SUSPECT = "suspect"
    EXPECTED = "expected"
    SUGGESTION = "suggestion"


@dataclass(frozen=True)
class Bar:
    """One interval on a number line, usual and widest; ±inf is no bound."""

    label: str
    low: float
    high: float
    widest_low: float
    widest_high: float
    kind: Kind


@dataclass(frozen=True)
class NumberLine:
    """Intervals in one unit, and the gap between the observed and the expected one, if any."""

    unit: str
    bars: tuple[Bar, ...]
    gap: tuple[float, float] | None = None

    @property
    def domain(self) -> tuple[float, float]:
        """The part of the line that shows every bound, with room at both ends."""
        bounds = [bound for bar in self.bars for bound in _bounds(bar)]
        first, last = min(filter(isfinite, bounds)), max(filter(isfinite, bounds))
        width = last - first or abs(first) / 10 or 1.0
        below = ENDLESS_MARGIN if -inf in bounds else MARGIN
        above = ENDLESS_MARGIN if inf in bounds else MARGIN
        return first - below * width, last + above * width

    @property
    def scaled(self) -> tuple[float, str]:
        """What to divide its numbers by to read them, and what they are then counted in."""
        factor, words = scale(max(map(abs, self.domain)), self.unit)
        return factor, words.strip()


def _bounds(bar: Bar) -> Iterable[float]:
    return bar.low, bar.high, bar.widest_low, bar.widest_high


def described(line: NumberLine) -> str:
    """Return a number line in words."""
    words = [f"{one.label}: {format_interval(one.low, one.high, line.unit)}" for one in line.bars]
    gap = gap_words(line)
    return "; ".join([*words, gap] if gap else words)


def gap_words(line: NumberLine) -> str:
    """Return how wide the gap is, in three digits; empty where there is none."""
    if line.gap is None:
        return ""
    unit = "pp" if line.unit == "percent" else line.unit
    return f"gap {format_number(float(f'{line.gap[1] - line.gap[0]:.3g}'), unit)}"
