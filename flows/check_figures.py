"""The flow: check a data package's figures and log every outcome."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from datetime import date
from importlib.metadata import version
from pathlib import Path

from prefect import flow, get_run_logger, runtime
from prefect.client.schemas.objects import State

from flows.brief_faults import tell_briefly
from flows.final_state import final_state
from flows.flow_steps import found_before, tell_all
from flows.lineage.telling import lineage
from flows.run_request import GivenText, request, settings_of
from flows.settings import FailOn, read_settings
from flows.tasks import confront, read_figures, record, unvisited

SETTINGS = read_settings()
tell_briefly()


def _flow_run_name() -> str:
    asked = runtime.flow_run.parameters
    day = f" as of {asked['as_of']}" if asked["as_of"] else ""
    return f"{asked['park'] or 'all parks'} in {asked['data']}{day}"


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
    settings = settings_of(SETTINGS, data, warehouse, fail_on)
    run = request(settings, as_of, park)
    warn = get_run_logger().warning
    with lineage(run.run_id, settings.data, settings.openlineage, warn) as tell_lineage:
        findings = found_before(settings, run)
        if findings is None:
            package = read_figures(settings.data, park)
            findings = confront(unvisited(package), run)
            record(unvisited(findings), settings.warehouse)
        tell_lineage(findings)
    tell_all(findings, settings)
    return final_state(findings, fail_on)
