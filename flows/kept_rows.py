"""Rows of a law's relations that are read from their table only when someone asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from flows.query_results import arrow_result
from schemas.laws.law import Law

# What a network needs of a relation; the rest is told to people.
KEPT = ("relation", "unit", "outcome", "figure_ids")
BOUNDS = ("low", "high", "widest_low", "widest_high")

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class KeptRow(Mapping[str, Any]):
    """One row of a table, as a mapping from column to value."""

    table: pa.Table
    number: int

    def __getitem__(self, column: str) -> Any:
        return self.table.column(column)[self.number].as_py()

    def __iter__(self) -> Iterator[str]:
        return iter(self.table.column_names)

    def __len__(self) -> int:
        return int(self.table.num_columns)


def relation_rows(
    connection: duckdb.DuckDBPyConnection, law: Law, table: str
) -> Sequence[tuple[Row, Row]]:
    """Return each relation of a law in a fixed order: what a network needs of it, and all of it."""
    query = f'FROM "{table}" ORDER BY relation, unit'
    rows = arrow_result(connection, query)
    needed = _columns(rows, [*KEPT, *(f"{role}_members" for role in law.roles)])
    known = [f"{role}_{bound}" for role in _known(law, needed) for bound in BOUNDS]
    if known:
        pairs = zip(needed, _columns(rows, known), strict=True)
        needed = [of_all | of_known for of_all, of_known in pairs]
    return [(row, KeptRow(rows, number)) for number, row in enumerate(needed)]


def _columns(rows: pa.Table, names: Sequence[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rows.select(names).to_pylist()
    return found


def _known(law: Law, rows: Sequence[Row]) -> list[str]:
    """Return the roles that some relation knows without a figure, like the bounds of a range."""
    return [role for role in law.roles if any(row[f"{role}_members"] == [] for row in rows)]
