"""Number lines: the arithmetic of one row of the quality log, interval beside interval."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite

from schemas.bars import Bar, Kind, NumberLine, Row
from schemas.intervals import SLACK

__all__ = ["Bar", "Kind", "NumberLine", "of_row"]

# More printings than this make a picture that nobody reads.
MOST_BARS = 8
# What is observed and expected, in the words of the checks that compare other than two figures.
OBSERVED = {
    "freshness": "age of the newest figure",
    "shares-add-up": "all shares together",
    "target-path": "growth needed in a year",
}
EXPECTED = {
    "freshness": "allowed",
    "range": "plausible bounds",
    "shares-add-up": "the whole",
    "target-path": "plausible growth",
}
FOLLOWS = "implied by the others"


def of_row(
    row: Row, figures: Mapping[str, Row], suggested: tuple[float, float] | None = None
) -> NumberLine | None:
    """Return the number line of a row of the quality log; None where there is nothing to compare.

    `figures` are the rows of the run's figures; `suggested` is the interval of the suggestion.
    """
    if row["check_id"] == "restatement":
        bars = _printings(row, figures)
    else:
        bars = [one for one in (_observed(row, figures), _expected(row)) if one is not None]
    if len(bars) < 2:
        return None
    gap = gap_between(bars)
    if suggested is not None and any(one.kind is Kind.SUSPECT for one in bars):
        bars.append(suggestion(row, suggested))
    return NumberLine(row["unit"] or "", tuple(bars), gap)


def gap_between(bars: Sequence[Bar]) -> tuple[float, float] | None:
    """Return what lies between the highest and the lowest of some bars, if they do not meet."""
    low, high = min(one.high for one in bars), max(one.low for one in bars)
    apart = isfinite(low) and isfinite(high) and high - low > SLACK * max(abs(low), abs(high))
    return (low, high) if apart else None


def suggestion(row: Row, suggested: tuple[float, float]) -> Bar:
    """Return the bar of what the suspect of a row probably should have been."""
    return Bar(f"perhaps {row['suggestion']}", *suggested, *suggested, Kind.SUGGESTION)


def printed_bar(figure: Row, suspect: bool = False) -> Bar:
    """Return the bar of a printed figure, which may be the suspect."""
    label = f"printed {figure['printed'].strip()} ({figure['figure_id']})"
    usual = bounds(figure["usual_low"], figure["usual_high"])
    widest = bounds(figure["widest_low"], figure["widest_high"])
    if suspect:
        return Bar(f"suspect, {label}", *usual, *widest, Kind.SUSPECT)
    return Bar(label, *usual, *widest, Kind.PRINTED)


def bounds(low: float | None, high: float | None) -> tuple[float, float]:
    """Return bounds of the log as numbers: null is no bound."""
    return -inf if low is None else low, inf if high is None else high


def _printings(row: Row, figures: Mapping[str, Row]) -> list[Bar]:
    known = [figures[one] for one in row["figure_ids"] if one in figures]
    bars = [printed_bar(one, one["figure_id"] == row["suspect_figure_id"]) for one in known]
    if len(bars) <= MOST_BARS:
        return bars
    # Whichever are left out, the two that are furthest apart stay.
    furthest = [max(bars, key=lambda one: one.low), min(bars, key=lambda one: one.high)]
    rest = [one for one in bars if one not in furthest][: MOST_BARS - len(furthest)]
    return [one for one in bars if one in furthest or one in rest]


def _observed(row: Row, figures: Mapping[str, Row]) -> Bar | None:
    low, high = bounds(row["observed_low"], row["observed_high"])
    if not isfinite(low) and not isfinite(high):
        return None
    for name in row["figure_ids"]:
        figure = figures.get(name)
        if figure and bounds(figure["usual_low"], figure["usual_high"]) == (low, high):
            return printed_bar(figure, name == row["suspect_figure_id"])
    label = OBSERVED.get(row["check_id"], "observed" if row["source_id"] else "not printed")
    widest = bounds(row["observed_widest_low"], row["observed_widest_high"])
    return Bar(label, low, high, *widest, Kind.PRINTED)


def _expected(row: Row) -> Bar | None:
    usual = bounds(row["expected_low"], row["expected_high"])
    if not any(map(isfinite, usual)):
        return None
    widest = bounds(row["expected_widest_low"], row["expected_widest_high"])
    return Bar(EXPECTED.get(row["check_id"], FOLLOWS), *usual, *widest, Kind.EXPECTED)
