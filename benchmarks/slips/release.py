"""One release as exact arithmetic sees it: what its figures are numbers of, and their readings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from benchmarks.slips.propagation import ANY, meet
from schemas.amounts import PERCENT_UNITS
from schemas.figures import Figure
from schemas.intervals import Interval
from schemas.readings import read

# Nothing lies between these bounds: printings that contradict each other.
NOTHING = Interval(1, 0)


class Node(NamedTuple):
    """What a figure is a number of; all its printings in a release are one node."""

    park: str
    indicator: str
    segment: str
    measure: str
    start: date
    end: date
    unit: str
    target: bool
    more: tuple[Any, ...] = ()

    def at(self, dimension: str, code: str) -> "Node":
        """Return the node of another park, indicator or segment, and else the same."""
        column: dict[str, Any] = {dimension: code}
        return self._replace(**column)


Printings = Mapping[Node, Sequence[Figure]]


def printings(figures: Iterable[Figure]) -> dict[Node, list[Figure]]:
    """Return the figures of each node."""
    found: dict[Node, list[Figure]] = {}
    for figure in figures:
        found.setdefault(node_of(figure), []).append(figure)
    return found


def node_of(figure: Figure) -> Node:
    more: tuple[Any, ...] = ()
    if figure.measure == "share":
        more = figure.of_park, figure.of_indicator, figure.of_segment
    if figure.measure in ("growth", "change"):
        more = figure.base_start, figure.base_end
    return Node(
        *(figure.park, figure.indicator, figure.segment, figure.measure),
        *(figure.period_start, figure.period_end, figure.unit, figure.status == "target"),
        more,
    )


def exactly(figure: Figure, usual: bool = False) -> Interval:
    """Return the widest, or the usual, reading of a figure as fractions."""
    reading = read(figure.printed)
    bare = not reading.unit and figure.unit in PERCENT_UNITS
    scale = Fraction(1, 100) if bare else Fraction(1)
    of = reading.usual if usual else reading.widest
    return Interval(of.low * scale, of.high * scale)


def in_common(figures: Iterable[Figure], usual: bool) -> Interval:
    """Return what the readings of some printings have in common."""
    known = ANY
    for figure in figures:
        known = meet(known, exactly(figure, usual)) or NOTHING
    return known
