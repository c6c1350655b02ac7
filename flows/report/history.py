"""The runs before one, and since when what fails now has failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from flows.log.reading import RELATION, rows
from schemas.logged_run import Key, asked_differently
from schemas.quality_log import Row

# As many columns as a page of paper holds.
MOST_RUNS = 40
_ORDER = "(as_of, started_at, run_id)"
_SINCE = f"""
    WITH failing AS (
        SELECT DISTINCT run_id, check_id, {RELATION} AS relation
        FROM quality_log WHERE outcome = 'fail')
    SELECT check_id, relation, count(*) AS times, first(run_id ORDER BY {_ORDER}) AS run_id
    FROM failing JOIN runs USING (run_id) JOIN (SELECT unnest($runs) AS run_id) USING (run_id)
    WHERE (check_id, relation) IN (SELECT (check_id, relation) FROM failing WHERE run_id = $run)
    GROUP BY check_id, relation"""


@dataclass(frozen=True)
class Since:
    """The first run in which a relation failed, and in how many it did."""

    run: Row
    times: int


@dataclass(frozen=True)
class History:
    """The last comparable runs up to one, which is the last, and how many there are in all.

    `checks` are their rows of check_results by run and check; `since` has what fails.
    """

    runs: Sequence[Row]
    total: int
    checks: Mapping[tuple[str, str], Row]
    since: Mapping[Key, Since]


def in_order(run: Row) -> tuple[date, datetime, str]:
    """Return a run's place among others: one that looks back was made later than it is."""
    return run["as_of"], run["started_at"], run["run_id"]


def read_history(connection: duckdb.DuckDBPyConnection, run: Row) -> History:
    """Read the runs of the same package and park up to a run, in the order of their days."""
    earlier = rows(
        connection,
        f"FROM runs WHERE {_ORDER} <= ($as_of, $started_at, $run_id) ORDER BY {_ORDER}",
        {name: run[name] for name in ("as_of", "started_at", "run_id")},
    )
    every = [one for one in earlier if not any(asked_differently(one, run))]
    shown = every[-MOST_RUNS:]
    return History(
        runs=shown,
        total=len(every),
        checks=_checks(connection, shown),
        since=_since(connection, run, {one["run_id"]: one for one in every}),
    )


def _checks(
    connection: duckdb.DuckDBPyConnection, runs: Sequence[Row]
) -> dict[tuple[str, str], Row]:
    found = rows(
        connection,
        "FROM check_results WHERE list_contains($runs, run_id) AND checked > 0",
        {"runs": [run["run_id"] for run in runs]},
    )
    return {(row["run_id"], row["check_id"]): row for row in found}


def _since(
    connection: duckdb.DuckDBPyConnection, run: Row, runs: Mapping[str, Row]
) -> dict[Key, Since]:
    found = rows(connection, _SINCE, {"run": run["run_id"], "runs": list(runs)})
    return {
        (row["check_id"], row["relation"]): Since(runs[row["run_id"]], row["times"])
        for row in found
    }
