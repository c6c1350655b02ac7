"""What a run found of figures by the million: most of it in files, until it is in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from flows.batches.stored_rows import StoredRows
from flows.connections import connected
from flows.query_results import arrow_result
from flows.warehouse.shared_rows import stored_in
from schemas.quality_log import TABLES, Findings, Row
from schemas.waivers import WAIVER


@dataclass(frozen=True)
class Kept:
    """The Parquet files with rows of some tables; they last as long as `stored`."""

    stored: StoredRows
    files: Mapping[str, Sequence[Path]] = field(default_factory=dict)


@dataclass(frozen=True)
class BatchedFindings(Findings):
    """Findings of which only the rows that people are shown are in memory.

    Of `results` these are those that fail or warn, are waived, or are among the first of the
    unknown; of `implied` the figures that nobody printed; of `figures` none.
    """

    kept: Kept | None = None
    all_parks: Sequence[str] = ()

    @property
    def parks(self) -> Sequence[str]:
        """The parks of all figures."""
        return self.all_parks


def append_kept(connection: duckdb.DuckDBPyConnection, findings: BatchedFindings) -> None:
    """Add the rows that are in files to the tables of the log."""
    for table, files in _files(findings).items():
        if not files:
            continue
        names = ", ".join(f'"{name}"' for name in TABLES[table])
        added = f"SELECT {names} FROM read_parquet($files)"
        query = f'INSERT INTO "{stored_in(table)}" ({names}) {added}'
        connection.execute(query, {"files": list(map(str, files))})


def beside_files(findings: Findings) -> Findings:
    """Return findings without the rows that are in files."""
    if not isinstance(findings, BatchedFindings):
        return findings
    return replace(findings, results=_of_the_run(findings), implied=[])


def completed(findings: Findings) -> Findings:
    """Return findings with all their results in memory."""
    if not isinstance(findings, BatchedFindings):
        return findings
    results = [*_rows(findings, "quality_log"), *_of_the_run(findings)]
    return replace(findings, results=results, implied=_rows(findings, "implied_figures"))


def _of_the_run(findings: BatchedFindings) -> list[Row]:
    return [row for row in findings.results if row["check_id"] == WAIVER]


def _rows(findings: BatchedFindings, table: str) -> list[Row]:
    files = list(map(str, _files(findings).get(table, ())))
    if not files:
        return []
    with connected() as connection:
        found = arrow_result(connection, "FROM read_parquet($files)", {"files": files})
        rows: list[Row] = found.to_pylist()
        return rows


def _files(findings: BatchedFindings) -> Mapping[str, Sequence[Path]]:
    return findings.kept.files if findings.kept else {}
