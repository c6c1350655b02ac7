"""Great Expectations on a pandas frame of the Parquet file.

Its SQL data source reads results after it has given the connection back, which DuckDB's driver
does not survive. The share is worked out as a column before, as there is no expectation of it.
"""

import os

# Before it is imported: nothing is reported to anybody.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

# isort: split
from collections.abc import Mapping
from pathlib import Path

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

from benchmarks.confront import checks
from benchmarks.confront.telling import tell

EITHER = {"or_equal": True, "ignore_row_if": "either_value_is_missing"}
SHARES = {"min_value": checks.LEAST_SHARE, "max_value": checks.MOST_SHARE}
# In the order of the checks.
EXPECTED = (
    gxe.ExpectColumnValuesToNotBeNull(column="figure_id"),
    gxe.ExpectColumnValuesToNotBeNull(column="park"),
    gxe.ExpectColumnValuesToBeInSet(column="measure", value_set=list(checks.MEASURES)),
    gxe.ExpectColumnValuesToBeInSet(column="status", value_set=list(checks.STATUSES)),
    gxe.ExpectColumnValuesToBeBetween(
        column="year", min_value=checks.FIRST_YEAR, max_value=checks.LAST_YEAR
    ),
    gxe.ExpectColumnValuesToBeBetween(column="whole_low", min_value=0, strict_min=True),
    gxe.ExpectColumnValuesToBeBetween(column="share_high", **SHARES),
    *(
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A=more, column_B="part_low", **EITHER)
        for more in ("part_high", "whole_high")
    ),
    gxe.ExpectColumnValuesToBeInSet(column="share_holds", value_set=[True]),
)


def confront(file: Path) -> Mapping[str, int]:
    """Count the unexpected values of each expectation."""
    frame = pd.read_parquet(checks.parquet_of(file))
    frame["share_holds"] = share(frame)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("benchmark").add_dataframe_asset(checks.TABLE)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite("figures", expectations=list(EXPECTED))
    counts = {"result_format": "BASIC", "partial_unexpected_count": 0}
    results = batch.validate(suite, result_format=counts).results
    failed = (one.result["unexpected_count"] for one in results)
    return dict(zip(checks.CHECKS, failed, strict=True))


def share(frame: pd.DataFrame) -> pd.Series:
    """Say where part / whole and the printed share have a number in common, or nothing is known."""
    upwards = frame.part_low / frame.whole_high <= frame.share_high
    downwards = frame.part_high / frame.whole_low >= frame.share_low
    return (upwards & downwards) | frame.part_low.isna()


if __name__ == "__main__":
    tell(confront)
