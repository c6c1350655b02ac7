"""What several commands share: options, errors and the exit status."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from flows.settings import FailOn, Settings, read_settings
from schemas.quality_log import Row
from schemas.terms import Outcome

PASSED, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class Unusable(click.ClickException):
    """The input or the call cannot be used; the message says why and what to do."""

    exit_code = UNUSABLE


data = click.argument("data", type=click.Path(path_type=Path), default=lambda: read_settings().data)
warehouse = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=lambda: read_settings().warehouse,
    show_default=str(Settings.warehouse),
    help="DuckDB file with the quality log.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=lambda _context, _option, value: value.date() if value else today(),
    show_default="today",
    help="Know only what was published by this day.",
)
park = click.option("--park", help="Report the figures of one park only.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    default=lambda: read_settings().fail_on,
    show_default=Settings.fail_on,
    help="The least verdict that makes the exit status 1.",
)


def today() -> object:
    """Return the day where the program runs."""
    return datetime.now().astimezone().date()


def exit_status(run: Row, fail_on: FailOn) -> int:
    """Return the exit status of a run; a refused file is input that cannot be used."""
    failing = {
        "fail": {Outcome.FAIL},
        "warn": {Outcome.FAIL, Outcome.WARN},
        "never": set[Outcome](),
    }
    if run["refused"]:
        return UNUSABLE
    return FAILED if run["verdict"] in failing[fail_on] else PASSED
