"""The intervals of a table of relations, and the table itself while arithmetic is done on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.ibis_later import ir
from schemas.intervals import Interval


def intervals(table: Any, roles: Sequence[str], widest: bool = False) -> dict[str, Interval]:
    """Return the usual, or the widest, interval of each role of a table of relations."""
    width = "widest_" if widest else ""
    return {
        role: Interval(table[f"{role}_{width}low"], table[f"{role}_{width}high"]) for role in roles
    }


class Workings(Mapping[str, Interval]):
    """The intervals of a table's roles; results that the arithmetic keeps are further columns.

    Written out as one expression, a product of products would grow tenfold with each of them.
    """

    def __init__(self, table: ir.Table, roles: Sequence[str], widest: bool = False) -> None:
        self.table = table
        self._intervals = intervals(table, roles, widest)

    def __getitem__(self, role: str) -> Interval:
        return self._intervals[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self._intervals)

    def __len__(self) -> int:
        return len(self._intervals)

    def keep(self, interval: Interval) -> Interval:
        """Return the interval as two columns more of the table."""
        low, high = (f"kept_{bound}_{len(self.table.columns)}" for bound in ("low", "high"))
        self.table = self.table.mutate(**{low: interval.low, high: interval.high})
        return Interval(self.table[low], self.table[high])
