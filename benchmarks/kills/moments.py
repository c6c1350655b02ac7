"""When to kill: anywhere in a run, and more often where it writes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

ANYWHERE = "anywhere in the run"
MAKING = "the first run, while it makes the file"
WRITING = "around the write"
COMMITTING = "from commit to end of checkpoint"
REPORTING = "the report's file"
# Of every ten kills, how many are meant for each.
SHARES = {ANYWHERE: 3, MAKING: 1, WRITING: 2, COMMITTING: 3, REPORTING: 1}
PLACES = [place for place, share in SHARES.items() for _ in range(share)]
# The sign to wait for: how the name of a file begins or ends that comes at that point.
_SIGNS: dict[str, Callable[[str], bool]] = {
    MAKING: lambda name: "log.duckdb" in name,
    COMMITTING: lambda name: name.endswith(".wal"),
    REPORTING: lambda name: name.startswith(".report.html"),
}
# Not all of it passes at the same pace each time.
_SLACK_SECONDS = 0.2
_COARSE_SECONDS = 0.002
# Short against what is waited for, and long enough to leave the processor to the run.
_LOOK_SECONDS = 0.0001


@dataclass(frozen=True)
class Course:
    """When a run that nobody kills commits, has written, and ends: seconds after its start."""

    commits: float
    written: float
    ends: float


def wait(
    place: str, course: Course, folder: Path, random: Random, goes_on: Callable[[], bool]
) -> None:
    """Wait for a random moment of a place, or for the end of the process."""
    early, late = course.commits - _SLACK_SECONDS, course.written + _SLACK_SECONDS
    within = {
        ANYWHERE: (0.0, course.ends),
        WRITING: (max(early, 0.0), late),
        MAKING: (0.0, 0.005),
        COMMITTING: (0.0, course.written - course.commits),
        REPORTING: (0.0, 0.0005),
    }
    if place in _SIGNS:
        sees(folder, _SIGNS[place], goes_on)
    _spin(random.uniform(*within[place]))


def sees(folder: Path, sign: Callable[[str], bool], goes_on: Callable[[], bool]) -> None:
    """Wait until a folder has a file with such a name, or a process has ended."""
    while goes_on() and not any(sign(file.name) for file in folder.iterdir()):
        time.sleep(_LOOK_SECONDS)


def course_of(folder: Path, goes_on: Callable[[], bool]) -> Course:
    """Watch a run from its start to its end."""
    start = time.monotonic()
    sees(folder, _SIGNS[COMMITTING], goes_on)
    commits = time.monotonic() - start
    while any(_SIGNS[COMMITTING](file.name) for file in folder.iterdir()):
        time.sleep(_LOOK_SECONDS)
    written = time.monotonic() - start
    while goes_on():
        time.sleep(_LOOK_SECONDS)
    return Course(commits, written, time.monotonic() - start)


def _spin(seconds: float) -> None:
    until = time.monotonic() + seconds
    # A sleep is too coarse for what lasts a millisecond.
    time.sleep(max(seconds - _COARSE_SECONDS, 0.0))
    while time.monotonic() < until:
        continue
