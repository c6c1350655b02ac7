"""cuallee on the DuckDB table; where a null is no failure, the rule is written in SQL."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
from cuallee import Check, CheckLevel

from benchmarks.confront import checks
from benchmarks.confront.telling import tell

SHARE = "part_low / whole_high <= share_high AND part_high / whole_low >= share_low"


def plan() -> Check:
    """Return the rules, in the order of the checks."""
    return (
        Check(CheckLevel.WARNING, "figures", table_name=checks.TABLE)
        .is_complete("figure_id")
        .is_complete("park")
        .is_contained_in("measure", checks.MEASURES)
        .is_contained_in("status", checks.STATUSES)
        .is_between("year", (checks.FIRST_YEAR, checks.LAST_YEAR))
        .is_greater_than("whole_low", 0)
        .is_between("share_high", (checks.LEAST_SHARE, checks.MOST_SHARE))
        .satisfies("part_low", "part_low <= part_high OR part_low IS NULL")
        .satisfies("whole_high", "part_low <= whole_high OR part_low IS NULL")
        .satisfies("share_low", f"({SHARE}) OR part_low IS NULL")
    )


def confront(file: Path) -> Mapping[str, int]:
    """Count the violations of each rule."""
    with duckdb.connect(file, read_only=True, config=checks.DUCKDB) as connection:
        violations = plan().validate(connection)["violations"]
    return dict(zip(checks.CHECKS, map(int, violations), strict=True))


if __name__ == "__main__":
    tell(confront)
