"""The rows of the log about printed figures whose interval their relations narrow."""

import duckdb
import pyarrow as pa

from flows.network.arrow_arrays import column, lists
from flows.network.investigation import Network
from flows.query_results import arrow_result
from flows.reading_queries import TABLE as FIGURES
from flows.runs import RunRequest
from schemas.quality_log import IMPLIED_FIGURES, Row

TABLE = "tightened_figures"

_COLUMNS = ", ".join(f'"{name}" {kind}' for name, kind in IMPLIED_FIGURES.items())
_ROWS = f"""
    INSERT INTO {TABLE} BY NAME
    SELECT $run_id AS run_id, 'tightened' AS kind,
        park, indicator, segment, measure,
        if(measure = 'share', of_indicator || '[' || of_segment || ']@' || of_park, '') AS "of",
        period, unit,
        if(isinf(low), NULL, low) AS low,
        if(isinf(high), NULL, high) AS high,
        from_figure_ids,
        array_to_string(laws, ', ') AS law
    FROM incoming JOIN {FIGURES} USING (figure_id)
    WHERE $park IS NULL OR park = $park
    ORDER BY figure_id"""


def add_tightened(
    connection: duckdb.DuckDBPyConnection, network: Network | None, run: RunRequest
) -> None:
    """Create the table of these rows, in the order of the figures' ids."""
    connection.execute(f"CREATE TABLE {TABLE} ({_COLUMNS})")
    if network is not None:
        connection.register("incoming", _incoming(network))
        connection.execute(_ROWS, {"run_id": run.run_id, "park": run.park})
        connection.unregister("incoming")


def tightened_rows(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the rows of the table."""
    rows: list[Row] = arrow_result(connection, f"FROM {TABLE}").to_pylist()
    return rows


def _incoming(network: Network) -> pa.Table:
    from schemas.narrowed_figures import narrowed_figures

    found = narrowed_figures(network.relations, network.tightest)
    ids = pa.array(network.relations.variables.printed, pa.string())
    laws = pa.array([one.law.name for one in network.relations.laws], pa.string())
    return pa.table(
        {
            "figure_id": column(found.figures, ids),
            "low": column(found.low),
            "high": column(found.high),
            "from_figure_ids": lists(found.sources.starts, found.sources.values, ids),
            "laws": lists(found.laws.starts, found.laws.values, laws),
        }
    )
