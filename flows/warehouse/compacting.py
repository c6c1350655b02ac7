"""Writing the warehouse's file anew, without what is free in it.

DuckDB uses freed parts of its file again, and does not give them back to the disk.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from flows.sql_texts import quoted
from flows.warehouse.making import STORAGE_VERSION
from flows.warehouse.shared_rows import STORED

# The part of a file that is worth writing it anew; a log that is written to has some free always.
_WASTED = 0.25
# Of some rows that were deleted DuckDB only notes that they were.
_STORED = """
    SELECT coalesce(sum(count), 0) FROM pragma_storage_info(?)
    WHERE column_id = 0 AND segment_type <> 'VALIDITY'"""
_TABLES = """
    SELECT schema_name, table_name FROM duckdb_tables()
    WHERE database_name = ? AND NOT internal ORDER BY ALL"""


def is_wasteful(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether much of the file is free, or holds rows that were deleted."""
    connection.execute("CHECKPOINT")
    free, blocks = _numbers(
        connection,
        """SELECT free_blocks, total_blocks FROM pragma_database_size()
        WHERE database_name = current_database()""",
    )
    stored = live = 0
    for table in STORED:
        [rows] = _numbers(connection, _STORED, table)
        stored += rows
        live += _numbers(connection, f'SELECT count(*) FROM "{table}"')[0]
    return free > _WASTED * blocks or stored - live > _WASTED * stored


def compact(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Write the file anew beside it, and put the new one in its place.

    Nothing may be written by the connection afterwards: it still has the old file.
    """
    # A linked file is replaced, not the link.
    file = warehouse.resolve()
    draft = file.with_name(f".{file.name}.vacuum")
    _remove(draft)
    try:
        # What was written since the last checkpoint stands in a file of its own, by name.
        connection.execute("CHECKPOINT")
        _copy(connection, draft)
        _keep_rights(file, draft)
        _sync(draft)
        draft.replace(file)
        _sync(file.parent)
    finally:
        _remove(draft)


def _copy(connection: duckdb.DuckDBPyConnection, draft: Path) -> None:
    row = connection.execute("SELECT current_database()").fetchone()
    old, new = str(row and row[0]), f"new_{uuid4().hex}"
    # Several threads would each leave gaps, and are not quicker.
    connection.execute("SET threads = 1")
    version = quoted(STORAGE_VERSION)
    connection.execute(f"ATTACH {quoted(str(draft))} AS {new} (STORAGE_VERSION {version})")
    try:
        connection.execute(f"COPY FROM DATABASE {_quoted(old)} TO {new}")
        _refuse_other_rows(connection, old, new)
    finally:
        connection.execute(f"DETACH {new}")


def _refuse_other_rows(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> None:
    """Make sure that nothing is missing from the file that is to replace another."""
    tables = [connection.execute(_TABLES, [name]).fetchall() for name in (old, new)]
    counts = [
        [_count(connection, name, *table) for table in found]
        for name, found in zip((old, new), tables, strict=True)
    ]
    if tables[0] != tables[1] or counts[0] != counts[1]:
        raise OSError("the copy is not complete")


def _count(connection: duckdb.DuckDBPyConnection, *names: str) -> int:
    table = ".".join(map(_quoted, names))
    return _numbers(connection, f"SELECT count(*) FROM {table}")[0]


def _numbers(connection: duckdb.DuckDBPyConnection, query: str, *given: str) -> tuple[int, ...]:
    row = connection.execute(query, given).fetchone()
    return tuple(map(int, row or ()))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _keep_rights(old: Path, new: Path) -> None:
    shutil.copymode(old, new)
    status = old.stat()
    # Only the owner of the system may give files to others.
    with suppress(PermissionError):
        os.chown(new, status.st_uid, status.st_gid)


def _sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk: a power cut may come at any time."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove(draft: Path) -> None:
    """Remove what is left of a copy, of one that was killed as well."""
    for path in (draft, draft.with_name(f"{draft.name}.wal")):
        path.unlink(missing_ok=True)
