"""Revisions: how one figure changed from the first source that printed it to the latest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf, isfinite
from typing import Any

from schemas.intervals import Interval
from schemas.quality_log import Row

# What makes two printings printings of one figure.
FIGURE = ("park", "indicator", "segment", "measure", "of", "period", "status", "unit")
# The relative size of a difference of percentages would be read as one in percentage points.
_PERCENTAGES = frozenset({"percent", "pp"})


class Direction(StrEnum):
    """Where a figure went; overlapping readings that differ cannot tell."""

    UP = "up"
    DOWN = "down"
    SAME = "the same"
    UNTOLD = "cannot tell"


_RANK = {Direction.UP: 0, Direction.DOWN: 0, Direction.UNTOLD: 1, Direction.SAME: 2}


@dataclass(frozen=True)
class Revision:
    """One figure in its first and its latest printing, as rows of the table of figures.

    `size` is the latest less the first, in base units; `relative` the same as a fraction of the
    first, None for percentages and where the first may be zero.
    """

    first: Row
    latest: Row
    printings: int
    size: Interval
    relative: Interval | None
    direction: Direction


def revisions(figures: Iterable[Row], published_on: Mapping[str, date | None]) -> list[Revision]:
    """Return the figures that sources of several days printed, the largest revisions first.

    `published_on` has the day of each source by its id; what a source without a day printed is
    left out, for it has no place in the order.
    """
    printings: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in figures:
        if published_on.get(row["source_id"]):
            printings[tuple(row[name] for name in FIGURE)].append(row)
    ordered = [
        sorted(rows, key=lambda row: _place(row, published_on)) for rows in printings.values()
    ]
    found = [_revision(rows) for rows in ordered if _days(rows, published_on) > 1]
    return sorted(found, key=_by_size)


def _place(row: Row, published_on: Mapping[str, date | None]) -> tuple[Any, ...]:
    return published_on[row["source_id"]], row["source_id"], row["figure_id"]


def _days(rows: Sequence[Row], published_on: Mapping[str, date | None]) -> int:
    return len({published_on[row["source_id"]] for row in rows})


def _revision(rows: Sequence[Row]) -> Revision:
    first, latest = _usual(rows[0]), _usual(rows[-1])
    size = latest - first
    relative = None
    if rows[0]["unit"] not in _PERCENTAGES and first.low > 0 and isfinite(first.high):
        relative = (latest / first).shifted(-1)
    return Revision(rows[0], rows[-1], len(rows), size, relative, _direction(first, latest))


def _usual(row: Row) -> Interval:
    low, high = row["usual_low"], row["usual_high"]
    return Interval(-inf if low is None else low, inf if high is None else high)


def _direction(first: Interval, latest: Interval) -> Direction:
    if first == latest:
        return Direction.SAME
    if latest.meets(first):
        return Direction.UNTOLD
    return Direction.UP if latest.low > first.high else Direction.DOWN


def _by_size(one: Revision) -> tuple[Any, ...]:
    size = one.relative or one.size
    least = min(abs(size.low), abs(size.high))
    figure = [str(one.first[name]) for name in FIGURE]
    return _RANK[one.direction], one.relative is None, -least, figure
