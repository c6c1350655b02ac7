"""Turns at one run of a lake: DuckLake has no unique keys that would keep a run from doubling."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import duckdb

from flows.lake.addresses import LakeAddress
from flows.lake.opening import rolled_back
from flows.sql_texts import quoted

_PAUSE_SECONDS = 0.05


@contextmanager
def lake_turn(
    connection: duckdb.DuckDBPyConnection, address: LakeAddress, name: str, until: float
) -> Iterator[bool]:
    """Wait until a monotonic time for a turn that PostgreSQL gives; say whether it came.

    It ends with its session, whatever ends that. A file has one writer at a time anyway.
    """
    if not address.is_postgres:
        yield True
        return
    # Not in the lake's own transaction, which knows no run that was committed after it began.
    connection.execute(f"ATTACH {quoted(address.catalog)} AS turns (TYPE postgres, READ_ONLY)")
    with connection.cursor() as session, rolled_back(session):
        session.begin()
        yield _came(session, _number(address, name), until)


def _came(session: duckdb.DuckDBPyConnection, number: int, until: float) -> bool:
    asked = quoted(f"SELECT pg_try_advisory_xact_lock({number}) AS came")
    while True:
        row = session.execute(f"SELECT came FROM postgres_query('turns', {asked})").fetchone()
        if (row and row[0]) or time.monotonic() >= until:
            return bool(row and row[0])
        time.sleep(_PAUSE_SECONDS * (1 + random.random()))


def _number(address: LakeAddress, name: str) -> int:
    text = f"parkfigures {address.options.get('metadata_schema', '')} {name}"
    return int.from_bytes(sha256(text.encode()).digest()[:8], signed=True)
