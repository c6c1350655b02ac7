"""A backfill in process, day by day."""

import sys

import click

from flows.asked_park import refuse_unknown
from flows.backfill import Backfill, Day, days_of, run_day, summary
from flows.commands.options import Unusable, told
from flows.figure_files import Package, PackageError, load_package
from flows.places.package_places import folder_of
from flows.runs import today
from flows.terminal.findings import console, progress
from flows.warehouse.recording import WarehouseError
from flows.wording import harmless, verdict


def backfill_and_show(asked: Backfill) -> None:
    """Add what is missing of the log's past; say of each day what was found."""
    if flaw := asked.flaw(today()):
        raise Unusable(flaw)
    with told(PackageError, WarehouseError):
        package = load_package(folder_of(asked.data))
        refuse_unknown(asked.park, package)
        days = days_of(package, asked)
        _add(package, asked, days)
    click.echo(f"{summary(days)}; logged in {harmless(asked.warehouse)}.")


def _add(package: Package, asked: Backfill, days: list[Day]) -> None:
    # Where a bar is shown, lines would run through it.
    tell_days = not sys.stderr.isatty() or console(stderr=True).is_dumb_terminal
    try:
        with progress() as tell:
            for position, day in enumerate(days):
                tell(f"as of {day.as_of}", position / len(days))
                said = _added(package, asked, day)
                if tell_days:
                    click.echo(said)
    except KeyboardInterrupt:
        click.echo("What was added stays; the same command goes on from there.", err=True)
        raise


def _added(package: Package, asked: Backfill, day: Day) -> str:
    if day.is_logged:
        return f"{day.as_of} - there already"
    return verdict(run_day(package, asked, day), [day.as_of.isoformat()])
