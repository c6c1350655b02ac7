"""pandera on ibis: the same schema as this program's, validated lazily on the DuckDB table."""

from collections.abc import Mapping
from pathlib import Path

import ibis
from pandera.errors import SchemaError, SchemaErrors

from benchmarks.confront.checks import CHECKS, DUCKDB, TABLE
from benchmarks.confront.declared import SCHEMA
from benchmarks.confront.declared_names import NAMES
from benchmarks.confront.telling import tell


def confront(file: Path) -> Mapping[str, int]:
    """Count the failure cases of each check."""
    table = ibis.duckdb.connect(file, read_only=True, **DUCKDB).table(TABLE)
    try:
        SCHEMA.validate(table, lazy=True)
    except SchemaErrors as found:
        return dict.fromkeys(CHECKS, 0) | dict(map(failure, found.schema_errors))
    return dict.fromkeys(CHECKS, 0)


def failure(error: SchemaError) -> tuple[str, int]:
    """Return the check that an error is of, and how many cases it has."""
    cases = error.failure_cases
    count = int(cases.count().execute()) if isinstance(cases, ibis.Table) else len(cases)
    check = "is-there" if error.check == "not_nullable" else error.check.name
    return NAMES.get(f"{error.schema.name}-{check}", check), count


if __name__ == "__main__":
    tell(confront)
