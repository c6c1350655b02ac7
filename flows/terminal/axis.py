"""The axis of a number line in text: round numbers where they stand, in readable units."""

from collections.abc import Iterator
from math import ceil, floor, log10

from schemas.bars import NumberLine

# So many columns a short number and the room beside it take.
TICK_COLUMNS = 9
# So many round steps at most leave two numbers at least.
LEAST_STEPS = 5
ROUND = (1, 2, 5, 10)


def axis(line: NumberLine, columns: int, marks: str) -> tuple[str, str]:
    """Return the axis of a number line, and the numbers below it; `marks` draw line and tick."""
    factor, _ = line.scaled
    low, high = (bound / factor for bound in line.domain)
    step = round_step(low, high, max(columns // TICK_COLUMNS, LEAST_STEPS))
    places = max(-floor(log10(step)), 0)
    ticks, numbers = [marks[0]] * columns, [" "] * columns
    for value in _ticks(low, high, step):
        place = place_of(value, (low, high), columns)
        ticks[place] = marks[1]
        _write(numbers, place, f"{value:,.{places}f}")
    return "".join(ticks), "".join(numbers).rstrip()


def round_step(low: float, high: float, most: int) -> float:
    """Return the least round step that goes into a width no more often than so many times."""
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    return power * next(one for one in ROUND if one * power >= rough * (1 - 1e-9))


def place_of(value: float, domain: tuple[float, float], columns: int) -> int:
    """Return the column in which a number stands; one beyond the domain stands at its edge."""
    low, high = domain
    share = (min(max(value, low), high) - low) / (high - low)
    return min(int(share * columns), columns - 1)


def _ticks(low: float, high: float, step: float) -> Iterator[float]:
    for number in range(ceil(low / step), floor(high / step) + 1):
        yield number * step


def _write(line: list[str], middle: int, text: str) -> None:
    """Write a number below its tick, where it does not run into another."""
    start = min(max(middle - len(text) // 2, 0), len(line) - len(text))
    around = line[max(start - 1, 0) : start + len(text) + 1]
    if start >= 0 and not "".join(around).strip():
        line[start : start + len(text)] = text
