"""Making the table: drawn by hash from a seed, so that it is the same every time."""

import sys
from pathlib import Path

import duckdb

from benchmarks.confront.checks import MEASURES, STATUSES, TABLE, parquet_of

# One row in a thousand is wrong, in one of ten ways; of one in fifty the part was not printed.
_DRAWN = """
CREATE TABLE {table} AS
WITH drawn AS (
  SELECT i,
    hash({seed} + i * 8 + 1) % 1000 = 0 AS wrong, hash({seed} + i * 8 + 2) % 10 AS slip,
    (hash({seed} + i * 8 + 3) % 1000000)::DOUBLE / 1e6 AS of_one,
    (1000 + hash({seed} + i * 8 + 4) % 1000000)::DOUBLE AS whole,
    hash({seed} + i * 8 + 5) AS first, hash({seed} + i * 8 + 6) AS second,
    hash({seed} + i * 8 + 7) % 50 = 0 AS unprinted
  FROM range({rows}) AS ids(i)
), printed AS (
  SELECT *, round(of_one, 3) AS share,
    round(whole * (of_one + if(wrong AND slip = 0, 1.1, 0)), 1) AS part
  FROM drawn
)
SELECT
  if(wrong AND slip = 1, NULL, i) AS figure_id,
  if(wrong AND slip = 2, NULL, 'park ' || first % 42) AS park,
  if(wrong AND slip = 3, 'total', {measures}[1 + (first // 64 % 4)::INTEGER]) AS measure,
  if(wrong AND slip = 4, 'guess', {statuses}[1 + (second % 5)::INTEGER]) AS status,
  (if(wrong AND slip = 5, 219, 1990) + second // 8 % 36)::BIGINT AS year,
  if(unprinted, NULL, part + if(wrong AND slip = 6, 0.2, -0.05)) AS part_low,
  if(unprinted, NULL, part + 0.05) AS part_high,
  if(wrong AND slip = 7, -1, 1) * (whole - 0.5) AS whole_low,
  whole + 0.5 AS whole_high,
  share + if(wrong AND slip = 8, 0.1, 0) - 0.0005 AS share_low,
  share + if(wrong AND slip = 8, 0.1, if(wrong AND slip = 9, 2, 0)) + 0.0005 AS share_high
FROM printed
"""


def make(file: Path, rows: int, seed: int = 1) -> None:
    """Write a DuckDB file with a table of so many rows, and the same rows as Parquet beside it."""
    drawn = _DRAWN.format(
        table=TABLE, rows=rows, seed=seed << 40, measures=list(MEASURES), statuses=list(STATUSES)
    )
    with duckdb.connect(file) as connection:
        # The order of a table's rows changes nothing here, and keeping it takes memory.
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(drawn)
        connection.execute(f"COPY {TABLE} TO '{parquet_of(file)}' (FORMAT parquet)")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
