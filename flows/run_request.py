"""What a Prefect run was asked to do, and where: from its parameters and its context."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from prefect.client.schemas.objects import FlowRun
from prefect.context import FlowRunContext
from pydantic import BeforeValidator

from flows.lake.addresses import placed, usable
from flows.places.addresses import Address, GivenPackage, as_given
from flows.runs import RunRequest, today
from flows.settings import FailOn, Settings, read_settings

# Prefect's form asks for a text, and a Path would eat a slash of an address.
GivenText = Annotated[str, BeforeValidator(str)]


def request(settings: Settings, as_of: date | None, park: str | None) -> RunRequest:
    """Return the request of the current flow run; its id is the run's, also when it is retried."""
    flow_run = _flow_run()
    return RunRequest(
        run_id=str(flow_run.id),
        as_of=as_of or today(),
        park=park,
        trigger=_trigger(flow_run),
        parameters={
            "data": str(settings.data),
            "warehouse": str(settings.warehouse),
            "as_of": as_of.isoformat() if as_of else None,
            "park": park,
            "fail_on": settings.fail_on,
        },
        pass_rows=settings.pass_rows,
    )


def settings_of(settings: Settings, data: str, warehouse: Path, fail_on: FailOn) -> Settings:
    """Return settings with what a flow run was asked for, and with the places of all paths."""
    asked = replace(settings, data=located_package(data), warehouse=warehouse, fail_on=fail_on)
    return replace(
        asked,
        warehouse=located(warehouse),
        reports=located(asked.reports_folder),
        parts=asked.parts and located(asked.parts),
    )


def located(path: Path) -> Path:
    """Return a path's place: a worker runs in a folder of its own, people in one they chose."""
    return placed(path, read_settings().folder) if _flow_run().deployment_id else usable(path)


def located_package(data: str) -> GivenPackage:
    """Return where a data package is: an address as it is, a path's place."""
    given = as_given(data)
    return given if isinstance(given, Address) else located(given)


def _trigger(flow_run: FlowRun) -> str:
    if flow_run.auto_scheduled:
        return "schedule"
    return "manual" if flow_run.deployment_id else "cli"


def _flow_run() -> FlowRun:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("expected a flow run in progress")
    return context.flow_run
