"""Looking at a log of so many runs: its file, and what commands take that read it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

from benchmarks.measuring.running import run
from benchmarks.thousand_runs.recording import AS_OF, EXAMPLE

CALLS = {
    "log": ("log",),
    "diff": ("diff",),
    "report": ("report", "--out", "report.html"),
    "check": ("check", str(EXAMPLE), "--as-of", str(AS_OF), "--fail-on", "never"),
}


class Used(NamedTuple):
    """Seconds and peak memory of a command, and what went wrong with it."""

    seconds: float
    peak_mib: float
    fault: str


@dataclass(frozen=True)
class Look:
    """What a log of so many runs takes: bytes of its file, seconds of a write, and each command.

    Seconds are the processor's: what else the machine does makes no difference to them.
    """

    runs: int
    file_bytes: int
    write_seconds: float
    commands: dict[str, Used]


def commands(warehouse: Path, folder: Path) -> dict[str, Used]:
    """Run each command in a process of its own; the check adds a run."""
    return {name: _used(_call(call, folder), warehouse) for name, call in CALLS.items()}


def _used(call: Sequence[str], warehouse: Path) -> Used:
    before = _seconds_of_children()
    ran = run(call, environment={"PARKFIGURES_WAREHOUSE": str(warehouse)})
    return Used(_seconds_of_children() - before, ran.peak_mib, ran.fault)


def _seconds_of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _call(call: Sequence[str], folder: Path) -> list[str]:
    parts = [str(folder / part) if part.endswith(".html") else part for part in call]
    return [sys.executable, "-m", "flows.cli", *parts]
