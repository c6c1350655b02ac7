"""How much memory DuckDB may take where tables may be large."""

from pathlib import Path

import duckdb

# What is read, sorted and joined beyond this goes to files.
MEMORY = "1GB"


def limit_memory(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Limit what a database takes; `folder` gets the rest, and is made when that is needed."""
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET temp_directory = ?", [str(folder)])
