"""The flow: check a data package's figures and log every outcome."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from prefect import flow, get_run_logger, runtime
from prefect.client.schemas.objects import State

from flows.brief_faults import tell_briefly
from flows.figure_files import load_package
from flows.final_state import final_state
from flows.lineage import lineage
from flows.package_files import has_large_files
from flows.report_link import offer
from flows.run_request import GivenText, located, located_package, request
from flows.runs import RunRequest
from flows.settings import FailOn, Settings, read_settings
from flows.tasks import confront, read_figures, record, report, show, unvisited
from flows.telling import tell
from schemas.quality_log import Findings

SETTINGS = read_settings()
tell_briefly()


def _flow_run_name() -> str:
    asked = runtime.flow_run.parameters
    day = f" as of {asked['as_of']}" if asked["as_of"] else ""
    return f"{asked['park'] or 'all parks'} in {asked['data']}{day}"


def _settings(data: str, warehouse: Path, fail_on: FailOn) -> Settings:
    asked = replace(SETTINGS, data=located_package(data), warehouse=warehouse, fail_on=fail_on)
    return replace(asked, warehouse=located(warehouse), reports=located(asked.reports_folder))


def _again(settings: Settings, run: RunRequest) -> Findings | None:
    """Log what an earlier run found, where a package of millions has not changed since."""
    if not isinstance(settings.data, Path) or not has_large_files(settings.data):
        return None
    from flows.batches.repeating import found_again

    package = load_package(settings.data, with_large=False)
    found = found_again(package, settings.warehouse, run, everything=False)
    if found is not None:
        get_run_logger().info("Nothing has changed since an earlier run: its rows are repeated")
    return found


@flow(version=version("parkfigures"), flow_run_name=_flow_run_name, persist_result=False)
def check_figures(
    data: GivenText = str(SETTINGS.data),
    warehouse: Path = SETTINGS.warehouse,
    as_of: date | None = None,
    park: str | None = None,
    fail_on: FailOn = SETTINGS.fail_on,
) -> State[None]:
    """Check the figures that parks published, and log every outcome.

    Args:
        data: Folder of the data package, a zip file, or an address (https, s3, git+https).
            In a deployment's run a relative path starts at the project's folder.
        warehouse: DuckDB file with the quality log, or its address in DuckLake; it is made where
            there is none.
        as_of: Know only what was published up to this day. Empty: today, where the run takes place.
        park: Name of the one park to check. Empty: all parks of the package.
        fail_on: What fails the run: failures (fail), warnings too (warn), or neither (never).
            Files that cannot be read always do.
    """
    settings = _settings(data, warehouse, fail_on)
    run = request(settings, as_of, park)
    warn = get_run_logger().warning
    with lineage(run.run_id, settings.data, settings.openlineage, warn) as tell_lineage:
        findings = _again(settings, run)
        if findings is None:
            package = read_figures(settings.data, park)
            findings = confront(unvisited(package), run)
            record(unvisited(findings), settings.warehouse)
        tell_lineage(findings)
    # The state is taken, not raised: what is in the log is true, shown or not.
    show(unvisited(findings), settings.data, return_state=True)
    link = report(findings.run, settings)
    offer(link, findings.run, settings)
    tell(unvisited(findings), settings.warehouse, link, unvisited(settings.notify))
    return final_state(findings, fail_on)
