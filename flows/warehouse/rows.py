"""What a run found as rows of the warehouse's tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from flows.log.rows import finite
from schemas.figures import Figure
from schemas.quality_log import FIGURES, Findings, Row


def rows_of(findings: Findings) -> dict[str, Sequence[Row]]:
    """Return the rows that a run adds to each table."""
    run_id, alone = findings.run["run_id"], set(findings.uncompared)
    return {
        "runs": [findings.run | {"parameters": as_json(findings.run["parameters"])}],
        "quality_log": findings.results,
        "check_results": findings.check_results,
        "figures": [figure_row(figure, run_id, alone) for figure in findings.figures],
        "implied_figures": findings.implied,
        "quarantine": findings.quarantine,
        "sources": findings.sources,
        "titles": findings.titles,
        "waivers": findings.waivers,
        "part_runs": findings.part_runs,
    }


def arrow_rows(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[str, str], rows: Sequence[Row]
) -> pa.Table:
    """Return rows with these columns of DuckDB's types."""
    nulls = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in columns.items())
    schema = connection.sql(f"SELECT {nulls} LIMIT 0").to_arrow_table().schema
    values = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(values, schema=schema)


def figure_row(figure: Figure, run_id: str, uncompared: set[str]) -> Row:
    """Return a figure as a row of the table of figures; no bound is null."""
    row: dict[str, Any] = {
        "run_id": run_id,
        "compared": figure.figure_id not in uncompared,
    }
    for name in FIGURES:
        if name not in row:
            row[name] = finite(getattr(figure, name))
    return row


def as_json(parameters: Mapping[str, Any]) -> str:
    """Return a run's parameters as JSON, in a fixed order; days and paths as text."""
    return json.dumps(parameters, sort_keys=True, ensure_ascii=False, default=_as_text)


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
