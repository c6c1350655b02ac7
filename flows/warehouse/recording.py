"""All of the warehouse: opening it, its tables, and appending one run to the log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.batches.findings import BatchedFindings, append_kept, beside_files
from flows.warehouse.faults import NoWarehouse, WarehouseError
from flows.warehouse.opening import WAIT_SECONDS, connect
from flows.warehouse.rows import arrow_rows, rows_of
from flows.warehouse.shared_rows import stored_in
from flows.warehouse.tables import are_older
from flows.warehouse.writing import write
from schemas.quality_log import OF_PARTS, TABLES, Findings, Row

__all__ = ["NoWarehouse", "WarehouseError", "connect", "read", "record"]


@contextmanager
def read(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for reading, one of an older version brought up to date first."""
    with connect(warehouse, read_only=True) as connection:
        if not are_older(connection, warehouse):
            yield connection
            return
    write(warehouse, "tables", lambda _: None)
    with connect(warehouse, read_only=True) as connection:
        yield connection


def record(findings: Findings, warehouse: Path, wait_seconds: float = WAIT_SECONDS) -> None:
    """Append a run to the log, whole or not at all; a run that is there already stays as it is."""
    rows, run_id = rows_of(beside_files(findings)), findings.run["run_id"]

    def append(connection: duckdb.DuckDBPyConnection) -> None:
        if has_run(connection, run_id):
            return
        for table, columns in TABLES.items():
            _append(connection, stored_in(table), columns, rows[table])
        for table, columns in OF_PARTS.items():
            # Few runs are done in parts.
            if rows[table]:
                _append(connection, table, columns, rows[table])
        if isinstance(findings, BatchedFindings):
            append_kept(connection, findings)

    write(warehouse, run_id, append, wait_seconds)


def has_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> bool:
    """Say whether a log has a run."""
    return bool(connection.execute("FROM runs WHERE run_id = ?", [run_id]).fetchall())


def _append(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Row],
) -> None:
    connection.register("incoming", arrow_rows(connection, columns, rows))
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM incoming')
    connection.unregister("incoming")
