"""Turns at the warehouse: whoever waits to write is let in before others come to read.

Without them, readers who come one after another keep a writer out. They are of one user on one
machine, and no more than a courtesy: what may not be open at once, DuckDB's own lock keeps apart.
"""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

# A writer who keeps a reader waiting for longer is itself kept out, by something that hangs.
READER_SECONDS = 2.0
_PAUSE_SECONDS = 0.004


@contextmanager
def turn(warehouse: Path, reads: bool, until: float) -> Iterator[None]:
    """Wait for a turn at a warehouse until a monotonic time; go on without one after it."""
    file = _file()
    try:
        if file is not None:
            _wait(file, _place(warehouse), reads, until)
        yield
    finally:
        if file is not None:
            os.close(file)


def _file() -> int | None:
    # One file for all warehouses, each with a byte of its own: nothing piles up.
    with suppress(OSError):
        folder = user_cache_path("parkfigures")
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / "turns", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return None


def _place(warehouse: Path) -> int:
    return int.from_bytes(sha256(os.fsencode(warehouse.resolve())).digest()[:4])


def _wait(file: int, place: int, reads: bool, until: float) -> None:
    kind = fcntl.LOCK_SH if reads else fcntl.LOCK_EX
    if reads:
        until = min(until, time.monotonic() + READER_SECONDS)
    while time.monotonic() < until:
        try:
            fcntl.lockf(file, kind | fcntl.LOCK_NB, 1, place)
            return
        except (BlockingIOError, PermissionError):
            time.sleep(_PAUSE_SECONDS * (1 + random.random()))
        except OSError:
            # No locks there.
            return
