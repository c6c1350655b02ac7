"""Another order of files, rows and columns, other settings of a machine: the same rows."""

import csv
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import duckdb
import pytest
from platformdirs import user_cache_path

from benchmarks.same_answer import main, rows
from schemas.quality_log import TABLES

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "zhongguancun"
WAIVERS = """\
hsinchu-2016-digit:
  check: growth
  figures: [S101-04, S104-04, S104-05]
  reason: A digit of the total is wrong in print.
  by: A. Editor
expired:
  check: growth
  figures: [S002-01, S002-02, S002-03]
  reason: The growth is of another year.
  by: A. Editor
  until: 2020-12-31
"""
# DuckDB gives a thread no less than 122,880 rows, unless it is told to verify that this is right.
SPLIT_SMALL_TABLES = """
import duckdb
connect = duckdb.connect
def split(*given, **named):
    connection = connect(*given, **named)
    connection.execute("PRAGMA verify_parallelism")
    return connection
duckdb.connect = split
from flows.cli import main
main()
"""
# DuckDB takes the number of its threads from what a cluster says of a node.
MACHINES = {
    "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "SLURM_CPUS_ON_NODE": "1"},
    "another": {
        "PYTHONHASHSEED": "2",
        "TZ": "America/St_Johns",
        "SLURM_CPUS_ON_NODE": "5",
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "OPENBLAS_CORETYPE": "Prescott",
        # Without these instructions, powers and logarithms are computed another way.
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F",
    },
}
# In the order in which they were written; that of figures and quarantine is the files' own.
ORDERED = [table for table in TABLES if table not in ("figures", "quarantine")]


def shuffle(package: Path) -> None:
    """Put the rows and columns of every table of a package, and its files, in another order."""
    rng = random.Random(1)
    for file in sorted(package.rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            head, *body = csv.reader(lines)
        places = rng.sample(range(len(head)), len(head))
        table = [head, *rng.sample(body, len(body))]
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([row[place] for place in places] for row in table)
    files = sorted((package / "figures").glob("*.csv"))
    for number, file in enumerate(rng.sample(files, len(files))):
        file.rename(file.with_name(f"{number:03}.csv"))


def started(machine: str, package: Path, *command: str) -> subprocess.Popen[bytes]:
    home = package.parent / f"home of {machine}"
    home.mkdir()
    # The SQL of the laws, which takes long to write, is kept; nothing else is shared.
    cache = {"XDG_CACHE_HOME": str(user_cache_path()), "HOME": str(home)}
    warehouse = package.parent / f"{machine}.duckdb"
    asked = ["check", str(package), "--as-of", "2026-11-22", "--warehouse", str(warehouse)]
    return subprocess.Popen(
        [sys.executable, *command, *asked],
        cwd=home,
        env={"PATH": os.environ["PATH"], **cache, **MACHINES[machine]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The logs of one package, checked on two machines in two orders."""
    folder = tmp_path_factory.mktemp("same answer")
    one, other = (copytree(EXAMPLE, folder / name) for name in ("as it is", "shuffled"))
    for package in (one, other):
        (package / "waivers.yml").write_text(WAIVERS, encoding="utf-8")
    shuffle(other)
    running = {
        "one": started("one", one, "-m", "flows.cli"),
        "another": started("another", other, "-c", SPLIT_SMALL_TABLES),
    }
    for process in running.values():
        said, _ = process.communicate(timeout=300)
        assert b"Logged in" in said, said.decode(errors="replace")
    return [folder / f"{machine}.duckdb" for machine in running]


@pytest.fixture(scope="module")
def logs(warehouses: list[Path]) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    connections = [duckdb.connect(str(warehouse), read_only=True) for warehouse in warehouses]
    yield connections
    for connection in connections:
        connection.close()


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_are_the_same(logs: list[duckdb.DuckDBPyConnection], table: str) -> None:
    one, other = (rows(log, table, run_id(log)) for log in logs)
    assert one == other
    assert one


@pytest.mark.parametrize("table", ORDERED)
def test_the_rows_are_kept_in_the_same_order(
    logs: list[duckdb.DuckDBPyConnection], table: str
) -> None:
    one, other = (rows(log, table, run_id(log), in_order=False) for log in logs)
    assert one == other


def run_id(log: duckdb.DuckDBPyConnection) -> str:
    [(found,)] = log.execute("SELECT run_id FROM runs").fetchall()
    return str(found)


def test_the_digest_tells_the_same_answer_from_another(warehouses: list[Path]) -> None:
    one, other = (main([str(warehouse)]) for warehouse in warehouses)
    assert one == other
    changed = Path(copy(warehouses[0], warehouses[0].with_name("changed.duckdb")))
    with duckdb.connect(str(changed)) as connection:
        connection.execute("UPDATE quality_log SET gap = gap * (1 + 1e-15) WHERE gap > 0")
    lines = zip(one.splitlines(), main([str(changed)]).splitlines(), strict=True)
    # The one table, and all together.
    assert [a != b for a, b in lines].count(True) == 2
