"""Removing old runs from the log, and giving their space back to the disk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from flows.lake.addresses import is_lake
from flows.lake.compacting import bytes_of_lake, compact_lake
from flows.log.reading import open_log
from flows.runs import utc_now
from flows.staying_runs import Staying, staying
from flows.warehouse.compacting import compact, is_wasteful
from flows.warehouse.faults import reason
from flows.warehouse.recording import WarehouseError, connect
from flows.warehouse.shared_rows import STORED, hand_over
from flows.warehouse.writing import write
from schemas.quality_log import OF_PARTS


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
    and takes the old one's place at once; killed before that, it is the old one still. Of a lake
    that is true of each of its files, and the old ones go when nobody can be reading them.
    """
    # A log that is not there is not made, and one of an older version is brought up to date.
    planned(warehouse, since)
    before = _bytes(warehouse)
    runs = write(warehouse, "vacuum", lambda connection: _remove(connection, since))
    fault = _give_back(warehouse)
    return Vacuumed(runs, before, _bytes(warehouse), fault)


def _give_back(warehouse: Path) -> str:
    """Give free space back; return what was in the way, "" where nothing was."""
    try:
        with connect(warehouse) as connection:
            if is_lake(warehouse):
                compact_lake(connection)
            elif is_wasteful(connection):
                compact(connection, warehouse)
    except WarehouseError as error:
        return str(error)
    except (duckdb.Error, OSError) as error:
        return reason(error)
    return ""


def _bytes(warehouse: Path) -> int:
    if not is_lake(warehouse):
        return warehouse.stat().st_size
    with connect(warehouse, read_only=True) as connection:
        return bytes_of_lake(connection)


def _remove(connection: duckdb.DuckDBPyConnection, since: datetime) -> Staying:
    runs = staying(connection, since)
    if runs.gone:
        gone = [run["run_id"] for run in runs.gone]
        hand_over(connection, gone)
        of_runs = [*((table, "run_id") for table in STORED)]
        of_runs += ((table, "parent_run_id") for table in OF_PARTS)
        for table, run in of_runs:
            connection.execute(f'DELETE FROM "{table}" WHERE {run} IN (SELECT unnest(?))', [gone])
        started = [run["started_at"] for run in runs.gone]
        connection.execute(
            "INSERT INTO vacuums VALUES (?, ?, ?, ?, ?)",
            [utc_now(), since, len(gone), min(started), max(started)],
        )
    return runs
