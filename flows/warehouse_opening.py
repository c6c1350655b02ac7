"""Opening the warehouse's file: one process, and one thread of it, at a time."""

import random
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from math import inf
from pathlib import Path
from threading import RLock

import duckdb

from flows.lock_holders import holder
from flows.warehouse_making import make
from flows.warehouse_turns import turn

# A write takes milliseconds; whoever waits this long waits for something that hangs.
WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.02
# Where a file system has no links, a file that is just being made has no content yet.
MAKING_SECONDS = 1.0
_HELD = "Could not set lock on"
_KIND_OF_ERROR = re.compile(r"^\w+(?: \w+)* Error: ")
# DuckDB shares a file among the threads of a process, which then conflict instead of waiting.
_THIS_PROCESS = RLock()


class WarehouseError(Exception):
    """The warehouse could not be used; the message names the file and what is in the way."""


@contextmanager
def connect(
    warehouse: Path, read_only: bool = False, wait_seconds: float = WAIT_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse, waiting while another process holds it, and close it again."""
    since = time.monotonic()
    if not _THIS_PROCESS.acquire(timeout=wait_seconds):
        raise _still_held(warehouse, "another thread of this process", since)
    try:
        with ExitStack() as held:
            held.enter_context(turn(warehouse, read_only, since + wait_seconds))
            if read_only:
                # Others may read as well; only a writer keeps its turn until it is done.
                held.close()
            connection = _open(warehouse, read_only, since, wait_seconds)
            held.callback(connection.close)
            yield connection
    finally:
        _THIS_PROCESS.release()


def reason(error: Exception) -> str:
    """Return what DuckDB says in its first line, without its name for such errors."""
    return _KIND_OF_ERROR.sub("", str(error).splitlines()[0])


def _open(
    warehouse: Path, read_only: bool, since: float, wait_seconds: float
) -> duckdb.DuckDBPyConnection:
    if read_only and not warehouse.exists():
        raise WarehouseError(f"{warehouse}: no such warehouse; a run makes it")
    while True:
        try:
            if not read_only and not warehouse.exists():
                make(warehouse)
            return _kept(_connected(warehouse, read_only), warehouse)
        except duckdb.IOException as error:
            if time.monotonic() - since >= min(wait_seconds, _patience_seconds(error)):
                raise _why(warehouse, error, since) from error
        except duckdb.Error as error:
            raise _why(warehouse, error, since) from error
        # Processes that wait for the same lock must not knock in step.
        time.sleep(PAUSE_SECONDS * (1 + random.random()))


def _connected(warehouse: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect to the file that has this name: a vacuum may just have put a new one in its place."""
    while True:
        before = _identity(warehouse)
        connection = duckdb.connect(_name(warehouse), read_only=read_only)
        if before == _identity(warehouse):
            return connection
        connection.close()


def _identity(warehouse: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = warehouse.stat()
        return status.st_dev, status.st_ino
    return None


def _name(warehouse: Path) -> str:
    # Of a relative name DuckDB could make a place in memory or on another machine.
    return str(warehouse.absolute())


def _patience_seconds(error: duckdb.IOException) -> float:
    if _HELD in str(error):
        return inf
    return MAKING_SECONDS if "not a valid DuckDB database" in str(error) else 0.0


def _why(warehouse: Path, error: duckdb.Error, since: float) -> WarehouseError:
    if _HELD in str(error):
        return _still_held(warehouse, holder(str(error)), since)
    return WarehouseError(f"{warehouse}: cannot be opened: {reason(error)}")


def _still_held(warehouse: Path, who: str, since: float) -> WarehouseError:
    seconds = time.monotonic() - since
    return WarehouseError(f"{warehouse}: still held by {who} after {seconds:.0f} s")


def _kept(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection to a DuckDB file; of a file of another kind DuckDB makes a view."""
    files = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()
    if not any(path for (path,) in files):
        connection.close()
        raise WarehouseError(f"{warehouse}: is no DuckDB file; name another, and a run makes it")
    return connection
