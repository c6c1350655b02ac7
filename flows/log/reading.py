"""What the warehouse holds of earlier runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import duckdb
import pyarrow as pa

from flows.connections import limit_memory
from flows.query_results import arrow_result
from flows.warehouse.recording import WarehouseError, read
from schemas.quality_log import RUNS, TABLES, Findings, Row

LATEST = "latest"
# A backfilled run is made later than what it looks back on: the latest is another one, if any.
_LATEST_FIRST = """
    FROM runs ORDER BY trigger = 'backfill', if(trigger = 'backfill', as_of, NULL) DESC,
        started_at DESC, run_id"""

# What a relation is known by within its check (schemas.logged_run.relation_of).
RELATION = "coalesce(relation_id, array_to_string(figure_ids, ' '))"

# Of figures by the million the log has more rows than anybody wants to be shown.
MOST_UNKNOWN = 100
_SHOWN = {
    "quality_log": f"""(outcome IN ('fail', 'warn') OR coalesce(waiver_id, '') <> '' OR rowid IN (
        SELECT rowid FROM quality_log WHERE run_id = $run AND outcome = 'unknown'
        ORDER BY rowid LIMIT {MOST_UNKNOWN}))""",
    "implied_figures": "kind = 'implied'",
}


class NotInLog(Exception):
    """The log holds no such run, check or park; the message names what it does hold."""


@contextmanager
def open_log(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse for reading; WarehouseError where it holds no log."""
    with read(warehouse) as connection:
        limit_memory(connection, Path(gettempdir()) / f"parkfigures-{uuid4().hex}")
        try:
            yield connection
        except duckdb.CatalogException as error:
            raise WarehouseError(f"{warehouse}: holds no quality log; a run makes one") from error


def runs(connection: duckdb.DuckDBPyConnection, since: date | None = None) -> pa.Table:
    """Return the runs, those started on a day in UTC or after it, the newest first."""
    columns = ", ".join(f'"{name}"' for name in RUNS)
    query = f"""
        SELECT {columns} FROM runs WHERE $since IS NULL OR started_at >= $since
        ORDER BY started_at DESC, run_id"""
    return arrow_result(connection, query, {"since": since})


def runs_since(connection: duckdb.DuckDBPyConnection, day: date) -> list[Row]:
    """Return the runs started on a day in UTC or after it, the oldest first."""
    found: list[Row] = runs(connection, day).to_pylist()
    if not found:
        raise NotInLog(f"--since {day}: no run was started then; parkfigures log --runs lists them")
    return found[::-1]


def find_run(connection: duckdb.DuckDBPyConnection, run: str) -> Row:
    """Return a run by its id, by the beginning of its id, or the latest."""
    known = rows(connection, _LATEST_FIRST)
    if not known:
        raise NotInLog("no runs are logged yet")
    found = known[:1] if run == LATEST else [row for row in known if row["run_id"].startswith(run)]
    if len(found) != 1:
        meant = f"{len(found)} runs begin so" if found else "no such run"
        raise NotInLog(f"{run}: {meant}; parkfigures log --runs lists them")
    return found[0]


def findings(
    connection: duckdb.DuckDBPyConnection, run_id: str, everything: bool = False
) -> Findings:
    """Return what people are shown of a run, or all its rows but for its figures."""
    only = {} if everything else _SHOWN
    of_run = {
        table: rows(
            connection,
            f"FROM {table} WHERE run_id = $run AND {only.get(table, 'true')}",
            {"run": run_id},
        )
        for table in TABLES
        if table != "figures"
    }
    alone = rows(
        connection,
        "SELECT figure_id FROM figures WHERE run_id = $run AND NOT compared ORDER BY figure_id",
        {"run": run_id},
    )
    return Findings(
        run=of_run["runs"][0],
        results=of_run["quality_log"],
        check_results=of_run["check_results"],
        figures=[],
        implied=of_run["implied_figures"],
        quarantine=of_run["quarantine"],
        uncompared=[row["figure_id"] for row in alone],
        sources=of_run["sources"],
        titles=of_run["titles"],
        waivers=of_run["waivers"],
    )


def parks(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[str]:
    """Return the parks whose figures a run saw."""
    return names(connection, "figures", "park", [run_id])


def names(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, runs: Sequence[str]
) -> list[str]:
    """Return what a column of a table holds in some runs, each value once."""
    query = f"""SELECT DISTINCT "{column}" FROM "{table}"
        WHERE list_contains(?, run_id) AND "{column}" IS NOT NULL ORDER BY ALL"""
    return [name for (name,) in connection.execute(query, [list(runs)]).fetchall()]


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, given: dict[str, object] | None = None
) -> list[Row]:
    """Return what a query finds, each row by its columns' names."""
    found = connection.execute(query, given)
    columns = [name for name, *_ in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
