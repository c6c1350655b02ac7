"""pointblank on the DuckDB table through ibis, without the extracts of failing rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis
import pointblank as pb

from benchmarks.confront import checks
from benchmarks.confront.telling import tell


def confront(file: Path) -> Mapping[str, int]:
    """Count the failed test units of each step."""
    table = ibis.duckdb.connect(file, read_only=True, **checks.DUCKDB).table(checks.TABLE)
    steps = plan(pb.Validate(table)).interrogate(collect_extracts=False, collect_tbl_checked=False)
    return dict(zip(checks.CHECKS, steps.n_failed().values(), strict=True))


def plan(steps: pb.Validate) -> pb.Validate:
    """Return the steps, in the order of the checks."""
    return (
        steps.col_vals_not_null("figure_id")
        .col_vals_not_null("park")
        .col_vals_in_set("measure", list(checks.MEASURES))
        .col_vals_in_set("status", list(checks.STATUSES))
        .col_vals_between("year", checks.FIRST_YEAR, checks.LAST_YEAR)
        .col_vals_gt("whole_low", 0)
        .col_vals_between("share_high", checks.LEAST_SHARE, checks.MOST_SHARE)
        .col_vals_le("part_low", pb.col("part_high"), na_pass=True)
        .col_vals_le("part_low", pb.col("whole_high"), na_pass=True)
        .col_vals_expr(share)
    )


def share(table: Any) -> Any:
    """Say where part / whole and the printed share have a number in common, or nothing is known."""
    upwards = table.part_low / table.whole_high <= table.share_high
    return (upwards & (table.part_high / table.whole_low >= table.share_low)).fill_null(True)


if __name__ == "__main__":
    tell(confront)
