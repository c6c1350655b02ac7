"""All of the warehouse: opening its file, its tables, and appending one run to the log."""

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.log_rows import finite
from flows.warehouse_tables import create_tables, is_outdated
from schemas.figures import Figure
from schemas.quality_log import FIGURES, TABLES, Findings, Row

# A write takes milliseconds; whoever waits this long waits for something that hangs.
WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.02
# A file that another process is just making has a name before it has a content.
MAKING_SECONDS = 1.0


class WarehouseError(Exception):
    """The warehouse could not be used; the message names the file and what is in the way."""


@contextmanager
def connect(
    warehouse: Path, read_only: bool = False, wait_seconds: float = WAIT_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse, waiting while another process holds it, and close it again."""
    connection = _open(warehouse, read_only, wait_seconds)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def read(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for reading, one of an older version brought up to date first."""
    with connect(warehouse, read_only=True) as connection:
        outdated = is_outdated(connection)
        if not outdated:
            yield connection
            return
    with connect(warehouse) as connection:
        connection.begin()
        create_tables(connection)
        connection.commit()
    with connect(warehouse, read_only=True) as connection:
        yield connection


def _open(warehouse: Path, read_only: bool, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    if read_only and not warehouse.exists():
        raise WarehouseError(f"{warehouse}: no such warehouse; a run makes it")
    start = time.monotonic()
    while True:
        try:
            return _kept(duckdb.connect(str(warehouse), read_only=read_only), warehouse)
        except duckdb.IOException as error:
            held = "Could not set lock on" in str(error)
            if time.monotonic() - start >= min(wait_seconds, _patience_seconds(error, held)):
                what = f"still held by another process after {wait_seconds:.0f} s"
                raise WarehouseError(
                    f"{warehouse}: {what if held else 'cannot be opened'}: {_first_line(error)}"
                ) from error
        except duckdb.Error as error:
            raise WarehouseError(f"{warehouse}: cannot be opened: {_first_line(error)}") from error
        # Processes that wait for the same lock must not knock in step.
        time.sleep(PAUSE_SECONDS * (1 + random.random()))


def _patience_seconds(error: duckdb.IOException, held: bool) -> float:
    if held:
        return inf
    return MAKING_SECONDS if "not a valid DuckDB database" in str(error) else 0.0


def _kept(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to a DuckDB file; of a file of another kind DuckDB makes a view."""
    files = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()
    if not any(path for (path,) in files):
        connection.close()
        raise WarehouseError(f"{warehouse}: is no DuckDB file; name another, and a run makes it")
    return connection


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def record(findings: Findings, warehouse: Path, wait_seconds: float = WAIT_SECONDS) -> None:
    """Append a run to the log, whole or not at all; a run that is there already stays as it is."""
    rows = _rows(findings)
    try:
        with connect(warehouse, wait_seconds=wait_seconds) as connection:
            connection.begin()
            create_tables(connection)
            if not _has_run(connection, findings.run["run_id"]):
                for table, columns in TABLES.items():
                    _append(connection, table, columns, rows[table])
            connection.commit()
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(f"{warehouse}: cannot be written: {_first_line(error)}") from error


def _has_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM runs WHERE run_id = ?", [run_id]).fetchone()
    return found is not None


def _append(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Row],
) -> None:
    empty = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').to_arrow_table().schema
    values = [pa.array([row[field.name] for row in rows], type=field.type) for field in empty]
    connection.register("incoming", pa.Table.from_arrays(values, schema=empty))
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM incoming')
    connection.unregister("incoming")


def _rows(findings: Findings) -> dict[str, Sequence[Row]]:
    run_id, alone = findings.run["run_id"], set(findings.uncompared)
    return {
        "runs": [findings.run | {"parameters": as_json(findings.run["parameters"])}],
        "quality_log": findings.results,
        "check_results": findings.check_results,
        "figures": [figure_row(figure, run_id, alone) for figure in findings.figures],
        "implied_figures": findings.implied,
        "quarantine": findings.quarantine,
        "sources": findings.sources,
        "titles": findings.titles,
        "waivers": findings.waivers,
    }


def figure_row(figure: Figure, run_id: str, uncompared: set[str]) -> Row:
    """Return a figure as a row of the table of figures; no bound is null."""
    row: dict[str, Any] = {
        "run_id": run_id,
        "compared": figure.figure_id not in uncompared,
    }
    for name in FIGURES:
        if name not in row:
            row[name] = finite(getattr(figure, name))
    return row


def as_json(parameters: Mapping[str, Any]) -> str:
    """Return a run's parameters as JSON, in a fixed order; days and paths as text."""
    return json.dumps(parameters, sort_keys=True, ensure_ascii=False, default=_as_text)


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
