"""The first figures of each source, kept by a process for the batches that it confronts."""

from collections.abc import Sequence

import duckdb

from flows.figure_reading import figures_of
from flows.network.desk import OfSource
from flows.reading_queries import FIGURE_COLUMNS
from schemas.figures import Figure

# A source has figures in many batches. So many sources take some 200 MB at most.
_MOST_KEPT = 200
_kept: dict[tuple[str, str], Sequence[Figure]] = {}


def of_sources(connection: duckdb.DuckDBPyConnection, table: str, run_id: str) -> OfSource:
    """Return what finds the first figures of a source of a run, in a table of all of them."""

    def of(source: str) -> Sequence[Figure]:
        key = run_id, source
        if key not in _kept:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = _read(connection, table, source)
        return _kept[key]

    return of


def _read(connection: duckdb.DuckDBPyConnection, table: str, source: str) -> Sequence[Figure]:
    first = f"SELECT {FIGURE_COLUMNS} FROM {table} WHERE source_id = $source ORDER BY figure_id"
    return figures_of(connection, first, {"source": source})
