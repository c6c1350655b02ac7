"""Soda Core on the DuckDB table: a contract, with expressions where it has no check of its own."""

import os

# Before Soda is imported: nothing is reported to anybody.
os.environ["SODA_CORE_TELEMETRY_ENABLED"] = "false"

# isort: split
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
from soda_core.contracts import verify_contract_locally
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl

from benchmarks.confront import checks
from benchmarks.confront.telling import tell

SHARE = "part_low / whole_high <= share_high AND part_high / whole_low >= share_low"


def valid(name: str, check: str, **valid: Any) -> dict[str, Any]:
    """Return a column with one check: of missing values, where nothing says what is valid."""
    kind = "invalid" if valid else "missing"
    named = {"name": check} | {f"valid_{key}": value for key, value in valid.items()}
    return {"name": name, "checks": [{kind: named}]}


def failing(check: str, holds: str) -> dict[str, Any]:
    """Return a check of whole rows."""
    key = check.replace(" ", "_")
    return {"failed_rows": {"name": check, "qualifier": key, "expression": f"NOT ({holds})"}}


CONTRACT = {
    "dataset": f"benchmark/main/{checks.TABLE}",
    "checks": [
        failing(checks.PART_IN_ORDER, "part_low <= part_high"),
        failing(checks.PART_OF_WHOLE, "part_low <= whole_high"),
        failing(checks.SHARE, SHARE),
    ],
    "columns": [
        valid("figure_id", checks.FIGURE_THERE),
        valid("park", checks.PARK_THERE),
        valid("measure", checks.MEASURE_KNOWN, values=checks.MEASURES),
        valid("status", checks.STATUS_KNOWN, values=checks.STATUSES),
        valid("year", checks.YEAR_IN_RANGE, min=checks.FIRST_YEAR, max=checks.LAST_YEAR),
        # It has no check of "more than"; no whole of the table is 0.
        valid("whole_low", checks.WHOLE_IN_RANGE, min=0),
        valid("share_high", checks.SHARE_IN_RANGE, min=checks.LEAST_SHARE, max=checks.MOST_SHARE),
    ],
}
COUNTS = ("failed_rows_count", "invalid_count", "missing_count")


def confront(file: Path) -> Mapping[str, int]:
    """Count the failed rows of each check."""
    with (
        NamedTemporaryFile("w", suffix=".yml") as contract,
        duckdb.connect(file, read_only=True, config=checks.DUCKDB) as connection,
    ):
        # JSON is YAML, too.
        json.dump(CONTRACT, contract)
        contract.flush()
        source = DuckDBDataSourceImpl.from_existing_cursor(connection, name="benchmark")
        verified = verify_contract_locally(
            data_sources=[source], contract_file_path=contract.name, publish=False
        )
    results = verified.contract_verification_results[0].check_results
    return {one.check.name: failed(one.diagnostic_metric_values) for one in results}


def failed(metrics: Mapping[str, int]) -> int:
    """Return the count that a check is about."""
    return int(next(metrics[name] for name in COUNTS if name in metrics))


if __name__ == "__main__":
    tell(confront)
