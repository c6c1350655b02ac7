"""dataframely on polars: a lazy frame of the Parquet file, filtered into good and failed rows."""

from collections.abc import Mapping
from pathlib import Path

import dataframely as dy
import polars as pl

from benchmarks.confront import checks
from benchmarks.confront.telling import tell


class Figures(dy.Schema):
    """The ten checks; columns that no check is about are named, or they would be dropped."""

    figure_id = dy.Int64(nullable=False)
    park = dy.String(nullable=False)
    measure = dy.String(nullable=True, check=lambda text: text.is_in(checks.MEASURES))
    status = dy.String(nullable=True, check=lambda text: text.is_in(checks.STATUSES))
    year = dy.Int64(nullable=True, min=checks.FIRST_YEAR, max=checks.LAST_YEAR)
    part_low = dy.Float64(nullable=True)
    part_high = dy.Float64(nullable=True)
    whole_low = dy.Float64(nullable=True, min_exclusive=0)
    whole_high = dy.Float64(nullable=True)
    share_low = dy.Float64(nullable=True)
    share_high = dy.Float64(nullable=True, min=checks.LEAST_SHARE, max=checks.MOST_SHARE)

    @dy.rule()
    def part_in_order(cls) -> pl.Expr:  # noqa: N805 dataframely makes it a class method
        """Say where the part's interval runs upwards."""
        return pl.col("part_low") <= pl.col("part_high")

    @dy.rule()
    def part_of_whole(cls) -> pl.Expr:  # noqa: N805 dataframely makes it a class method
        """Say where the part is not more than its whole."""
        return pl.col("part_low") <= pl.col("whole_high")

    @dy.rule()
    def share(cls) -> pl.Expr:  # noqa: N805 dataframely makes it a class method
        """Say where part / whole and the printed share have a number in common."""
        upwards = pl.col("part_low") / pl.col("whole_high") <= pl.col("share_high")
        return upwards & (pl.col("part_high") / pl.col("whole_low") >= pl.col("share_low"))


NAMES = {
    "figure_id|nullability": checks.FIGURE_THERE,
    "park|nullability": checks.PARK_THERE,
    "measure|check": checks.MEASURE_KNOWN,
    "status|check": checks.STATUS_KNOWN,
    **dict.fromkeys(("year|min", "year|max"), checks.YEAR_IN_RANGE),
    "whole_low|min_exclusive": checks.WHOLE_IN_RANGE,
    **dict.fromkeys(("share_high|min", "share_high|max"), checks.SHARE_IN_RANGE),
    "part_in_order": checks.PART_IN_ORDER,
    "part_of_whole": checks.PART_OF_WHOLE,
    "share": checks.SHARE,
}


def confront(file: Path) -> Mapping[str, int]:
    """Count the failures of each rule."""
    _, failure = Figures.filter(pl.scan_parquet(checks.parquet_of(file)))
    failed = dict.fromkeys(checks.CHECKS, 0)
    for rule, count in failure.counts().items():
        failed[NAMES[rule]] += count
    return failed


if __name__ == "__main__":
    tell(confront)
