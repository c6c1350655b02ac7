"""Opening the warehouse: a file for one process and thread at a time, a lake for all."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from math import inf
from pathlib import Path
from threading import RLock

import duckdb

from flows.connections import connected
from flows.lake.addresses import LakeAddress, lake_address
from flows.lake.opening import attached, is_passing, rolled_back
from flows.warehouse.faults import NoWarehouse, PassingFault, WarehouseError, reason
from flows.warehouse.lock_holders import holder
from flows.warehouse.making import make
from flows.warehouse.turns import turn

# A write takes milliseconds; whoever waits this long waits for something that hangs.
WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.02
# Where a file system has no links, a file that is just being made has no content yet.
MAKING_SECONDS = 1.0
_HELD = "Could not set lock on"
# DuckDB shares a file among the threads of a process, which then conflict instead of waiting.
_THIS_PROCESS = RLock()


@contextmanager
def connect(
    warehouse: Path, read_only: bool = False, wait_seconds: float = WAIT_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse, waiting while another process holds it, and close it again."""
    since = time.monotonic()
    lake = lake_address(warehouse)
    with ExitStack() as held:
        if lake is None or not lake.is_postgres:
            _wait_for_turn(held, warehouse, read_only, since, wait_seconds)
        connection = _open(warehouse, read_only, since, wait_seconds)
        held.callback(connection.close)
        if lake is not None:
            held.enter_context(_in_lake(connection, warehouse, read_only))
        yield connection


@contextmanager
def _in_lake(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, read_only: bool
) -> Iterator[None]:
    with rolled_back(connection):
        try:
            if read_only:
                # What is read of several tables is of one moment: others write meanwhile.
                connection.begin()
            else:
                # Several threads would write rows in an order that is another one each time.
                connection.execute("SET threads = 1")
            yield
        except duckdb.Error as error:
            if is_passing(error):
                raise PassingFault(f"{warehouse}: cannot be used now: {reason(error)}") from error
            raise


def _wait_for_turn(
    held: ExitStack, warehouse: Path, read_only: bool, since: float, wait_seconds: float
) -> None:
    if not _THIS_PROCESS.acquire(timeout=wait_seconds):
        raise _still_held(warehouse, "another thread of this process", since)
    held.callback(_THIS_PROCESS.release)
    mine = held.enter_context(ExitStack())
    mine.enter_context(turn(warehouse, read_only, since + wait_seconds))
    if read_only:
        # Others may read as well; only a writer keeps its turn until it is done.
        mine.close()


def _open(
    warehouse: Path, read_only: bool, since: float, wait_seconds: float
) -> duckdb.DuckDBPyConnection:
    lake = lake_address(warehouse)
    while True:
        try:
            if lake is not None:
                return attached(warehouse, lake, read_only)
            return _opened_file(warehouse, read_only)
        except duckdb.Error as error:
            if time.monotonic() - since >= min(wait_seconds, _patience_seconds(error, lake)):
                raise _why(warehouse, error, since) from error
        # Processes that wait for the same lock must not knock in step.
        time.sleep(PAUSE_SECONDS * (1 + random.random()))


def _opened_file(warehouse: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not warehouse.exists():
        if read_only:
            raise NoWarehouse(f"{warehouse}: no such warehouse; a run makes it")
        make(warehouse)
    return _kept(_connected(warehouse, read_only), warehouse)


def _connected(warehouse: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Connect to the file that has this name: a vacuum may just have put a new one in its place."""
    while True:
        before = _identity(warehouse)
        connection = connected(_name(warehouse), read_only=read_only)
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


def _patience_seconds(error: duckdb.Error, lake: LakeAddress | None) -> float:
    if _HELD in str(error) or (lake and is_passing(error)):
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
