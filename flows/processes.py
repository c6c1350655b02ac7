"""Processes that run together and stop together."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self

# A worker gives the runs it started half of this to end.
GRACE_SECONDS = 60.0
PAUSE_SECONDS = 0.2


class Group:
    """Long-running Python modules, each the leader of a process group; all stop on leaving."""

    def __init__(
        self,
        environment: Mapping[str, str],
        folder: Path,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._environment = dict(environment)
        self._grace_seconds = grace_seconds
        self._folder = folder
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        # The last one started relies on those before it.
        for process in reversed(self._started.values()):
            _stop(process, self._grace_seconds)

    def start(self, name: str, *module: str) -> None:
        """Start a Python module that is expected to go on until the group stops."""
        self._started[name] = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=self._folder,
            env=self._environment,
            # A Ctrl-C reaches only the leader, who stops the others in their order.
            start_new_session=True,
        )

    def ended(self) -> str | None:
        """Return the name of a process that has ended by itself, if any has."""
        return next((name for name, one in self._started.items() if one.poll() is not None), None)


def _stop(process: subprocess.Popen[bytes], grace_seconds: float) -> None:
    process.send_signal(signal.SIGTERM)
    deadline = monotonic() + grace_seconds
    while process.poll() is None and monotonic() < deadline:
        sleep(PAUSE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
