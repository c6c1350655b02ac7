"""One query with all counts, as someone writes it who knows DuckDB: the limit."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.confront import checks
from benchmarks.confront.telling import tell

CONDITIONS = {
    checks.FIGURE_THERE: "figure_id IS NOT NULL",
    checks.PARK_THERE: "park IS NOT NULL",
    checks.MEASURE_KNOWN: f"measure IN {checks.MEASURES}",
    checks.STATUS_KNOWN: f"status IN {checks.STATUSES}",
    checks.YEAR_IN_RANGE: f"year BETWEEN {checks.FIRST_YEAR} AND {checks.LAST_YEAR}",
    checks.WHOLE_IN_RANGE: "whole_low > 0",
    checks.SHARE_IN_RANGE: f"share_high BETWEEN {checks.LEAST_SHARE} AND {checks.MOST_SHARE}",
    checks.PART_IN_ORDER: "part_low <= part_high",
    checks.PART_OF_WHOLE: "part_low <= whole_high",
    checks.SHARE: "part_low / whole_high <= share_high AND part_high / whole_low >= share_low",
}


def query() -> str:
    """Return the query: what holds, and what is known, of each check."""
    counts = [f"count_if({one}), count({one})" for one in CONDITIONS.values()]
    return f"SELECT {', '.join(counts)} FROM {checks.TABLE}"


def confront(file: Path) -> Mapping[str, int]:
    """Count the failed rows of each check: those known and not true."""
    with duckdb.connect(file, read_only=True, config=checks.DUCKDB) as connection:
        row = connection.execute(query()).fetchone() or ()
    pairs = zip(CONDITIONS, row[::2], row[1::2], strict=True)
    return {check: known - held for check, held, known in pairs}


if __name__ == "__main__":
    tell(confront)
