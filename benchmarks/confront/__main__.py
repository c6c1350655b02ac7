"""Ten checks of a table, all contestants side by side: python -m benchmarks.confront --help."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.confront.checks import DUCKDB
from benchmarks.confront.entries import BY_HAND, ENTRIES
from benchmarks.confront.environments import python_of
from benchmarks.confront.measured import measured, table_of
from benchmarks.documents import write_between
from benchmarks.measuring.machine import machine
from benchmarks.measuring.running import Limits, Ran
from benchmarks.measuring.tables import as_table

NAME = "confront"
ROWS = (5_000_000, 20_000_000, 100_000_000)
ROUNDS = (5, 5, 3)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confront", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="rows of each table")
    parser.add_argument("--rounds", type=int, nargs="+", default=ROUNDS, help="runs on each")
    parser.add_argument("--only", nargs="+", metavar="MODULE", help="these contestants only")
    parser.add_argument("--folder", type=Path, help="where the tables are made and removed")
    parser.add_argument("--minutes", type=float, default=30, help="the longest a run may take")
    parser.add_argument("--memory", type=float, default=16, metavar="GIB", help="the most it may")
    parser.add_argument("--document", type=Path, help="write the table between its markers")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> str:
    asked = arguments(given)
    about = machine("duckdb", "ibis-framework", "pandera")
    limits = Limits(asked.minutes * 60, asked.memory)
    entries = [one for one in ENTRIES if not asked.only or one.module in asked.only]
    for entry in entries:
        if entry.peer:
            python_of(entry.peer)
    found: dict[int, Mapping[str, Ran]] = {}
    for rows, rounds in zip(asked.rows, asked.rounds, strict=True):
        print(f"{rows:,} rows", flush=True)
        with table_of(rows, asked.folder) as file:
            found[rows] = measured(entries, file, rounds, limits)
    text = f"{about}\n\n{table(found)}\n\n{_conditions(asked)}"
    if asked.document:
        write_between(asked.document, NAME, text)
    print(text)
    return text


def table(found: Mapping[int, Mapping[str, Ran]]) -> str:
    """Return a row a contestant: for each table its seconds, their ratio, and peak memory."""
    headings = ["", *(heading for rows in found for heading in _headings(rows))]
    names = next(iter(found.values()))
    body = [[name, *(c for of in found.values() for c in _cells(of[name], of))] for name in names]
    return as_table(headings, body)


def _headings(rows: int) -> Sequence[str]:
    return f"{rows / 1e6:g} million rows, s", "× by hand", "CPU s", "× by hand", "MiB"


def _cells(ran: Ran, among: Mapping[str, Ran]) -> Sequence[str]:
    if ran.fault:
        return ran.fault, "", "", "", ""
    hand = among[BY_HAND]
    took = ((ran.seconds, hand.seconds), (ran.cpu_seconds, hand.cpu_seconds))
    times = [f"{number:.2f}" for one, limit in took for number in (one, one / limit)]
    return *times, f"{ran.peak_mib:,.0f}"


def _conditions(asked: argparse.Namespace) -> str:
    rounds = ", ".join(map(str, asked.rounds))
    return (
        f"Medians of {rounds} runs in turns, each a process of its own. DuckDB has "
        f"{DUCKDB['threads']} threads and {DUCKDB['memory_limit']} of memory for everyone."
    )


if __name__ == "__main__":
    main()
