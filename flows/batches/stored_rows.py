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

ALL_ROWS = "all_rows"


class StoredRows(Sequence[PrintedFigure]):
    """The printed rows of a package in a file that lasts as long as they are needed.

    The file may be opened by several processes at a time, while none of them writes to it.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="parkfigures-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        kinds = {"line": "BIGINT", "place": "BIGINT"}
        columns = ", ".join(
            f'"{name}" {kinds.get(name, "VARCHAR")}' for name in (*COLUMNS, "place")
        )
        with self.open() as connection:
            connection.execute(f"CREATE TABLE {ALL_ROWS} ({columns})")
        self._count = 0

    @property
    def file(self) -> Path:
        """The DuckDB file with the table of all rows; `place` is a row's place among them."""
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
        places = f"{self._count} + row_number() OVER () - 1"
        rows = f"SELECT {names}, {places} FROM ({query})"
        connection.execute(f"INSERT INTO {ALL_ROWS} {rows}", dict(given))
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
