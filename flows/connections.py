"""Connections to DuckDB: it prints nothing of its own, and takes no table from a variable."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

# What is read, sorted and joined beyond this goes to files, where tables may be large.
MEMORY = "1GB"


def connected(
    file: str | Path = ":memory:",
    *,
    read_only: bool = False,
    config: Mapping[str, str | int] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Connect to a database, by default to an empty one in memory."""
    connection = duckdb.connect(  # noqa: TID251 the one place
        file, read_only=read_only, config=dict(config or {})
    )
    # It would be printed among the output.
    connection.execute("SET enable_progress_bar = false")
    # A table that is not there is not to be taken from a variable of the same name.
    connection.execute("SET python_enable_replacements = false")
    return connection


def limit_memory(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Limit what a database takes; `folder` gets the rest, and is made when that is needed."""
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET temp_directory = ?", [str(folder)])
