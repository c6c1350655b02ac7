"""What was known on a day of figures by the million: read in their file, put into batches."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from flows.batches.stored_rows import ALL_ROWS, StoredRows
from flows.figure_files import Package
from flows.figure_reading import figures_of, read_printed
from flows.list_rows import KINDS
from flows.network.desk import MOST_OF_A_SOURCE
from flows.reading_queries import FIGURE_COLUMNS, READ
from flows.reading_tables import create
from flows.vintages import later_sources, quarantined_by, rates_by
from schemas.codes import Rate
from schemas.figures import Figure
from schemas.park_groups import batches, park_groups
from schemas.terms import Quarantined

FIGURES = "batched_figures"
FIRST_OF_SOURCES = "first_of_sources"


@dataclass(frozen=True)
class BatchedVintage:
    """A package as it was known on a day; `figures` counts those of each batch."""

    rows: StoredRows
    rates: Sequence[Rate]
    quarantined: Sequence[Quarantined]
    figures: Mapping[int, int]
    below_zero: frozenset[str]
    later: int
    used: Mapping[str, Set[str]]

    def named(self, ids: Sequence[str]) -> tuple[dict[str, Figure], set[str], set[str]]:
        """Return which of these are figures, and the ids of those published later or not read."""
        if not ids:
            return {}, set(), set()
        known = {"ids": list(ids)}
        with self.rows.open(read_only=True) as connection:
            chosen = f"SELECT {FIGURE_COLUMNS} FROM {FIGURES} WHERE list_contains($ids, figure_id)"
            figures = {one.figure_id: one for one in figures_of(connection, chosen, known)}
            rows = f"SELECT figure_id FROM {ALL_ROWS} SEMI JOIN later USING (source_id)"
            later = _texts(connection, f"{rows} WHERE list_contains($ids, figure_id)", known)
            there = f"SELECT figure_id FROM {ALL_ROWS} WHERE list_contains($ids, figure_id)"
            return figures, later, _texts(connection, there, known) - set(figures)


def known_by_batches(
    package: Package, rows: StoredRows, as_of: date, park: str | None, most: int
) -> BatchedVintage:
    """Read the figures of a package and put them into batches of about `most`.

    No relation reaches from one batch to another. They are in the file's view `FIGURES`, the
    first of each source in `FIRST_OF_SOURCES`; of one park only its own batch is counted and its
    figures alone.
    """
    later = sorted(later_sources(package, as_of))
    with rows.open() as connection:
        create(connection, "later", pa.table({"source_id": pa.array(later, pa.string())}))
        known = f"FROM {ALL_ROWS} ANTI JOIN later USING (source_id)"
        connection.execute(f"CREATE OR REPLACE VIEW printed_rows AS {known}")
        unread = read_printed(connection, package.codes)
        _load_batches(connection, package, most)
        of_park = f"FROM {FIGURES} WHERE $park IS NULL OR park = $park"
        counted = connection.execute(
            f"SELECT batch, count(*) {of_park} GROUP BY 1 ORDER BY 1", {"park": park}
        )
        return BatchedVintage(
            rows=rows,
            rates=rates_by(package, as_of),
            quarantined=quarantined_by(package, set(later), unread),
            figures=dict(counted.fetchall()),
            below_zero=_below_zero(connection),
            later=_count(connection, f"FROM {ALL_ROWS} SEMI JOIN later USING (source_id)"),
            used={
                kind: _texts(connection, f"SELECT DISTINCT {kind} {of_park}", {"park": park})
                for kind in ("source_id", *KINDS)
            },
        )


def _load_batches(connection: duckdb.DuckDBPyConnection, package: Package, most: int) -> None:
    shares = f"SELECT DISTINCT park, of_park FROM {READ} WHERE of_park NOT IN ('', park)"
    counts = dict(connection.execute(f"SELECT park, count(*) FROM {READ} GROUP BY 1").fetchall())
    pairs = connection.execute(shares).fetchall()
    groups = park_groups(counts, package.codes, pairs, package.rules)
    found = [
        (park, number)
        for number, batch in enumerate(batches(groups, counts, most))
        for park in batch
    ]
    parks, numbers = zip(*found, strict=True) if found else ((), ())
    table = pa.table({"park": pa.array(parks, pa.string()), "batch": pa.array(numbers, pa.int64())})
    create(connection, "batches", table)
    # A park's batch is looked up: to write it beside all figures would be to write them again.
    connection.execute(f"""CREATE OR REPLACE VIEW {FIGURES} AS
        SELECT {READ}.*, batch FROM {READ} JOIN batches USING (park)""")
    connection.execute(f"""CREATE OR REPLACE TABLE {FIRST_OF_SOURCES} AS
        SELECT {FIGURE_COLUMNS} FROM {READ}
        SEMI JOIN (
            SELECT unnest(min(figure_id, {MOST_OF_A_SOURCE})) AS figure_id
            FROM {READ} GROUP BY source_id) USING (figure_id)
        ORDER BY source_id, figure_id""")


def _below_zero(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    below = f"SELECT indicator FROM {FIGURES} WHERE measure = 'level' AND usual_high < 0"
    return frozenset(_texts(connection, below))


def _texts(
    connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None
) -> set[str]:
    return {text for (text,) in connection.execute(query, given).fetchall()}


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    [(count,)] = connection.execute(f"SELECT count(*) {query}").fetchall()
    return int(count)
