"""A check as a Prefect flow, and its report from the quality log."""

# Prefect reads the environment while it is imported, so that this stands first.
import flows.prefect_start  # noqa: F401 imported for what it sets

# isort: split
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.client import UNAUTHORIZED
from typing import Any

import click
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import get_current_settings

from flows.check_figures import check_figures
from flows.checking import Asked, opened, park_titles
from flows.commands.options import Unusable
from flows.log import reading as log_reading
from flows.package_files import has_large_files
from flows.places.package_places import shown_folder
from flows.terminal.findings import Report, show
from flows.warehouse.recording import WarehouseError
from schemas.quality_log import Row


def run_and_show(asked: Asked) -> Row:
    """Run the flow and print what it found; return the run, Unusable where it came to nothing."""
    package = opened(asked, with_large=not has_large_files(asked.folder))
    if not get_current_settings().api.url:
        said = "Starting Prefect's embedded server; the first start takes some 20 seconds ..."
        click.echo(said, err=True)
    # Prefect shows what it is given: of an address only what is no secret.
    parameters = asdict(asked) | {"data": str(asked.data)}
    with _told_of_server():
        state = check_figures(**parameters, return_state=True)
    run_id = str(state.state_details.flow_run_id)
    try:
        with log_reading.open_log(asked.warehouse) as connection:
            log_reading.find_run(connection, run_id)
            findings = log_reading.findings(connection, run_id)
            parks = log_reading.parks(connection, run_id)
    except (WarehouseError, log_reading.NotInLog):
        raise Unusable(_reason(state)) from None
    titles = park_titles(package.codes, parks or [asked.park or ""])
    show(Report(findings, titles, shown_folder(asked.data), asked.warehouse))
    return findings.run


@contextmanager
def _told_of_server() -> Iterator[None]:
    """Tell in one line why a Prefect server does not serve."""
    try:
        yield
    except PrefectHTTPStatusError as fault:
        status = fault.response.status_code
        hint = "; PREFECT_API_AUTH_STRING has its password" if status == UNAUTHORIZED else ""
        raise Unusable(f"the Prefect server answers {status}{hint}") from None
    except RuntimeError as fault:
        if "Failed to reach API" in str(fault):
            raise Unusable(f"{fault}: PREFECT_API_URL says so") from None
        raise


def _reason(state: State[Any]) -> str:
    """Say why a run is not in the log."""
    fault = state.result(raise_on_failure=False)
    if isinstance(fault, WarehouseError):
        return str(fault)
    return f"the run ended as {state.name}: {state.message}"
