"""Old runs removed, or what would be, and told."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import click

from flows.commands.options import told
from flows.log.reading import NotInLog
from flows.runs import utc_now
from flows.staying_runs import Staying
from flows.vacuum import Vacuumed, planned, vacuum
from flows.warehouse.recording import WarehouseError
from flows.wording import counted, harmless
from schemas.quality_log import Row

_BYTES_IN_MB = 1_000_000


def vacuum_and_show(warehouse: Path, keep: timedelta, dry_run: bool) -> None:
    """Remove the runs that are older than a time, and say which went and which stay."""
    since = utc_now() - keep
    with told(WarehouseError, NotInLog):
        if dry_run:
            _show(planned(warehouse, since), "would be removed")
            return
        done = vacuum(warehouse, since)
    _show(done.runs, "removed")
    _show_size(done, warehouse)


def _show(runs: Staying, removed: str) -> None:
    click.echo(f"{counted(len(runs.gone), 'run')} {removed}{_of_times(runs.gone)}.")
    stay = len(runs.recent) + len(runs.old)
    click.echo(f"{counted(stay, 'run')} {'stays' if stay == 1 else 'stay'}: {_of_age(runs)}.")
    for line in _old(runs):
        click.echo(f"  {line}")


def _of_times(runs: Sequence[Row]) -> str:
    times = sorted({f"{run['started_at']:%Y-%m-%d %H:%M}" for run in runs})
    first_and_last = dict.fromkeys([*times[:1], *times[-1:]])
    return f", started {' to '.join(first_and_last)} UTC" if times else ""


def _of_age(runs: Staying) -> str:
    return f"{len(runs.recent):,} recent, {len(runs.old):,} older"


def _old(runs: Staying) -> Iterator[str]:
    for run, why in runs.old:
        yield f"{harmless(run['run_id'][:8])}  as of {run['as_of']}  {why}"


def _show_size(done: Vacuumed, warehouse: Path) -> None:
    before, after = (size / _BYTES_IN_MB for size in (done.bytes_before, done.bytes_after))
    click.echo(f"{harmless(warehouse)}: {before:,.1f} MB -> {after:,.1f} MB.")
    if done.fault:
        click.echo(f"Space could not be given back, runs will use it: {harmless(done.fault)}")
