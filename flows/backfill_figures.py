"""The flow: build the log's past, a run of the figures' check for each of many days."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from datetime import date
from importlib.metadata import version
from pathlib import Path

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.backfill import Backfill, Day, days_of, run_day, summary
from flows.brief_faults import tell_briefly
from flows.figure_files import Package
from flows.progress import LateProgress
from flows.run_request import GivenText, located, located_package
from flows.runs import today
from flows.settings import read_settings
from flows.tasks import read_figures, record, unvisited
from schemas.backfill_days import Every

SETTINGS = read_settings()
tell_briefly()


def _flow_run_name() -> str:
    asked = runtime.flow_run.parameters
    until = asked["last"] or "today"
    return f"{asked['park'] or 'all parks'} in {asked['data']} from {asked['first']} to {until}"


@task(
    task_run_name="as of {day.as_of}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=record.retry_condition_fn,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def add_day(package: Package, asked: Backfill, day: Day) -> None:
    """Confront the package as of a day and append what is found to the quality log, once."""
    run_day(package, asked, day)


@flow(version=version("parkfigures"), flow_run_name=_flow_run_name, persist_result=False)
def backfill_figures(
    first: date,
    last: date | None = None,
    every: Every = "month",
    data: GivenText = str(SETTINGS.data),
    warehouse: Path = SETTINGS.warehouse,
    park: str | None = None,
) -> State[None]:
    """Check the figures as of each of many days, and log every outcome: the log's past.

    Days that are in the log already stay as they are, so that it can be run again.

    Args:
        first: The first as-of day.
        last: No as-of day after this one. Empty: today, where the run takes place.
        every: How far the days are apart. After a month, a quarter or a year it is the same day of
            the month, or the month's last where it has no such day.
        data: Folder of the data package, a zip file, or an address (https, s3, git+https), as it
            is now. In a deployment's run a relative path starts at the project's folder.
        warehouse: DuckDB file with the quality log, or its address in DuckLake; it is made where
            there is none.
        park: Name of the one park to check. Empty: all parks of the package.
    """
    asked = Backfill(located_package(data), located(warehouse), first, last or today(), every, park)
    if flaw := asked.flaw(today()):
        return Failed(message=flaw)
    package = read_figures(asked.data, park)
    days = days_of(package, asked)
    tell = LateProgress(after_seconds=0)
    for position, day in enumerate(days):
        tell(f"as of {day.as_of}", position / len(days))
        if not day.is_logged:
            add_day(unvisited(package), asked, day)
    tell("done", 1.0)
    return Completed(message=f"{summary(days)}: {asked.first} to {asked.last}, every {every}")
