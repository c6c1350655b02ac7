"""The steps of the flow as Prefect tasks: each a name, its retries and a call.

Nothing is persisted or cached: what a run found is in the warehouse.
"""

from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
from prefect import runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flows import artifacts
from flows.asked_park import refuse_unknown
from flows.brief_faults import OnlyWarned
from flows.confront import confront_package
from flows.figure_files import Package, load_package
from flows.places.addresses import GivenPackage
from flows.places.package_places import folder_of
from flows.progress import LateProgress
from flows.report_link import link_to, report_file
from flows.runs import RunRequest
from flows.settings import Settings
from flows.warehouse import recording as warehouse
from schemas.quality_log import Findings, Row

Large = TypeVar("Large")
_OUTSIDE = (OSError, duckdb.IOException)


def unvisited(large: Large) -> Large:
    """Return an argument for a task that Prefect passes on without walking through all of it."""
    # The task gets what is in the quote, so that for type checking it is not there.
    return cast(Large, quote(large))


def _may_pass(_task: object, _task_run: object, state: Any) -> bool:
    """Say whether a task failed for storage or a lock; wrong data stays wrong."""
    error = state.data
    return isinstance(error, _OUTSIDE) or isinstance(error.__cause__, _OUTSIDE)


@task(
    task_run_name="read {data}",
    retries=3,
    retry_delay_seconds=[1, 5, 20],
    retry_condition_fn=_may_pass,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def read_figures(data: GivenPackage, park: str | None) -> Package:
    """Read the data package, which must know the park that was asked for."""
    package = load_package(folder_of(data))
    refuse_unknown(park, package)
    return package


def _confront_name() -> str:
    run = runtime.task_run.parameters["run"]
    return f"confront {run.park or 'all parks'} as of {run.as_of}"


@task(task_run_name=_confront_name, persist_result=False, cache_policy=NO_CACHE)
def confront(package: Package, run: RunRequest) -> Findings:
    """Apply every check to the package's figures."""
    return confront_package(package, run, LateProgress())


@task(
    task_run_name="record in {file}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_may_pass,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def record(findings: Findings, file: Path) -> None:
    """Append the findings to the quality log, once for each run."""
    warehouse.record(findings, file)


@task(
    task_run_name="show as artifacts",
    retries=2,
    retry_delay_seconds=2,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def show(findings: Findings, data: GivenPackage) -> None:
    """Show the findings as Prefect artifacts."""
    artifacts.show(findings, data)


@task(task_run_name="report", persist_result=False, cache_policy=NO_CACHE)
def report(run: Row, settings: Settings) -> str | None:
    """Write the run's HTML report; return the link to it, None where it cannot be written."""
    with OnlyWarned("The report could not be written"):
        # Its imports take time that a run which cannot read its data does not need to spend.
        from flows.report.writing import write_report

        file = write_report(settings.warehouse, run["run_id"], report_file(run, settings))
        return link_to(file, settings.report_url)
    return None
