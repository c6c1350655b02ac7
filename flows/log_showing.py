"""Printing the quality log: as text, as JSON lines, as CSV."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from flows import log_reading, terminal_log
from flows.commands.options import told
from flows.csv_format import rows_csv
from flows.formats import row_json
from flows.log_reading import Filter, NotInLog, open_log
from flows.warehouse import WarehouseError
from schemas.quality_log import QUALITY_LOG, RUNS, Row


def show_log(warehouse: Path, chosen: Mapping[str, Any], form: str, limit: int) -> None:
    """Print a run's rows; `chosen` has run, check, outcomes and park."""
    only = Filter(chosen["check"], chosen["outcomes"], chosen["park"])
    with told(WarehouseError, NotInLog), open_log(warehouse) as connection:
        run = log_reading.find_run(connection, chosen["run"])
        rows = log_reading.results(connection, run["run_id"], only)
    if form == "text":
        terminal_log.show_results(run, rows, limit)
    else:
        _print(form, list(QUALITY_LOG), rows)


def show_runs(warehouse: Path, form: str) -> None:
    """Print the runs, the newest first."""
    with told(WarehouseError), open_log(warehouse) as connection:
        rows = log_reading.runs(connection)
    if form == "text":
        terminal_log.show_runs(rows)
    else:
        _print(form, list(RUNS), rows)


def _print(form: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    lines = "".join(f"{row_json(row)}\n" for row in rows)
    text = rows_csv(columns, rows) if form == "csv" else lines
    # Machines read UTF-8, whatever the terminal's encoding is.
    click.echo(text.encode(errors="replace"), nl=False)
