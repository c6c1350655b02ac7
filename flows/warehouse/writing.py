"""Writing to the warehouse: one transaction, begun anew where something passing was in its way."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from flows.lake.addresses import lake_address
from flows.lake.turns import lake_turn
from flows.warehouse.faults import PassingFault, WarehouseError, reason
from flows.warehouse.opening import WAIT_SECONDS, connect
from flows.warehouse.tables import prepare_tables

Answer = TypeVar("Answer")
Change = Callable[[duckdb.DuckDBPyConnection], Answer]
_PAUSE_SECONDS = 0.2


def write(
    warehouse: Path, name: str, change: Change[Answer], wait_seconds: float = WAIT_SECONDS
) -> Answer:
    """Bring the tables up to date and change them in one transaction, whole or not at all.

    Of several changes of the same name one is made after the other, even in a lake.
    """
    until = time.monotonic() + wait_seconds
    while True:
        try:
            return _once(warehouse, name, change, until)
        except PassingFault:
            if time.monotonic() >= until:
                raise
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(f"{warehouse}: cannot be written: {reason(error)}") from error
        time.sleep(_PAUSE_SECONDS * (1 + random.random()))


def _once(warehouse: Path, name: str, change: Change[Answer], until: float) -> Answer:
    left = max(0.0, until - time.monotonic())
    with connect(warehouse, wait_seconds=left) as connection:
        lake = lake_address(warehouse)
        if lake is None:
            return _changed(connection, warehouse, change)
        with lake_turn(connection, lake, name, until) as came:
            if not came:
                raise WarehouseError(f"{warehouse}: another process still writes {name}")
            return _changed(connection, warehouse, change)


def _changed(
    connection: duckdb.DuckDBPyConnection, warehouse: Path, change: Change[Answer]
) -> Answer:
    prepare_tables(connection, warehouse)
    connection.begin()
    answer = change(connection)
    connection.commit()
    return answer
