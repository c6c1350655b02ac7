"""Print a digest of a run's rows: two machines that print the same found the same.

python -m benchmarks.same_answer [WAREHOUSE] [RUN]
"""

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import duckdb

from flows.log.reading import LATEST, find_run, open_log
from schemas.quality_log import TABLES

# What tells runs apart, not their answers: who ran what when, from files of which names.
OWN = {
    *("run_id", "package", "started_at", "finished_at", "trigger", "parameters", "code_version"),
    *("data_hash", "figures_hash", "codes_hash", "rates_hash", "rules_hash", "waivers_hash"),
    *("program_hash", "seconds", "file", "line"),
}


def main(given: Sequence[str] | None = None) -> str:
    asked = _arguments(given)
    with open_log(asked.warehouse) as connection:
        run_id = find_run(connection, asked.run)["run_id"]
        lines = {table: rows(connection, table, run_id) for table in TABLES}
    digests = {table: digest(found) for table, found in lines.items()}
    told = [f"{digests[table]}  {table}, {len(found):,} rows" for table, found in lines.items()]
    said = "\n".join([*told, f"{digest(list(digests.values()))}  all"])
    print(said)
    return said


def rows(
    connection: duckdb.DuckDBPyConnection, table: str, run_id: str, in_order: bool = True
) -> list[str]:
    """Return a run's rows of a table as lines of text, without what is the run's own."""
    found = connection.execute(
        f'SELECT {_compared(table)} FROM "{table}" WHERE run_id = ?', [run_id]
    )
    # A double is written with all the digits that it takes to read it again.
    lines = [json.dumps(row, ensure_ascii=False, default=str) for row in found.fetchall()]
    return sorted(lines) if in_order else lines


def sums(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, tuple[object, ...]]:
    """Return of each table how many rows a run has, and the sum of what they hash to.

    For runs with more rows than fit into memory as lines; only one version of DuckDB hashes alike.
    """
    found = {
        table: f'SELECT count(*), sum(hash({_compared(table)})) FROM "{table}" WHERE run_id = ?'
        for table in TABLES
    }
    return {
        table: connection.execute(query, [run_id]).fetchall()[0] for table, query in found.items()
    }


def _compared(table: str) -> str:
    return ", ".join(f'"{name}"' for name in TABLES[table] if name not in OWN)


def digest(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_answer", description=__doc__)
    parser.add_argument("warehouse", type=Path, nargs="?", default=Path("parkfigures.duckdb"))
    parser.add_argument("run", nargs="?", default=LATEST, help="a run's id, or its beginning")
    return parser.parse_args(given)


if __name__ == "__main__":
    main()
