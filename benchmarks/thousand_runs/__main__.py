"""Log a thousand runs and tell what grows: python -m benchmarks.thousand_runs --help."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.documents import write_between
from benchmarks.measuring.machine import machine
from benchmarks.thousand_runs.looking import CALLS, Look, Used, commands
from benchmarks.thousand_runs.recording import EXAMPLE, confront, record_all

LOOKS = (10, 100, 500, 1000)
# As many writes as one number is the median of.
WRITES = 9
MB = 1_000_000


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.thousand_runs", description=__doc__)
    parser.add_argument("--runs", type=int, default=LOOKS[-1], help="how many runs to log")
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> None:
    asked = arguments(given)
    about = machine("duckdb")
    with TemporaryDirectory() as folder:
        looks = list(log_runs(asked.runs, Path(folder)))
    text = "\n".join([_said(about), "", *_table(looks)])
    if asked.document:
        write_between(asked.document, "thousand-runs", text)
    print(text)


def log_runs(most: int, folder: Path) -> Iterator[Look]:
    """Log the same findings day after day up to today, and look at the file now and then."""
    warehouse, before = folder / "log.duckdb", 0
    # A process counts as its own peak what the one that started it had: this one stays small.
    with get_context("spawn").Pool(1, confront) as logger:
        for until in (look for look in LOOKS if look <= most):
            writes = logger.apply(record_all, (warehouse, range(before, until), most))
            took = median(writes[-WRITES:])
            before = until
            look = Look(until, warehouse.stat().st_size, took, commands(warehouse, folder))
            print(_row(look), file=sys.stderr)
            yield look


def _said(about: str) -> str:
    return (
        f"`python -m benchmarks.thousand_runs`: runs of `{EXAMPLE}`, each of about 3,800 rows. "
        "Times are the processor's. A command's cell is its time and its peak memory, in a process "
        f"of its own. {about}"
    )


def _table(looks: Sequence[Look]) -> Iterator[str]:
    heads = ["runs", "file", "file a run", "writing a run", *CALLS]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---:|' * len(heads)}"
    yield from map(_row, looks)


def _row(look: Look) -> str:
    cells = [
        f"{look.runs:,}",
        f"{look.file_bytes / MB:,.1f} MB",
        f"{look.file_bytes / look.runs / 1000:,.0f} kB",
        f"{look.write_seconds:.2f} s",
        *(_cell(one) for one in look.commands.values()),
    ]
    return f"| {' | '.join(cells)} |"


def _cell(ran: Used) -> str:
    return ran.fault or f"{ran.seconds:.1f} s, {ran.peak_mib:,.0f} MiB"


if __name__ == "__main__":
    main()
