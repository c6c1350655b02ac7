"""This program where nothing is kept: the query is written from the schema, then run."""

from collections.abc import Mapping
from pathlib import Path

import ibis

from benchmarks.confront.checks import TABLE
from benchmarks.confront.contestants.parkfigures import counted
from benchmarks.confront.declared import SCHEMA
from benchmarks.confront.declared_names import NAMES
from benchmarks.confront.telling import tell
from schemas.confrontation import counts

COLUMNS = {
    "figure_id": "int64",
    **dict.fromkeys(("park", "measure", "status"), "string"),
    "year": "int64",
    **{
        f"{name}_{end}": "float64" for name in ("part", "whole", "share") for end in ("low", "high")
    },
}


def written() -> str:
    """Return the query that pandera's schema comes to."""
    return str(ibis.to_sql(counts(SCHEMA, ibis.table(COLUMNS, name=TABLE)), dialect="duckdb"))


def confront(file: Path) -> Mapping[str, int]:
    """Count the failed rows of each check."""
    return counted(file, written(), NAMES)


if __name__ == "__main__":
    tell(confront)
