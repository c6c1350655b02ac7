"""A package checked by workers and by one process: python -m benchmarks.check_parks --help."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.check_parks.rig import Rig, rig
from benchmarks.documents import write_between
from benchmarks.end_to_end.package import make_package
from benchmarks.measuring.machine import machine
from benchmarks.measuring.running import Limits, Ran, run
from benchmarks.measuring.tables import as_table
from benchmarks.same_answer import sums
from flows.batches.all_batches import FIGURES_OF_A_BATCH
from flows.warehouse.recording import read

NAME = "check-parks"
AS_OF = "2025-06-01"
PROGRAM = Path(sys.executable).parent / "parkfigures"
IN_PARTS = """
import sys
from flows.check_parks import check_parks
data, warehouse, as_of, most = sys.argv[1:]
asked = {"data": data, "warehouse": warehouse, "as_of": as_of, "fail_on": "never"}
print(check_parks(**asked, figures_per_part=int(most), return_state=True).name)
"""
HOURS = Limits(seconds=6 * 3600, memory_gib=16)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check_parks", description=__doc__)
    parser.add_argument("--figures", type=int, default=10_000_000)
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2, 4))
    parser.add_argument("--per-part", type=int, nargs="+", default=(FIGURES_OF_A_BATCH, 200_000))
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> str:
    asked = arguments(given)
    about = machine("duckdb", "prefect")
    with TemporaryDirectory() as folder:
        package = Path(folder) / "package"
        make_package(package, asked.figures)
        with rig(Path(folder)) as found:
            rows = list(_rows(found, package, asked))
    headings = ("", "figures a part", "parts", "s", "×", "figures a second")
    text = f"{about}\n\n{as_table(headings, rows)}\n\n{_conditions(asked.figures)}"
    if asked.document:
        write_between(asked.document, NAME, text)
    print(text)
    return text


def _rows(found: Rig, package: Path, asked: argparse.Namespace) -> Iterator[list[str]]:
    command = ("--warehouse", found.lake, "--as-of", AS_OF, "--fail-on", "never")
    alone = run([PROGRAM, "check", package, *command], HOURS, found.environment)
    figures, digest, _ = _logged(found)
    print(f"one process: {alone.seconds:.1f} s", file=sys.stderr)
    yield _row("`parkfigures check`", "", "", alone, alone, figures)
    for per_part in asked.per_part:
        for workers in asked.workers:
            _forget(found)
            with found.workers(workers):
                given = (package, found.lake, AS_OF, str(per_part))
                ran = run([sys.executable, "-c", IN_PARTS, *given], HOURS, found.environment)
            _, same, parts = _logged(found)
            if not ran.fault and same != digest:
                raise ValueError(f"{workers} workers found something else than one process")
            who = f"{workers} worker{'s' * (workers > 1)}"
            row = _row(who, f"{per_part:,}", f"{parts}", ran, alone, figures)
            print(*row, sep="  ", file=sys.stderr)
            yield row


def _row(who: str, most: str, parts: str, ran: Ran, alone: Ran, figures: int) -> list[str]:
    if ran.fault:
        return [who, most, parts, ran.fault, "", ""]
    times = f"{ran.seconds / alone.seconds:.2f}"
    return [who, most, parts, f"{ran.seconds:.1f}", times, f"{figures / ran.seconds:,.0f}"]


def _logged(found: Rig) -> tuple[int, dict[str, tuple[object, ...]], int]:
    """Return the figures of the latest run, the sums of its rows, and how many parts it had."""
    os.environ["PGPASSWORD"] = found.environment["PGPASSWORD"]
    with read(Path(found.lake)) as connection:

        def ask(query: str, *given: object) -> tuple[object, ...]:
            return connection.execute(query, given).fetchone() or ()

        latest = "SELECT run_id, figures FROM runs ORDER BY started_at DESC LIMIT 1"
        run_id, figures = ask(latest)
        [parts] = ask("SELECT count(*) FROM part_runs WHERE parent_run_id = ?", run_id)
        return int(str(figures)), sums(connection, str(run_id)), int(str(parts))


def _forget(found: Rig) -> None:
    """Make the latest run look like another package's: else its rows would be copied."""
    from flows.warehouse.writing import write

    write(
        Path(found.lake), "benchmark", lambda log: log.execute("UPDATE runs SET program_hash = ''")
    )


def _conditions(figures: int) -> str:
    return (
        f"{figures:,} figures. One run of each; from the command's start to its end, the start of "
        "the workers left out. The log is in DuckLake, its catalog and Prefect's runs in one "
        "PostgreSQL on the same machine; a worker does one part at a time. All found the same rows."
    )


if __name__ == "__main__":
    main()
