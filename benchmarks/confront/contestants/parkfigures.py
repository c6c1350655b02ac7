"""This program: the pandera schema's checks, counted in one query that was written before.

Runs keep the SQL of their laws, so a confrontation starts with the text of its query; the first
run of a version writes it, which `parkfigures_anew` does every time.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.confront.checks import DUCKDB
from benchmarks.confront.telling import tell
from schemas.tallies import tally
from schemas.terms import Outcome


def kept_beside(file: Path) -> Path:
    """Return the file that keeps the query, and the checks' names in a confrontation."""
    return file.with_suffix(".json")


def confront(file: Path) -> Mapping[str, int]:
    """Count the failed rows of each check."""
    kept = json.loads(kept_beside(file).read_bytes())
    return counted(file, kept["sql"], kept["names"])


def counted(file: Path, sql: str, names: Mapping[str, str]) -> Mapping[str, int]:
    """Run the query of all counts."""
    with duckdb.connect(file, read_only=True, config=DUCKDB) as connection:
        found = connection.execute(sql)
        keys = [name for name, *_ in found.description]
        row = dict(zip(keys, found.fetchone() or (), strict=True))
    return {names.get(check, check): of[Outcome.FAIL] for check, of in tally(row).items()}


if __name__ == "__main__":
    tell(confront)
