"""Measuring all contestants on one table, and the counts that they must agree on."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.confront.entries import BY_HAND, Entry
from benchmarks.measuring.running import ROOT, Limits, Ran, run
from benchmarks.measuring.turns import in_turns, typical

MAKING, KEEPING = "benchmarks.confront.making", "benchmarks.confront.keeping"


@contextmanager
def table_of(rows: int, folder: Path | None) -> Iterator[Path]:
    """Make a table of so many rows, and remove it afterwards."""
    with TemporaryDirectory(dir=folder) as place:
        file = Path(place) / f"figures-{rows}.duckdb"
        # In other processes: a child's peak memory is never told as less than its parent's.
        for command in ((MAKING, file, str(rows)), (KEEPING, file)):
            subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
        yield file


def measured(entries: Sequence[Entry], file: Path, rounds: int, limits: Limits) -> dict[str, Ran]:
    """Return the median run of each contestant, its seconds those of the confrontation alone."""
    by_name = {entry.name: entry for entry in entries}

    def once(name: str) -> Ran:
        ran = run(by_name[name].command(file), limits)
        print(f"  {name}: {told(ran)}", flush=True)
        return ran if ran.fault else confronting(ran)

    runs = in_turns(list(by_name), rounds, once)
    found = {name: typical(of) for name, of in runs.items()}
    return {name: agreeing(ran, found[BY_HAND]) for name, ran in found.items()}


def confronting(ran: Ran) -> Ran:
    """Return a run with the seconds of the confrontation alone, without those of imports."""
    said = json.loads(ran.said)
    return replace(ran, seconds=float(said["seconds"]), cpu_seconds=float(said["cpu"]))


def told(ran: Ran) -> str:
    """Say in a line what a run took."""
    if ran.fault:
        return ran.fault
    said = json.loads(ran.said)
    return f"{said['seconds']:.2f} s, {said['cpu']:.2f} s of CPU, {ran.peak_mib:.0f} MiB"


def agreeing(ran: Ran, limit: Ran) -> Ran:
    """Return a run as it is if it counts what was counted by hand, else with what differs."""
    if ran.fault or limit.fault:
        return ran
    mine, theirs = failed(ran), failed(limit)
    wrong = sorted(check for check in theirs if mine.get(check) != theirs[check])
    return replace(ran, fault=f"wrong counts: {', '.join(wrong)}") if wrong else ran


def failed(ran: Ran) -> dict[str, int]:
    """Return the failed rows of each check."""
    counts: dict[str, int] = json.loads(ran.said)["failed"]
    return counts
