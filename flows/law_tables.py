"""The in-memory tables that laws join, loaded from a package's figures and code lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from schemas.codes import Codes, Rate
from schemas.figures import Figure
from schemas.hierarchies import family_rows, indicator_rows, park_rows, whole_rows
from schemas.laws import tables

Row = Mapping[str, Any]

RENAMED = {"low": "usual_low", "high": "usual_high"}


def load(
    connection: duckdb.DuckDBPyConnection,
    figures: Sequence[Figure],
    codes: Codes,
    rates: Iterable[Rate],
) -> None:
    """Create and fill every table of `schemas.laws.tables`."""
    create(connection, "figures", tables.FIGURES, _figure_columns(figures))
    create(connection, "indicators", tables.INDICATORS, indicator_rows(codes, figures))
    create(connection, "wholes", tables.WHOLES, whole_rows(codes, figures))
    create(connection, "families", tables.FAMILIES, family_rows(codes))
    create(connection, "rates", tables.RATES, [asdict(rate) for rate in rates])
    create(connection, "parks", tables.PARKS, park_rows(codes, figures))


def create(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    schema: ibis.Schema,
    rows: Sequence[Row] | pa.Table,
) -> None:
    """Create a table of a schema with its rows."""
    arrow = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), _arrow(schema))
    connection.register("incoming", arrow)
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")


def _arrow(schema: ibis.Schema) -> pa.Schema:
    return schema.to_pyarrow()


def _figure_columns(figures: Sequence[Figure]) -> pa.Table:
    arrow = _arrow(tables.FIGURES)
    columns = [
        pa.array(
            ([figure.figure_id] for figure in figures)
            if field.name == "ids"
            else (getattr(figure, RENAMED.get(field.name, field.name)) for figure in figures),
            type=field.type,
        )
        for field in arrow
    ]
    return pa.Table.from_arrays(columns, schema=arrow)
