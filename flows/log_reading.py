"""What the warehouse holds of earlier runs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.warehouse import WarehouseError, read
from schemas.faults import did_you_mean
from schemas.quality_log import Findings, Row

LATEST = "latest"
_WORST_FIRST = """
    ORDER BY list_position(['fail', 'warn', 'unknown', 'pass'], outcome),
        gap DESC NULLS LAST, check_id, figure_ids"""


class NotInLog(Exception):
    """The log holds no such run, check or park; the message names what it does hold."""


@dataclass(frozen=True)
class Filter:
    """Which rows of the quality log to show; what is empty holds back nothing."""

    check: str = ""
    outcomes: Sequence[str] = ()
    park: str = ""


@contextmanager
def open_log(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse for reading; WarehouseError where it holds no log."""
    with read(warehouse) as connection:
        try:
            yield connection
        except duckdb.CatalogException as error:
            raise WarehouseError(f"{warehouse}: holds no quality log; a run makes one") from error


def runs(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return all runs, the newest first."""
    return _rows(connection, "FROM runs ORDER BY started_at DESC, run_id")


def find_run(connection: duckdb.DuckDBPyConnection, run: str) -> Row:
    """Return a run by its id, by the beginning of its id, or the latest."""
    known = runs(connection)
    if not known:
        raise NotInLog("no runs are logged yet")
    found = known[:1] if run == LATEST else [row for row in known if row["run_id"].startswith(run)]
    if len(found) != 1:
        meant = f"{len(found)} runs begin so" if found else "no such run"
        raise NotInLog(f"{run}: {meant}; parkfigures log --runs lists them")
    return found[0]


def results(connection: duckdb.DuckDBPyConnection, run_id: str, only: Filter) -> list[Row]:
    """Return a run's rows of the quality log, the worst first."""
    _refuse_unlisted(connection, run_id, "check", "check_id", "check_results", only.check)
    _refuse_unlisted(connection, run_id, "park", "park", "figures", only.park)
    chosen = f"""
        FROM quality_log
        WHERE run_id = $run AND $check IN ('', check_id) AND $park IN ('', park)
            AND (len($outcomes) = 0 OR list_contains($outcomes, outcome)) {_WORST_FIRST}"""
    given = {"run": run_id, "check": only.check, "park": only.park}
    return _rows(connection, chosen, given | {"outcomes": list(only.outcomes)})


def findings(connection: duckdb.DuckDBPyConnection, run_id: str) -> Findings:
    """Return what a run found, but for its figures, of which the log has not every column."""
    of_run = {
        table: _rows(connection, f"FROM {table} WHERE run_id = $run", {"run": run_id})
        for table in ("runs", "quality_log", "check_results", "implied_figures", "quarantine")
    }
    alone = _names(connection, "figures WHERE NOT compared AND", "figure_id", run_id)
    return Findings(
        run=of_run["runs"][0],
        results=of_run["quality_log"],
        check_results=of_run["check_results"],
        figures=[],
        implied=of_run["implied_figures"],
        quarantine=of_run["quarantine"],
        uncompared=alone,
    )


def parks(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[str]:
    """Return the parks whose figures a run saw."""
    return _names(connection, "figures WHERE", "park", run_id)


def _refuse_unlisted(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    kind: str,
    column: str,
    table: str,
    name: str,
) -> None:
    known = _names(connection, f"{table} WHERE", column, run_id)
    if name and name not in known:
        raise NotInLog(f"{name}: no such {kind} in this run{_suggestion(name, known)}")


def _suggestion(name: str, known: Iterable[str]) -> str:
    listed = list(known)
    return did_you_mean(name, listed) or f"; it has {', '.join(listed[:20]) or 'none'}"


def _names(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, run_id: str
) -> list[str]:
    query = f"SELECT DISTINCT {column} FROM {table} run_id = ? ORDER BY ALL"
    return [name for (name,) in connection.execute(query, [run_id]).fetchall()]


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, given: dict[str, object] | None = None
) -> list[Row]:
    found = connection.execute(query, given)
    columns = [name for name, *_ in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
