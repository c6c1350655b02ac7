"""The ten checks of the benchmark: their names, and what they compare with."""

from pathlib import Path

FIGURE_THERE, PARK_THERE = "figure_id is there", "park is there"
MEASURE_KNOWN, STATUS_KNOWN = "measure is known", "status is known"
YEAR_IN_RANGE, WHOLE_IN_RANGE, SHARE_IN_RANGE = "year in range", "whole in range", "share in range"
PART_IN_ORDER, PART_OF_WHOLE, SHARE = "part in order", "part of whole", "share"

CHECKS = (
    *(FIGURE_THERE, PARK_THERE, MEASURE_KNOWN, STATUS_KNOWN),
    *(YEAR_IN_RANGE, WHOLE_IN_RANGE, SHARE_IN_RANGE),
    *(PART_IN_ORDER, PART_OF_WHOLE, SHARE),
)

TABLE = "figures"
MEASURES = ("level", "share", "growth", "change")
STATUSES = ("actual", "preliminary", "estimate", "forecast", "target")
FIRST_YEAR, LAST_YEAR = 1980, 2030
LEAST_SHARE, MOST_SHARE = 0.0, 1.001
# The same for everyone who reads the table with DuckDB; five million rows are more than it.
DUCKDB = {"threads": "2", "memory_limit": "128MB"}


def parquet_of(file: Path) -> Path:
    """Return the Parquet file with the same rows, for those who read no DuckDB table."""
    return file.with_suffix(".parquet")
