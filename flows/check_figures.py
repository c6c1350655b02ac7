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
from flows.final_state import final_state
from flows.lineage import lineage
from flows.report_link import offer
from flows.run_request import located, request
from flows.settings import FailOn, Settings, read_settings
from flows.tasks import confront, read_figures, record, report, show, unvisited
from flows.telling import tell

SETTINGS = read_settings()
tell_briefly()


def _flow_run_name() -> str:
    asked = runtime.flow_run.parameters
    day = f" as of {asked['as_of']}" if asked["as_of"] else ""
    return f"{asked['park'] or 'all parks'} in {asked['data']}{day}"


def _settings(data: Path, warehouse: Path, fail_on: FailOn) -> Settings:
    return replace(
        SETTINGS,
        data=located(data),
        warehouse=located(warehouse),
        fail_on=fail_on,
        reports=SETTINGS.reports and located(SETTINGS.reports),
    )


@flow(version=version("parkfigures"), flow_run_name=_flow_run_name, persist_result=False)
def check_figures(
    data: Path = SETTINGS.data,
    warehouse: Path = SETTINGS.warehouse,
    as_of: date | None = None,
    park: str | None = None,
    fail_on: FailOn = SETTINGS.fail_on,
) -> State[None]:
    """Check the figures that parks published, and log every outcome.

    Args:
        data: Folder of the data package. In a deployment's run a relative path starts at the
            project's folder.
        warehouse: DuckDB file with the quality log; it is made where there is none.
        as_of: Know only what was published up to this day. Empty: today, where the run takes place.
        park: Name of the one park to check. Empty: all parks of the package.
        fail_on: What fails the run: failures (fail), warnings too (warn), or neither (never).
            Files that cannot be read always do.
    """
    settings = _settings(data, warehouse, fail_on)
    run = request(settings, as_of, park)
    warn = get_run_logger().warning
    with lineage(run.run_id, settings.data, settings.openlineage, warn) as tell_lineage:
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
