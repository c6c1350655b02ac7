"""Printed rows by the million: kept in a DuckDB file, not in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import overload

import duckdb

from flows.connections import connected, limit_memory
from flows.reading_tables import ROW_COLUMNS as COLUMNS
from flows.reading_tables import arrow_table, printed_rows
from schemas.printed_figures import PrintedFigure

# A row's place is that in the table: to number rows takes one thread, and holds up all others.
ALL_ROWS = "all_rows"
_TABLE = "stored_rows"


class StoredRows(Sequence[PrintedFigure]):
    """The printed rows of a package in a file that lasts as long as they are needed.

    The file may be opened by several processes at a time, while none of them writes to it.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="parkfigures-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        kinds = {"line": "BIGINT"}
        columns = ", ".join(f'"{name}" {kinds.get(name, "VARCHAR")}' for name in COLUMNS)
        with self.open() as connection:
            connection.execute(f"CREATE TABLE {_TABLE} ({columns})")
            connection.execute(f"CREATE VIEW {ALL_ROWS} AS SELECT *, rowid AS place FROM {_TABLE}")
        self._count = 0

    @property
    def file(self) -> Path:
        """The DuckDB file with the view of all rows; `place` is a row's place among them."""
        return self.folder / "rows.duckdb"

    @contextmanager
    def open(self, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the file."""
        with connected(self.file, read_only=read_only) as connection:
            limit_memory(connection, self.folder)
            yield connection

    def add(
        self, connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object]
    ) -> None:
        """Add the rows of a query with all columns but the place, in its order."""
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        connection.execute(f"INSERT INTO {_TABLE} SELECT {names} FROM ({query})", dict(given))
        [(self._count,)] = connection.execute(f"SELECT count(*) FROM {ALL_ROWS}").fetchall()

    def extend(self, rows: Iterable[PrintedFigure]) -> None:
        """Add rows that are in memory, in their order."""
        with self.open() as connection:
            connection.register("incoming", arrow_table(rows))
            self.add(connection, "FROM incoming ORDER BY place", {})
            connection.unregister("incoming")

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PrintedFigure]:
        with self.open(read_only=True) as connection:
            yield from printed_rows(connection, f"FROM {ALL_ROWS} ORDER BY place")

    @overload
    def __getitem__(self, place: int) -> PrintedFigure: ...
    @overload
    def __getitem__(self, place: slice) -> list[PrintedFigure]: ...
    def __getitem__(self, place: int | slice) -> PrintedFigure | list[PrintedFigure]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        wanted = place + len(self) if place < 0 else place
        with self.open(read_only=True) as connection:
            for row in printed_rows(connection, f"FROM {ALL_ROWS} WHERE place = {int(wanted)}"):
                return row
        raise IndexError(place)
