"""The flow: check a data package in parts, each by a worker, and log it as one run."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, runtime
from prefect.client.schemas.objects import State
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.brief_faults import tell_briefly
from flows.final_state import final_state
from flows.flow_steps import found_before, tell_all
from flows.lineage.telling import lineage
from flows.parts.exchange import made_exchange
from flows.parts.steps import collect, hand_out
from flows.parts.waiting import all_done
from flows.parts.workers import MOST_AT_ONCE, Asked, deployment_of_parts
from flows.run_request import GivenText, request, settings_of
from flows.runs import RunRequest
from flows.settings import FailOn, Settings, read_settings
from flows.tasks import read_figures, record, unvisited
from schemas.quality_log import Findings

# Its futures are more than the flow asks for.
RUNNER: Any = ThreadPoolTaskRunner(max_workers=MOST_AT_ONCE)
SETTINGS = read_settings()
FIGURES_PER_PART = 200_000
tell_briefly()


def _flow_run_name() -> str:
    asked = runtime.flow_run.parameters
    day = f" as of {asked['as_of']}" if asked["as_of"] else ""
    return f"{asked['park'] or 'all parks'} in {asked['data']}{day}, in parts"


def _in_parts(run: RunRequest, settings: Settings, figures_per_part: int) -> Findings:
    """Have a package confronted by workers, and log what all of them found."""
    deployment = deployment_of_parts()
    package = read_figures(settings.data, run.park)
    attempt = int(runtime.flow_run.run_count or 0)
    exchange = made_exchange(settings.parts_folder, run.run_id, attempt)
    try:
        handed_out = hand_out(unvisited(package), run, exchange, figures_per_part)
        asked = Asked(exchange, len(handed_out.parts))
        all_done(asked, handed_out.parts, deployment)
        findings = collect(unvisited(package), unvisited(handed_out), run, exchange)
        record(unvisited(findings), settings.warehouse)
        return findings
    finally:
        exchange.remove()


@flow(
    version=version("parkfigures"),
    flow_run_name=_flow_run_name,
    persist_result=False,
    task_runner=RUNNER,
)
def check_parks(
    data: GivenText = str(SETTINGS.data),
    warehouse: Path = SETTINGS.warehouse,
    as_of: date | None = None,
    park: str | None = None,
    fail_on: FailOn = SETTINGS.fail_on,
    figures_per_part: Annotated[int, Field(ge=1)] = FIGURES_PER_PART,
) -> State[None]:
    """Check figures in parts, each by a worker, and log every outcome as one run.

    Args:
        data: Folder of the data package, a zip file, or an address (https, s3, git+https).
            In a deployment's run a relative path starts at the project's folder.
        warehouse: DuckDB file with the quality log, or its address in DuckLake; it is made where
            there is none.
        as_of: Know only what was published up to this day. Empty: today, where the run takes place.
        park: Name of the one park to check. Empty: all parks of the package.
        fail_on: What fails the run: failures (fail), warnings too (warn), or neither (never).
            Files that cannot be read always do.
        figures_per_part: About how many figures a worker is handed at a time. Parks that relations
            tie together stay together.
    """
    settings = settings_of(SETTINGS, data, warehouse, fail_on)
    run = request(settings, as_of, park)
    warn = get_run_logger().warning
    with lineage(run.run_id, settings.data, settings.openlineage, warn) as tell_lineage:
        findings = found_before(settings, run)
        if findings is None:
            findings = _in_parts(run, settings, figures_per_part)
        tell_lineage(findings)
    tell_all(findings, settings)
    return final_state(findings, fail_on)
