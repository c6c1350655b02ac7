"""Two runs read from the quality log, to be compared."""

import json
from pathlib import Path
from typing import Any

import duckdb

from flows.log.reading import find_run, open_log, rows
from schemas.logged_run import LoggedRun, asked_differently
from schemas.quality_log import Row
from schemas.run_changes import Changes, compare


def changes_since_previous(warehouse: Path, run_id: str) -> Changes | None:
    """Compare a run with the comparable one before it; None where it is the first."""
    with open_log(warehouse) as connection:
        run = find_run(connection, run_id)
        before = previous_run(connection, run)
        if before is None:
            return None
        pair = logged_run(connection, before), logged_run(connection, run)
    return compare(*pair)


def previous_run(connection: duckdb.DuckDBPyConnection, run: Row) -> Row | None:
    """Return the last run before this one of the same data package and the same park.

    Runs stand in the order of their as-of days: one that looks back was made later than it is.
    """
    earlier = rows(
        connection,
        """FROM runs WHERE (as_of, started_at, run_id) < ($as_of, $started_at, $run_id)
        ORDER BY as_of DESC, started_at DESC, run_id DESC""",
        {name: run[name] for name in ("as_of", "started_at", "run_id")},
    )
    return next((one for one in earlier if not any(asked_differently(one, run))), None)


def logged_run(connection: duckdb.DuckDBPyConnection, run: Row) -> LoggedRun:
    """Read what the log holds of a run."""

    def table(name: str) -> list[Row]:
        query = f'FROM "{name}" WHERE run_id = $run'
        return rows(connection, query, {"run": run["run_id"]})

    return LoggedRun(
        run=run,
        results=table("quality_log"),
        figures={row["figure_id"]: row for row in table("figures")},
        sources={row["source_id"]: row for row in table("sources")},
        waivers={row["waiver_id"]: row for row in table("waivers")},
        unread={_figure_of(row): row for row in table("quarantine") if _figure_of(row)},
    )


def _figure_of(quarantined: Row) -> str:
    row: Any = json.loads(quarantined["row"])
    return str(row.get("figure_id") or "") if isinstance(row, dict) else ""
