"""From the files of a data package to the quality log: python -m benchmarks.end_to_end --help."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.documents import write_between
from benchmarks.end_to_end.package import DETAILS, make_package
from benchmarks.measuring.machine import machine
from benchmarks.measuring.running import Limits, Ran, run
from benchmarks.measuring.tables import as_table
from benchmarks.measuring.turns import in_turns, typical

NAME = "end-to-end"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
AS_OF = "2025-06-01"
PROGRAM = Path(sys.executable).parent / "parkfigures"
LOAD = """
import duckdb, sys
with duckdb.connect(sys.argv[2]) as connection:
    query = "CREATE TABLE figures AS FROM read_csv($file, all_varchar = true)"
    connection.execute(query, {"file": sys.argv[1]})
"""
HEADINGS = (
    "figures",
    "relations",
    "failed",
    "load s",
    "check s",
    "×",
    "µs a figure",
    "MiB",
    "again s",
    "%",
)
# The first run at all starts as many processes and imports as much as the largest.
HOURS = Limits(seconds=7200, memory_gib=16)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.end_to_end", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="figures")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each")
    parser.add_argument(
        "--details", type=int, default=DETAILS, help="of 20 figures that are tied: how many are not"
    )
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> str:
    asked = arguments(given)
    about = machine("duckdb")
    rows = list(_rows(asked))
    text = f"{about}\n\n{as_table(HEADINGS, rows)}\n\n{_conditions(asked)}"
    if asked.document:
        write_between(asked.document, NAME, text)
    print(text)
    return text


def _rows(asked: argparse.Namespace) -> Iterator[list[str]]:
    for size in asked.sizes:
        with TemporaryDirectory() as folder:
            yield _row(Path(folder), size, asked.rounds, asked.details)


def _row(folder: Path, size: int, rounds: int, details: int) -> list[str]:
    package = folder / "package"
    make_package(package, size, details)

    def once(name: str) -> Ran:
        return _once(name, folder, package)

    found = {
        name: typical(of) for name, of in in_turns(("load", "check", "again"), rounds, once).items()
    }
    for name, ran in found.items():
        if ran.fault:
            return [f"{size:,}", f"{name}: {ran.fault}", *[""] * (len(HEADINGS) - 2)]
    load, check, again = (found[name].seconds for name in ("load", "check", "again"))
    figures, relations, failed = _counts(folder / "log.duckdb")
    return [
        f"{figures:,}",
        f"{relations:,}",
        f"{failed:,}",
        f"{load:.2f}",
        f"{check:.1f}",
        f"{check / load:.1f}",
        f"{check / figures * 1e6:.0f}",
        f"{found['check'].peak_mib:,.0f}",
        f"{again:.1f}",
        f"{again / check:.1%}",
    ]


def _once(name: str, folder: Path, package: Path) -> Ran:
    log = folder / "log.duckdb"
    if name == "load":
        loaded = folder / "loaded.duckdb"
        loaded.unlink(missing_ok=True)
        file = package / "figures" / "archive.csv"
        return run([sys.executable, "-c", LOAD, file, loaded], HOURS)
    if name == "check":
        log.unlink(missing_ok=True)
    asked = ("--warehouse", log, "--as-of", AS_OF, "--fail-on", "never")
    return run([PROGRAM, "check", package, *asked], HOURS)


def _counts(log: Path) -> tuple[int, int, int]:
    with duckdb.connect(log, read_only=True) as connection:
        found = connection.execute(
            "SELECT figures, passed + warned + failed + unknown + waived, failed FROM runs"
        ).fetchone()
    figures, relations, failed = found or (0, 0, 0)
    return figures, relations, failed


def _conditions(asked: argparse.Namespace) -> str:
    rounds = f"Medians of {asked.rounds} runs in turns" if asked.rounds > 1 else "One run of each"
    return (
        f"{rounds}; whole processes, memory with that of the "
        "processes they start. *again* is a second run on the same files."
    )


if __name__ == "__main__":
    main()
