"""What several commands share: options, errors and the exit status."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import click

from flows.adding import completing
from flows.lake.addresses import usable
from flows.places.addresses import GivenPackage, as_given
from flows.runs import today
from flows.settings import FailOn, Settings, read_settings
from flows.warehouse.faults import WarehouseError
from schemas.terms import Outcome

PASSED, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class Unusable(click.ClickException):
    """The input or the call cannot be used; the message says why and what to do."""

    exit_code = UNUSABLE


class DataPackage(click.Path):
    """A folder, a zip file or an address that holds a data package."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> GivenPackage:
        """Keep an address as it was written: a path would lose one of its slashes."""
        return as_given(value)


@contextmanager
def told(*faults: type[Exception]) -> Iterator[None]:
    """Tell these faults in one line, as Unusable."""
    try:
        yield
    except faults as fault:
        raise Unusable(str(fault)) from fault


def _day(_context: click.Context, _option: click.Parameter, day: datetime | None) -> date:
    return day.date() if day else today()


def _usable(_context: click.Context, _option: click.Parameter, warehouse: Path) -> Path:
    with told(WarehouseError):
        return usable(warehouse)


data = click.argument("data", type=DataPackage(), default=lambda: read_settings().data)
warehouse = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=lambda: read_settings().warehouse,
    callback=_usable,
    help="DuckDB file that holds the quality log, or its address in DuckLake "
    f"(default: {Settings.warehouse}).",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    callback=_day,
    help="Know only what was published by this day (default: today).",
)
park = click.option(
    "--park",
    metavar="PARK",
    shell_complete=completing.codes("parks.csv"),
    help="Look at the figures of one park only.",
)
fail_on = click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    default=lambda: read_settings().fail_on,
    help=f"The mildest verdict with exit status 1 (default: {Settings.fail_on}).",
)


def exit_status(run: Mapping[str, Any], fail_on: FailOn) -> int:
    """Return the exit status of a run; a refused file is input that cannot be used."""
    failing: dict[FailOn, set[str]] = {
        "fail": {Outcome.FAIL},
        "warn": {Outcome.FAIL, Outcome.WARN},
        "never": set(),
    }
    if run["refused"]:
        return UNUSABLE
    return FAILED if run["verdict"] in failing[fail_on] else PASSED
