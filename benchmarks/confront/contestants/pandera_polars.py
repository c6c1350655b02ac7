"""pandera on polars: an eager frame, since of a lazy one pandera only looks at the structure."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrors

from benchmarks.confront import checks
from benchmarks.confront.declared_names import NAMES
from benchmarks.confront.telling import tell

YEARS = checks.FIRST_YEAR, checks.LAST_YEAR
SHARES = checks.LEAST_SHARE, checks.MOST_SHARE


def holds(condition: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    """Return a check of whole rows."""
    return lambda data: data.lazyframe.select(condition)


UPWARDS = pl.col("part_low") / pl.col("whole_high") <= pl.col("share_high")
DOWNWARDS = pl.col("part_high") / pl.col("whole_low") >= pl.col("share_low")
SCHEMA = pa.DataFrameSchema(
    columns={
        "figure_id": pa.Column(pl.Int64),
        "park": pa.Column(pl.String),
        "measure": pa.Column(pl.String, pa.Check.isin(checks.MEASURES), nullable=True),
        "status": pa.Column(pl.String, pa.Check.isin(checks.STATUSES), nullable=True),
        "year": pa.Column(pl.Int64, pa.Check.in_range(*YEARS), nullable=True),
        "whole_low": pa.Column(pl.Float64, pa.Check.gt(0), nullable=True),
        "share_high": pa.Column(pl.Float64, pa.Check.in_range(*SHARES), nullable=True),
    },
    checks=[
        pa.Check(holds(pl.col("part_low") <= pl.col("part_high")), name=checks.PART_IN_ORDER),
        pa.Check(holds(pl.col("part_low") <= pl.col("whole_high")), name=checks.PART_OF_WHOLE),
        pa.Check(holds(UPWARDS & DOWNWARDS), name=checks.SHARE),
    ],
)


def confront(file: Path) -> Mapping[str, int]:
    """Count the failure cases of each check."""
    frame = pl.read_parquet(checks.parquet_of(file))
    try:
        SCHEMA.validate(frame, lazy=True)
    except SchemaErrors as found:
        return dict.fromkeys(checks.CHECKS, 0) | dict(map(failure, found.schema_errors))
    return dict.fromkeys(checks.CHECKS, 0)


def failure(error: SchemaError) -> tuple[str, int]:
    """Return the check that an error is of, and how many cases it has."""
    check = "is-there" if error.check == "not_nullable" else error.check.name
    return NAMES.get(f"{error.schema.name}-{check}", check), len(error.failure_cases)


if __name__ == "__main__":
    tell(confront)
