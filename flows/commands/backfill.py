"""parkfigures backfill: the log's past, a run for each of many days."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from flows.commands import options
from flows.places.addresses import GivenPackage
from schemas.backfill_days import Every

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@options.data
@click.option(
    "--from", "first", type=_DAY, metavar="DATE", required=True, help="The first as-of day."
)
@click.option(
    "--to",
    "last",
    type=_DAY,
    metavar="DATE",
    required=True,
    help="No as-of day after this one; today at the latest.",
)
@click.option(
    "--every",
    type=click.Choice(get_args(Every)),
    required=True,
    help="How far the days are apart.",
)
@options.warehouse
@options.park
def backfill(
    data: GivenPackage,
    first: datetime,
    last: datetime,
    every: Every,
    warehouse: Path,
    park: str | None,
) -> int:
    """Build the log's past: check figures as of each of many days.

    DATA is the folder of a data package, a zip file or an address (default: data), as it is now:
    each run knows what was published by its day. From one month, quarter or year to the next the
    day of the month stays, or is the month's last: from 2016-01-31 on, --every month goes to
    2016-02-29 and 2016-03-31. A day that is in the log already stays as it is, for the same
    figures, park and program: after an interruption the same command goes on. The exit status is 0
    whatever the figures say.
    """
    # Its imports take longer than --help may.
    from flows.backfill import Backfill
    from flows.backfilling import backfill_and_show

    backfill_and_show(Backfill(data, warehouse, first.date(), last.date(), every, park))
    return options.PASSED
