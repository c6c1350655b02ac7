"""The warehouse's tables: made where they are missing, and brought up to date in older files."""

from collections.abc import Mapping

import duckdb

from schemas.quality_log import TABLES


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what a warehouse lacks: all tables, or the columns that came with later versions."""
    for table, columns in TABLES.items():
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        key = ", PRIMARY KEY (run_id)" if table == "runs" else ""
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{table}" ({declared}{key})')
        for name in _missing(connection, table, columns):
            # Runs of an older version leave it null: what they did not record is not known.
            connection.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {columns[name]}')


def is_outdated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether a log lacks tables or columns of this version; a file without log does not."""
    there = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    if "runs" not in there:
        return False
    return any(
        table not in there or _missing(connection, table, columns)
        for table, columns in TABLES.items()
    )


def _missing(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]
) -> list[str]:
    found = connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description or ()
    there = {name for name, *_ in found}
    return [name for name in columns if name not in there]
