"""Whether a log is whole: of each run all rows, and no row of a run that is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.log.reading import open_log, rows
from flows.warehouse.recording import WarehouseError
from schemas.quality_log import TABLES

_ADDED_UP = """
    SELECT count(*) AS wrong FROM runs
    WHERE (passed, warned, failed, unknown, waived) IS DISTINCT FROM (
        SELECT (sum(passed), sum(warned), sum(failed), sum(unknown), sum(waived))
        FROM check_results WHERE check_results.run_id = runs.run_id)"""


@dataclass(frozen=True)
class Log:
    """Rows of each run in each table, and how many runs do not add up."""

    rows: Mapping[str, Mapping[str, int]]
    wrong: int = 0

    @property
    def runs(self) -> set[str]:
        """The runs that can be seen: those with a row in the table of runs."""
        return {run for run, tables in self.rows.items() if "runs" in tables}


def read_log(warehouse: Path) -> Log:
    """Read what a warehouse holds; nothing where there is none, or none with a log."""
    if not warehouse.exists():
        return Log({})
    found: dict[str, dict[str, int]] = {}
    try:
        with open_log(warehouse) as connection:
            for table in TABLES:
                query = f'SELECT run_id, count(*) AS n FROM "{table}" GROUP BY run_id'
                for row in rows(connection, query):
                    found.setdefault(row["run_id"], {})[table] = row["n"]
            return Log(found, rows(connection, _ADDED_UP)[0]["wrong"])
    except WarehouseError as error:
        if "holds no quality log" in str(error):
            return Log({})
        raise


def faults(log: Log, before: set[str], a_run: Mapping[str, int]) -> list[str]:
    """Return what is wrong with a log after a kill, given its runs before and what a run writes."""
    found = [f"run {run} is lost" for run in sorted(before - log.runs)]
    found += [f"run {run} has {log.rows[run]}" for run in log.rows if log.rows[run] != a_run]
    if len(log.runs - before) > 1:
        found.append(f"{len(log.runs - before)} runs came of one")
    return found + [f"{log.wrong} runs do not add up"] * bool(log.wrong)
