"""Work in copies of this process, several at a time, which end with what they found."""

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import Any, BinaryIO, Generic, TypeVar

Task = TypeVar("Task")
# A mutant may ask for memory without end, or wait for what never comes.
MOST_BYTES = 3 * 2**30
MOST_SECONDS = 1_200
LOOK_AFTER_SECONDS = 0.005


@dataclass(frozen=True)
class Ended(Generic[Task]):
    """What work on a task found, or the signal that ended the copy; and its processor time."""

    task: Task
    found: Any
    status: int
    seconds: float
    too_much: bool

    @property
    def endless(self) -> bool:
        """Whether the copy used up the processor time or the memory that it had."""
        return self.too_much or self.status == -signal.SIGPROF


@dataclass
class _Copy(Generic[Task]):
    task: Task
    child: int
    found: BinaryIO
    began: float = field(default_factory=monotonic)
    too_much: bool = False

    def ended(self) -> Ended[Task] | None:
        """Return how it ended, if it did; end it where it takes too much."""
        child, status, used = os.wait4(self.child, os.WNOHANG)
        if not child:
            self.too_much = self.too_much or self._bytes() > MOST_BYTES
            if self.too_much or monotonic() - self.began > MOST_SECONDS:
                os.kill(self.child, signal.SIGKILL)
            return None
        code = os.waitstatus_to_exitcode(status)
        with self.found:
            self.found.seek(0)
            found = pickle.load(self.found) if code == 0 else None
        return Ended(self.task, found, code, used.ru_utime + used.ru_stime, self.too_much)

    def _bytes(self) -> int:
        pages = Path(f"/proc/{self.child}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


def in_copies(
    tasks: Iterable[Task], work: Callable[[Task], Any], jobs: int
) -> Iterator[Ended[Task]]:
    """Yield how work on each task ended, in the order in which they end."""
    running: list[_Copy[Task]] = []
    for task in tasks:
        while len(running) >= jobs:
            yield from _ended(running)
        running.append(_started(task, work))
    while running:
        yield from _ended(running)


def _ended(running: list[_Copy[Task]]) -> Iterator[Ended[Task]]:
    """Wait a moment, yield those that have ended, and take them off the list."""
    sleep(LOOK_AFTER_SECONDS)
    for copy in running[:]:
        ended = copy.ended()
        if ended:
            running.remove(copy)
            yield ended


def _started(task: Task, work: Callable[[Task], Any]) -> _Copy[Task]:
    found = TemporaryFile()  # noqa: SIM115 it is read when the copy has ended
    child = os.fork()
    if child:
        return _Copy(task, child, found)
    status = 1
    try:
        pickle.dump(work(task), found)
        found.flush()
        status = 0
    finally:
        os._exit(status)


def limit_seconds(seconds: float) -> None:
    """End this process once it has used so many seconds of processor time from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def quietly() -> None:
    """Let nothing that is printed from now on be seen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
