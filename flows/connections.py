"""Connections to DuckDB that leave the terminal, and whatever is piped, to the program."""

from collections.abc import Mapping
from pathlib import Path

import duckdb


def connected(
    file: str | Path = ":memory:",
    *,
    read_only: bool = False,
    config: Mapping[str, str | int] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Connect to a database without DuckDB's own progress bar, which it prints among the output."""
    connection = duckdb.connect(  # noqa: TID251 the one place
        file, read_only=read_only, config=dict(config or {})
    )
    connection.execute("SET enable_progress_bar = false")
    return connection
