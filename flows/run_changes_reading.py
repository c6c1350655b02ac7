"""Two runs read from the quality log, to be compared."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from flows.log.reading import find_run, open_log, rows
from flows.warehouse.shared_rows import have_same_figures
from schemas.figure_changes import COORDINATES, READING
from schemas.logged_run import LoggedRun, asked_differently
from schemas.quality_log import Row
from schemas.run_changes import BOUNDS, FRESHNESS, Changes, compare

# What is the same in two runs need not be read: of millions of rows it is nearly all.
_OF_RELATIONS = ", ".join(
    [
        *("check_id", "relation_id", "outcome", "coalesce(waiver_id, '')"),
        *(f"if(check_id = '{FRESHNESS}', NULL, {bound})" for bound in BOUNDS),
    ]
)
_OF_FIGURES = ", ".join(f'"{name}"' for name in (*COORDINATES, "printed", *READING))
_IN_THEM = "run_id IN ($before, $after)"


def _only_in_one(columns: str, table: str) -> str:
    """Return the query of what one of two runs has in a table, and the other has not."""
    before, after = (
        f"(SELECT {columns} FROM {table} WHERE run_id = {run})" for run in ("$before", "$after")
    )
    return f"({before} EXCEPT {after}) UNION ALL ({after} EXCEPT {before})"


_RELATIONS = f"""
    CREATE OR REPLACE TEMP TABLE differing_relations AS
    SELECT DISTINCT check_id, relation_id FROM ({_only_in_one(_OF_RELATIONS, "quality_log")})"""
_FIGURES_OF_THEM = f"""
    CREATE OR REPLACE TEMP TABLE near_figures AS
    SELECT DISTINCT unnest(figure_ids) AS figure_id FROM quality_log
    SEMI JOIN differing_relations USING (check_id, relation_id) WHERE {_IN_THEM}"""
_FIGURES = f"""{_FIGURES_OF_THEM}
    UNION SELECT figure_id
    FROM ({_only_in_one(f"figure_id, hash({_OF_FIGURES})", "figures")})"""
_UNNAMED = f"SELECT count(*) AS total FROM quality_log WHERE {_IN_THEM} AND relation_id IS NULL"
_PASSES = "SELECT count(*) AS total FROM quality_log WHERE run_id = $run AND outcome = 'pass'"
_SOME = {
    "quality_log": "SEMI JOIN differing_relations USING (check_id, relation_id)",
    "figures": "SEMI JOIN near_figures USING (figure_id)",
}


def changes_since_previous(warehouse: Path, run_id: str) -> Changes | None:
    """Compare a run with the comparable one before it; None where it is the first."""
    with open_log(warehouse) as connection:
        run = find_run(connection, run_id)
        before = previous_run(connection, run)
        if before is None:
            return None
        pair = logged_runs(connection, before, run)
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


def logged_runs(
    connection: duckdb.DuckDBPyConnection, before: Row, after: Row
) -> Sequence[LoggedRun]:
    """Read what the log holds of two runs, as far as they differ."""
    runs = {"before": before["run_id"], "after": after["run_id"]}
    # A version that gave relations no id tells them apart by their figures.
    some = {} if rows(connection, _UNNAMED, runs)[0]["total"] else _SOME
    if some:
        connection.execute(_RELATIONS, runs)
        alike = have_same_figures(connection, before["run_id"], after["run_id"])
        connection.execute(_FIGURES_OF_THEM if alike else _FIGURES, runs)
    return [_logged_run(connection, run, some) for run in (before, after)]


def _logged_run(connection: duckdb.DuckDBPyConnection, run: Row, some: dict[str, str]) -> LoggedRun:
    of_run: dict[str, object] = {"run": run["run_id"]}

    def table(name: str) -> list[Row]:
        return rows(connection, f'FROM "{name}" {some.get(name, "")} WHERE run_id = $run', of_run)

    return LoggedRun(
        run=run,
        results=table("quality_log"),
        figures={row["figure_id"]: row for row in table("figures")},
        sources={row["source_id"]: row for row in table("sources")},
        waivers={row["waiver_id"]: row for row in table("waivers")},
        unread={_figure_of(row): row for row in table("quarantine") if _figure_of(row)},
        passes=rows(connection, _PASSES, of_run)[0]["total"],
    )


def _figure_of(quarantined: Row) -> str:
    row: Any = json.loads(quarantined["row"])
    return str(row.get("figure_id") or "") if isinstance(row, dict) else ""
