"""Printing the quality log: as text for people, as rows for other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.commands.options import told
from flows.log import reading as log_reading
from flows.log.files import write_rows
from flows.log.reading import LATEST, NotInLog, open_log
from flows.log.results import Filter, results
from flows.terminal import log as terminal_log
from flows.warehouse.recording import WarehouseError
from schemas.quality_log import Row


@dataclass(frozen=True)
class Shown:
    """How the log is to be shown: its form, the most rows of text, and a file or none."""

    form: str
    limit: int
    out: Path | None


def show_log(warehouse: Path, asked: Mapping[str, Any], shown: Shown) -> None:
    """Print rows of the log; `asked` has run, since, and what a Filter has."""
    which = {name: asked[name] for name in ("run", "since")}
    only = Filter(**{name: given for name, given in asked.items() if name not in which})
    with told(WarehouseError, NotInLog), open_log(warehouse) as connection:
        runs = _chosen(connection, **which)
        found = results(connection, runs, only)
    if shown.form == "text":
        terminal_log.show_results(_by_run(runs, found), shown.limit)
    else:
        write_rows(found, shown.form, shown.out)


def show_runs(warehouse: Path, since: date | None, shown: Shown) -> None:
    """Print the runs, the newest first."""
    with told(WarehouseError), open_log(warehouse) as connection:
        found = log_reading.runs(connection, since)
    if shown.form == "text":
        terminal_log.show_runs(found.to_pylist(), shown.limit)
    else:
        write_rows(found, shown.form, shown.out)


def _chosen(
    connection: duckdb.DuckDBPyConnection, run: str | None, since: date | None
) -> list[Row]:
    if since is None:
        return [log_reading.find_run(connection, run or LATEST)]
    return log_reading.runs_since(connection, since)


def _by_run(runs: Sequence[Row], found: pa.Table) -> list[tuple[Row, list[Row]]]:
    """Return each run with its rows; of several runs, those that have some."""
    of_run: dict[str, list[Row]] = {run["run_id"]: [] for run in runs}
    for row in found.to_pylist():
        of_run[row["run_id"]].append(row)
    groups = [(run, of_run[run["run_id"]]) for run in runs]
    return groups if len(runs) == 1 else [group for group in groups if group[1]]
