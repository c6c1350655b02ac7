"""The warehouse's tables: made in a new file, and brought up to date in one of an older version."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import duckdb

from flows.lake.addresses import is_lake
from flows.runs import utc_now
from flows.warehouse.faults import WarehouseError
from flows.warehouse.migrations import MIGRATIONS
from flows.warehouse.shared_rows import STORED, create_views
from schemas.quality_log import OF_PARTS

Tables = Mapping[str, Mapping[str, str]]
# What the log says of its own file, beside the tables that runs write.
OF_THE_FILE: Tables = {
    "migrations": {"name": "VARCHAR", "applied_at": "TIMESTAMP", "code_version": "VARCHAR"},
    "vacuums": {
        "vacuumed_at": "TIMESTAMP",
        "kept_since": "TIMESTAMP",
        "removed": "BIGINT",
        "first_started_at": "TIMESTAMP",
        "last_started_at": "TIMESTAMP",
    },
}


def prepare_tables(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Make the tables, or apply the steps that an older log lacks: all of that, or nothing.

    WarehouseError where a newer version wrote the log.
    """
    missing = _missing_steps(connection, warehouse)
    if not missing:
        return
    connection.begin()
    try:
        if _has(connection, "runs"):
            for name in missing:
                MIGRATIONS[name](connection)
        else:
            # DuckLake has no keys: whoever writes to it makes sure that a run is there once.
            _create(connection, {**STORED, **OF_PARTS}, has_keys=not is_lake(warehouse))
            create_views(connection)
        _create(connection, OF_THE_FILE)
        _note(connection, missing)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def are_older(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> bool:
    """Say whether a log lacks steps of this version; a file without a log does not.

    WarehouseError where a newer version wrote the log.
    """
    return bool(_missing_steps(connection, warehouse)) and _has(connection, "runs")


def _missing_steps(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> list[str]:
    applied: dict[str, str] = {}
    if _has(connection, "migrations"):
        noted = connection.execute("SELECT name, code_version FROM migrations ORDER BY applied_at")
        applied = dict(noted.fetchall())
    newer = [said for name, said in applied.items() if name not in MIGRATIONS]
    if newer:
        raise WarehouseError(
            f"{warehouse}: written by parkfigures {newer[-1]}, and this older version "
            f"({version('parkfigures')}) does not know its tables; nothing was written"
        )
    return [name for name in MIGRATIONS if name not in applied]


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return (table,) in connection.execute("SHOW TABLES").fetchall()


def _create(connection: duckdb.DuckDBPyConnection, tables: Tables, has_keys: bool = True) -> None:
    for table, columns in tables.items():
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        key = ", PRIMARY KEY (run_id)" if has_keys and table == "runs" else ""
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{table}" ({declared}{key})')


def _note(connection: duckdb.DuckDBPyConnection, steps: list[str]) -> None:
    for name in steps:
        row = [name, utc_now(), version("parkfigures")]
        connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", row)
