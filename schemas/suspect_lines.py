"""The number line of a suspect: what was printed of it, what all others need, what it may be."""

from collections.abc import Mapping
from math import isfinite

from schemas.bars import Bar, Kind, NumberLine, Row
from schemas.number_lines import bounds, gap_between, of_row, printed_bar, suggestion


def of_suspect(
    row: Row, figures: Mapping[str, Row], suggested: tuple[float, float] | None = None
) -> NumberLine | None:
    """Return the number line of a row's suspect; None where the row's own line shows all of it."""
    suspect = figures.get(row["suspect_figure_id"])
    own = of_row(row, figures)
    if suspect is None or (own and any(one.kind is Kind.SUSPECT for one in own.bars)):
        return None
    bars = [printed_bar(suspect, suspect=True)]
    needed = bounds(row["suspect_low"], row["suspect_high"])
    if any(map(isfinite, needed)):
        bars.append(Bar("left by all the others", *needed, *needed, Kind.EXPECTED))
    gap = gap_between(bars)
    if suggested is not None:
        bars.append(suggestion(row, suggested))
    return NumberLine(suspect["unit"], tuple(bars), gap) if len(bars) > 1 else None
