"""The passes that are logged one by one: the first of all, where parts have each logged theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from flows.batches.one_batch import BatchFound
from flows.connections import connected
from flows.sql_texts import quoted
from schemas.quality_log import QUALITY_LOG
from schemas.terms import Outcome

# Rows of one relation's figures are all in one file, in the order in which they are logged.
_CHOOSE = """
    CREATE TABLE passes AS SELECT filename, file_row_number, check_id, relation_id,
        row_number() OVER (
            ORDER BY list_position($laws, check_id), figure_ids, filename, file_row_number
        ) <= $most AS is_first
    FROM rows WHERE outcome = 'pass'"""
_FIRST = """
    SELECT {columns} FROM rows ANTI JOIN (FROM passes WHERE NOT is_first)
    USING (filename, file_row_number) ORDER BY filename, file_row_number"""


@dataclass(frozen=True)
class Logged:
    """The rows of the quality log: what is kept in memory of them, and their files."""

    found: Sequence[BatchFound]
    files: Sequence[Path]


def with_first_passes(logged: Logged, laws: Sequence[str], most: int, to: Path) -> Logged:
    """Return rows with the first passes alone, in the order of the laws, written to a file."""
    if not logged.files:
        return logged
    with connected() as connection:
        files = ", ".join(quoted(str(file)) for file in logged.files)
        read = f"read_parquet([{files}], filename = true, file_row_number = true)"
        connection.execute(f"CREATE VIEW rows AS FROM {read}")
        connection.execute(_CHOOSE, {"laws": list(laws), "most": most})
        cut = _pairs(connection, "NOT is_first")
        if not cut:
            return logged
        columns = ", ".join(f'"{name}"' for name in QUALITY_LOG)
        first = _FIRST.format(columns=columns)
        connection.execute(f"COPY ({first}) TO {quoted(str(to))} (FORMAT parquet)")
    return Logged([_without(one, cut) for one in logged.found], [to])


def _pairs(connection: duckdb.DuckDBPyConnection, which: str) -> set[tuple[str, str]]:
    found = connection.execute(f"SELECT check_id, relation_id FROM passes WHERE {which}")
    return set(found.fetchall())


def _without(found: BatchFound, cut: set[tuple[str, str]]) -> BatchFound:
    shown = [
        row
        for row in found.shown
        if row["outcome"] != Outcome.PASS or (row["check_id"], row["relation_id"]) not in cut
    ]
    checks = {check for check, _ in cut}
    return replace(found, shown=shown, all_passes=found.all_passes - checks)
