"""The log's past: a run for each of many days, as each would have found the package as it is now.

A run's id follows from what it is made of, so that whoever asks again adds what is missing.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from flows.confront import confront_package
from flows.figure_files import Package
from flows.places.addresses import GivenPackage
from flows.program import program_hash
from flows.runs import RunRequest
from flows.settings import read_settings
from flows.warehouse.recording import NoWarehouse, read, record
from flows.wording import counted
from schemas.backfill_days import Every, backfill_days
from schemas.quality_log import Row

TRIGGER = "backfill"


@dataclass(frozen=True)
class Backfill:
    """What a backfill was asked for; `park` None is all parks."""

    data: GivenPackage
    warehouse: Path
    first: date
    last: date
    every: Every
    park: str | None

    def flaw(self, today: date) -> str:
        """Say why these days cannot be looked back on, "" where they can."""
        if self.last < self.first:
            return f"the last day, {self.last}, is before the first, {self.first}"
        if self.last > today:
            return f"the last day, {self.last}, is after today, {today}"
        return ""


@dataclass(frozen=True)
class Day:
    """One day of a backfill, and whether its run is in the log already."""

    as_of: date
    run_id: str
    is_logged: bool


def days_of(package: Package, asked: Backfill) -> list[Day]:
    """Return the days to be looked back on, the first one first."""
    logged = _logged(asked.warehouse)
    found = []
    for day in backfill_days(asked.first, asked.last, asked.every):
        run_id = _run_id(package, day, asked.park)
        found.append(Day(day, run_id, run_id in logged))
    return found


def run_day(package: Package, asked: Backfill, day: Day) -> Row:
    """Confront the package as of a day and record what is found; return the run."""
    settings = {"data": asked.data, "warehouse": asked.warehouse, "park": asked.park}
    parameters = settings | {"as_of": day.as_of, "every": asked.every}
    request = RunRequest(
        run_id=day.run_id,
        as_of=day.as_of,
        park=asked.park,
        trigger=TRIGGER,
        parameters=json.loads(json.dumps(parameters, default=str)),
        pass_rows=read_settings().pass_rows,
    )
    findings = confront_package(package, request)
    record(findings, asked.warehouse)
    return findings.run


def summary(days: list[Day]) -> str:
    """Say how many runs were added to the log, and how many were there."""
    there = sum(day.is_logged for day in days)
    added = len(days) - there
    return f"{counted(added, 'run')} added, {there:,} {'was' if there == 1 else 'were'} there"


def _run_id(package: Package, day: date, park: str | None) -> str:
    name = package.folder.resolve().name
    made_of = [name, package.hashes["data_hash"], program_hash(), day.isoformat(), park]
    return str(uuid5(NAMESPACE_OID, json.dumps(made_of)))


def _logged(warehouse: Path) -> set[str]:
    with suppress(NoWarehouse), read(warehouse) as connection:
        tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
        if "runs" not in tables:
            return set()
        found = connection.execute("SELECT run_id FROM runs WHERE trigger = ?", [TRIGGER])
        return {run_id for (run_id,) in found.fetchall()}
    return set()
