"""A package of real figures in several groups of parks, and what its runs logged."""

from pathlib import Path
from shutil import copytree

import duckdb

from benchmarks.same_answer import rows
from schemas.quality_log import TABLES

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "zhongguancun"
WAIVERS = """\
hsinchu-2016-digit:
  check: growth
  figures: [S101-04, S104-04, S104-05]
  reason: A digit of the total is wrong in print.
  by: A. Editor
nothing:
  check: growth
  figures: [S002-01, S002-02, S002-03]
  reason: It never was.
  by: A. Editor
"""


def package_in(folder: Path) -> Path:
    """Copy the example, which has rules, into a folder, with waivers; return the package."""
    package = copytree(EXAMPLE, folder / "package")
    (package / "waivers.yml").write_text(WAIVERS, encoding="utf-8")
    return package


def rows_of(log: Path, run_id: str) -> dict[str, list[str]]:
    """Return what a run logged in a DuckDB file, in a fixed order."""
    with duckdb.connect(log, read_only=True) as connection:
        return {table: rows(connection, table, run_id) for table in TABLES}
