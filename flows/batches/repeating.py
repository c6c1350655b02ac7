"""A run on a package that has not changed: it finds what the run before it found."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import duckdb

from flows.batches.findings import BatchedFindings
from flows.figure_files import Package
from flows.log import reading as log_reading
from flows.package_hashes import KINDS
from flows.program import program_hash
from flows.runs import RunRequest, utc_now
from flows.warehouse.recording import NoWarehouse, has_run
from flows.warehouse.rows import as_json
from flows.warehouse.shared_rows import SHARED, share
from flows.warehouse.writing import write
from schemas.quality_log import TABLES, Findings, Row
from schemas.unchanged_days import are_alike

SAME_AS = "same_as"
_ALIKE = " AND ".join(f"{name} = ${name}" for name in (*KINDS, "program_hash", "package"))
# What a run says of itself, and not of the figures.
_OWN = ("run_id", "started_at", "finished_at", "as_of", "trigger", "parameters")


def found_again(
    package: Package, warehouse: Path, run: RunRequest, everything: bool
) -> Findings | None:
    """Log and return what an earlier run found, where a package has not changed since.

    It needs no figures.
    """
    before = run_alike(warehouse, package, run)
    if before is None:
        return None
    repeat(warehouse, before, run)
    with log_reading.open_log(warehouse) as connection:
        found = log_reading.findings(connection, run.run_id, everything)
        parks = log_reading.parks(connection, run.run_id)
    return BatchedFindings(**vars(found), all_parks=parks)


def run_alike(warehouse: Path, package: Package, run: RunRequest) -> Row | None:
    """Return the latest run that the same program made of the same files, for the same park.

    Its day may be another one if that makes no difference; `package` needs no figures.
    """
    given = {name: package.hashes.get(name, "") for name in KINDS}
    given |= {"program_hash": program_hash(), "package": package.folder.resolve().name}
    query = f"FROM runs WHERE {_ALIKE} ORDER BY started_at DESC, run_id"
    with suppress(NoWarehouse), log_reading.open_log(warehouse) as connection:
        for row in log_reading.rows(connection, query, dict(given)):
            days = run.as_of, row["as_of"], package.codes, package.rates, package.waivers
            if _park(row) == run.park and are_alike(*days):
                return row
    return None


def _park(row: Row) -> str | None:
    found: Mapping[str, str | None] = json.loads(row["parameters"])
    return found.get("park")


def repeat(warehouse: Path, before: Row, run: RunRequest) -> None:
    """Log a run with the rows of the one before, whole or not at all; their figures are shared."""

    def copy(connection: duckdb.DuckDBPyConnection) -> None:
        if has_run(connection, run.run_id):
            return
        for table in TABLES:
            if table not in SHARED:
                _copy(connection, table, before, run)
        share(connection, run.run_id, before["run_id"])

    write(warehouse, run.run_id, copy)


def _copy(connection: duckdb.DuckDBPyConnection, table: str, before: Row, run: RunRequest) -> None:
    own: dict[str, object] = _own(before, run) if table == "runs" else {"run_id": run.run_id}
    own |= {"seconds": 0.0} if table == "check_results" else {}
    names = ", ".join(f'"{name}"' for name in TABLES[table])
    values = ", ".join(f"${name}" if name in own else f'"{name}"' for name in TABLES[table])
    connection.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE run_id = $before',
        {**own, "before": before["run_id"]},
    )


def _own(before: Row, run: RunRequest) -> dict[str, object]:
    parameters = run.parameters | {SAME_AS: before["run_id"]}
    values = (
        run.run_id,
        run.started_at,
        utc_now(),
        run.as_of,
        run.trigger,
        as_json(parameters),
    )
    return dict(zip(_OWN, values, strict=True))
