"""Removing old runs from the log, and giving their space back to the disk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from flows.log_reading import open_log
from flows.runs import utc_now
from flows.staying_runs import Staying, staying
from flows.warehouse import WarehouseError, connect
from flows.warehouse_compacting import compact, is_wasteful
from flows.warehouse_opening import reason
from schemas.quality_log import TABLES


@dataclass(frozen=True)
class Vacuumed:
    """Which runs stay, and the file's size in bytes before and after.

    `fault` says why space could not be given back, "" where all of it was.
    """

    runs: Staying
    bytes_before: int
    bytes_after: int
    fault: str = ""


def planned(warehouse: Path, since: datetime) -> Staying:
    """Return which runs would go and which would stay, and write nothing."""
    with open_log(warehouse) as connection:
        return staying(connection, since)


def vacuum(warehouse: Path, since: datetime) -> Vacuumed:
    """Remove the runs that were started before a time in UTC, but for those that must stay.

    They are removed in one transaction. After it, a file of which much is free is written anew,
    and takes the old one's place at once; killed before that, it is the old one still.
    """
    # A log that is not there is not made, and one of an older version is brought up to date.
    planned(warehouse, since)
    before = warehouse.stat().st_size
    fault = ""
    with connect(warehouse) as connection:
        try:
            runs = _remove(connection, since)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(f"{warehouse}: cannot be written: {reason(error)}") from error
        try:
            if is_wasteful(connection):
                compact(connection, warehouse)
        except (duckdb.Error, OSError) as error:
            fault = reason(error)
    return Vacuumed(runs, before, warehouse.stat().st_size, fault)


def _remove(connection: duckdb.DuckDBPyConnection, since: datetime) -> Staying:
    connection.begin()
    runs = staying(connection, since)
    if runs.gone:
        gone = [run["run_id"] for run in runs.gone]
        for table in TABLES:
            connection.execute(f'DELETE FROM "{table}" WHERE run_id IN (SELECT unnest(?))', [gone])
        started = [run["started_at"] for run in runs.gone]
        connection.execute(
            "INSERT INTO vacuums VALUES (?, ?, ?, ?, ?)",
            [utc_now(), since, len(gone), min(started), max(started)],
        )
    connection.commit()
    return runs
