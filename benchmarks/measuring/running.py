"""Running one command and measuring it: seconds, peak memory, and what it printed."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryFile
from threading import Event, Thread
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
BETWEEN_LOOKS_SECONDS = 0.2
MEBI, GIBI = 2**20, 2**30


@dataclass(frozen=True)
class Limits:
    """What a command may take; beyond it, it is ended."""

    seconds: float = 1800
    memory_gib: float = 16


@dataclass(frozen=True)
class Ran:
    """One run of a command; `fault` is empty where it came to its end.

    `cpu_seconds` are those of the processor, of all threads: they change little with its load.
    """

    seconds: float
    peak_mib: float
    said: str
    fault: str = ""
    cpu_seconds: float = 0.0


def run(
    command: Sequence[str | Path],
    limits: Limits = Limits(),
    environment: Mapping[str, str] | None = None,
    expected: Sequence[int] = (0,),
) -> Ran:
    """Run a command in the project's folder, to its end or to a limit."""
    with TemporaryFile() as said, TemporaryFile() as complained:
        started = perf_counter()
        process = Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=os.environ | dict(environment or {}),
            stdout=said,
            stderr=complained,
        )
        watch = Watch(process.pid, limits)
        # wait4 tells of this process alone, where getrusage has the most of all children.
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        fault = watch.ended()
        peak = max(peak_mib(used.ru_maxrss), watch.peak_bytes / MEBI)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (said, complained):
            stream.seek(0)
            texts.append(stream.read().decode(errors="replace"))
    if not fault and process.returncode not in expected:
        last = (texts[1].strip().splitlines() or [f"status {process.returncode}"])[-1]
        fault = f"fails: {last}"
    work = used.ru_utime + used.ru_stime
    return Ran(seconds, peak, texts[0], fault, work)


def peak_mib(most: int) -> float:
    """Return peak memory in MiB: Linux tells KiB, macOS bytes."""
    return most * (1 if sys.platform == "darwin" else 1024) / MEBI


class Watch:
    """Looks at a process now and then, and ends it where it takes more than it may.

    `peak_bytes` is the most seen of its memory and that of the processes it started.
    """

    def __init__(self, process: int, limits: Limits) -> None:
        self.peak_bytes = 0
        self._process, self._limits = process, limits
        self._fault, self._over = "", Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def ended(self) -> str:
        """Stop looking; return the limit that was passed, if one was."""
        self._over.set()
        self._thread.join()
        return self._fault

    def _look(self) -> None:
        started = perf_counter()
        while not self._over.wait(BETWEEN_LOOKS_SECONDS):
            self.peak_bytes = max(self.peak_bytes, _resident(self._process))
            if perf_counter() - started > self._limits.seconds:
                self._end(f"> {self._limits.seconds / 60:.0f} min")
            elif _resident(self._process) > self._limits.memory_gib * GIBI:
                self._end(f"out of memory at {self._limits.memory_gib:g} GiB")

    def _end(self, fault: str) -> None:
        self._fault = self._fault or fault
        os.kill(self._process, signal.SIGKILL)
        self._over.set()


def _resident(process: int) -> int:
    """Return the bytes of memory of a process and its children, as far as the system tells."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        started = " ".join((task / "children").read_text(encoding="ascii") for task in tasks)
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") + sum(map(_resident, map(int, started.split())))
