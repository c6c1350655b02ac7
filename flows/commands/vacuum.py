"""parkfigures vacuum: remove old runs from the log, and give their space back to the disk."""

from datetime import timedelta
from pathlib import Path

import click

from flows.commands import options
from flows.settings import read_settings, retention


def _kept(_context: click.Context, _option: click.Parameter, text: str | None) -> timedelta:
    given = _read(text) if text else read_settings().retention
    if given is None:
        raise options.Unusable(
            "nothing says how long runs are kept: --keep '400 days', or PARKFIGURES_RETENTION"
        )
    return given


def _read(text: str) -> timedelta | None:
    try:
        return retention(text)
    except ValueError as error:
        raise options.Unusable(f"--keep {text}: expected {error}") from None


@click.command()
@options.warehouse
@click.option(
    "--keep",
    metavar="DAYS",
    callback=_kept,
    help="Keep the runs of this time, such as '400 days' (default: PARKFIGURES_RETENTION).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
def vacuum(warehouse: Path, keep: timedelta, dry_run: bool) -> int:
    """Remove old runs from the quality log.

    Runs go as a whole. The latest runs stay however old they are, and so does the first run in
    which a relation failed, as long as it fails in a run that is kept. Nothing else does this: no
    run removes others by itself.
    """
    # Its imports take longer than --help may.
    from flows.vacuuming import vacuum_and_show

    vacuum_and_show(warehouse, keep, dry_run)
    return options.PASSED
