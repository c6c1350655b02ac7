"""Results of queries, got in the same way from every version of DuckDB."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa


def arrow_result(
    connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None
) -> pa.Table:
    """Return what a query finds as an Arrow table."""
    # Of what was executed first, DuckDB 2.0 makes a copy for Arrow, and warns.
    return connection.sql(query, params=given).to_arrow_table()
