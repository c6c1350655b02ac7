"""The in-memory tables that laws join, loaded from a package's figures and code lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from flows.laws.queries import UNRANKED, ranked_figures
from flows.reading_queries import TABLE
from schemas.codes import Codes, Rate
from schemas.hierarchies import family_rows, indicator_rows, park_rows, whole_rows
from schemas.laws import tables
from schemas.laws.orders import RANKS
from schemas.terms import Status

Row = Mapping[str, Any]

_TYPES = {
    "array<string>": pa.list_(pa.string()),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "float64": pa.float64(),
    "int64": pa.int64(),
    "string": pa.string(),
}
# Of so few figures DuckDB plans a query for longer than it runs it; a plan as written will do.
FEW_FIGURES = 2_000
_PLAN_AS_WRITTEN = "SET threads = 1; PRAGMA disable_optimizer"
# Where a column of the figures that laws join comes from, if not from one of its own name.
SOURCES = {
    "low": "usual_low",
    "high": "usual_high",
    "ids": "[figure_id]",
    "number": "rowid",
    "of": '"of"',
    **dict.fromkeys(RANKS, "0::BIGINT"),
}


def load(
    connection: duckdb.DuckDBPyConnection,
    codes: Codes,
    rates: Iterable[Rate],
    as_of: date,
    below_zero: Collection[str],
) -> None:
    """Create and fill every table of `schemas.laws.tables`; the figures as read are there.

    `below_zero` are the indicators of which a level was printed below zero.
    """
    ((count,),) = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchall()
    if count <= FEW_FIGURES:
        connection.execute(_PLAN_AS_WRITTEN)
    _load_figures(connection)
    indicators, segments, parks = (
        _used(connection, kind) for kind in ("indicator", "segment", "park")
    )
    known = indicator_rows(codes, indicators, below_zero)
    create(connection, "indicators", tables.INDICATORS, known)
    create(connection, "wholes", tables.WHOLES, whole_rows(codes, segments))
    create(connection, "families", tables.FAMILIES, family_rows(codes))
    create(connection, "rates", tables.RATES, _rate_rows(rates))
    create(connection, "parks", tables.PARKS, park_rows(codes, parks))
    create(connection, "run", tables.RUN, [{"as_of": as_of}])


def _used(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    return [
        code for (code,) in connection.execute(f"SELECT DISTINCT {kind} FROM figures").fetchall()
    ]


def _rate_rows(rates: Iterable[Rate]) -> list[Row]:
    return [{name: getattr(rate, name) for name in tables.RATES} for rate in rates]


def create(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: tables.Columns,
    rows: Sequence[Row],
) -> None:
    """Create a table with its rows."""
    schema = pa.schema([(column, _TYPES[kind]) for column, kind in columns.items()])
    connection.register("incoming", pa.Table.from_pylist(list(rows), schema))
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")


def _load_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the figures that laws join from those as read."""
    chosen = ", ".join(f'{SOURCES.get(name, name)} AS "{name}"' for name in tables.FIGURES)
    connection.execute(f"CREATE VIEW {UNRANKED} AS SELECT {chosen} FROM {TABLE}")
    connection.execute(f"CREATE TABLE figures AS {ranked_figures()}")


def rank_implied(connection: duckdb.DuckDBPyConnection) -> None:
    """Rank the implied ones among the figures that laws join: after all that were printed.

    Among those of which one can stand for another they are the last in every order: a target never
    stands for what is none.
    """
    implied = f"figures WHERE status = '{Status.IMPLIED.value}'"
    connection.execute(f"CREATE OR REPLACE VIEW {UNRANKED} AS FROM {implied}")
    after = f"(SELECT count(*) FROM {TABLE})"
    ranks = ", ".join(f"{rank} + {after} AS {rank}" for rank in RANKS)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE ranked AS
        SELECT * REPLACE ({ranks}) FROM ({ranked_figures()})""")
    connection.execute(f"DELETE FROM {implied}")
    connection.execute("INSERT INTO figures FROM ranked")
