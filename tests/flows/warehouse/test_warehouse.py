"""The warehouse: a run is in it whole or not at all, once, whoever else writes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.warehouse.recording import WarehouseError, connect, read, record
from schemas.quality_log import TABLES, Findings
from tests.flows.hand_made import findings, relation
from tests.flows.warehouse.older import OLDER

ROOT = Path(__file__).parents[3]
# Another process imports the project and hand_made.py as this one does.
IMPORTS = f"""
import sys, time
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tests.flows.hand_made import findings, relation
from flows.warehouse.recording import connect, record
warehouse = Path(sys.argv[1])
"""
# Says so once it holds the file, and holds it until it is killed.
HOLD = """
with connect(warehouse):
    print("held", flush=True)
    time.sleep(600)
"""
# Its rows do not come to an end: it holds a transaction with some of the run's rows written.
BEGIN = """
class Endless(list):
    def __iter__(self):
        print("begun", flush=True)
        time.sleep(600)
begun = findings(relation("pass"))
record(replace(begun, run=begun.run | {"run_id": "begun"}, results=Endless()), warehouse)
"""
RECORD = """
for number in range(5):
    one = findings(relation("fail"))
    record(replace(one, run=one.run | {"run_id": f"{sys.argv[2]}-{number}"}), warehouse)
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def contents(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    with connect(warehouse, read_only=True) as connection:
        return {name: connection.execute(f'FROM "{name}"').fetchall() for name in TABLES}


def other_process(code: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", IMPORTS + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@contextmanager
def killed_at_the_end(code: str, warehouse: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a process, wait for its first line, and kill it in the end."""
    with other_process(code, warehouse) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def with_a_row_that_cannot_be_read() -> tuple[Findings, int]:
    package = load_package(ROOT / "data")
    unreadable = replace(package.printed[0], figure_id="unreadable", printed="see the table")
    printed = [*package.printed, unreadable]
    request = RunRequest("run", date(2026, 11, 22), parameters={"as_of": date(2026, 11, 22)})
    return confront_package(replace(package, printed=printed), request), len(printed)


def test_a_run_is_written_to_every_table_and_its_rows_add_up(warehouse: Path) -> None:
    found, rows = with_a_row_that_cannot_be_read()
    record(found, warehouse)
    tables = contents(warehouse)
    assert {name: len(tables[name]) for name in tables} == {
        "runs": 1,
        "quality_log": len(found.results),
        "check_results": len(found.check_results),
        "figures": len(found.figures),
        "implied_figures": len(found.implied),
        "quarantine": 1,
        "sources": len(found.sources),
        "titles": len(found.titles),
        "waivers": 0,
    }
    assert all(rows_ for name, rows_ in tables.items() if name != "waivers")
    assert len(tables["figures"]) + len(tables["quarantine"]) == rows
    assert {row[0] for rows_ in tables.values() for row in rows_} == {"run"}
    with connect(warehouse, read_only=True) as connection:
        unbounded = connection.execute("SELECT printed FROM figures WHERE widest_high IS NULL")
        assert unbounded.fetchall() == [("more than 420 billion yuan",)]
        told = connection.execute("SELECT parameters, verdict FROM runs").fetchone()
    assert told == ('{"as_of": "2026-11-22"}', "warn")


def test_a_run_recorded_twice_stays_as_it_was(warehouse: Path) -> None:
    first = findings(relation("pass"), verdict="pass")
    record(first, warehouse)
    before = contents(warehouse)
    record(findings(relation("fail"), relation("fail"), verdict="fail"), warehouse)
    assert contents(warehouse) == before
    record(replace(first, run=first.run | {"run_id": "another"}), warehouse)
    assert len(contents(warehouse)["runs"]) == 2


@pytest.mark.parametrize("use", ["read", "written"])
def test_a_warehouse_of_an_older_version_is_brought_up_to_date(warehouse: Path, use: str) -> None:
    first = findings(relation("pass"))
    record(first, warehouse)
    with connect(warehouse) as connection:
        for change in OLDER:
            connection.execute(change)
    if use == "read":
        with read(warehouse) as connection:
            assert connection.execute("FROM sources").fetchall() == []
    else:
        record(replace(first, run=first.run | {"run_id": "another"}), warehouse)
    with connect(warehouse, read_only=True) as connection:
        kept = connection.execute("SELECT outcome, relation_id FROM quality_log").fetchall()
    assert kept == [("pass", None)] * (1 if use == "read" else 2)


def test_reading_makes_no_warehouse(warehouse: Path) -> None:
    with pytest.raises(WarehouseError, match="no such warehouse"), connect(warehouse, True):
        pass
    assert not warehouse.exists()


@pytest.mark.parametrize("name", ["no-clock/warehouse.duckdb", ".", "text.duckdb"])
def test_a_file_that_cannot_be_a_warehouse_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.duckdb").write_text("This is no database. " * 1000)
    with pytest.raises(WarehouseError) as caught:
        record(findings(relation("pass")), tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_a_killed_run_leaves_nothing_and_can_be_recorded_again(warehouse: Path) -> None:
    record(findings(relation("pass")), warehouse)
    before = contents(warehouse)
    with killed_at_the_end(BEGIN, warehouse):
        pass
    assert contents(warehouse) == before
    again = findings(relation("pass"))
    record(replace(again, run=again.run | {"run_id": "begun"}), warehouse)
    assert len(contents(warehouse)["runs"]) == 2


@pytest.mark.slow
def test_a_held_file_is_named_with_its_holder(warehouse: Path) -> None:
    with killed_at_the_end(HOLD, warehouse) as process:
        with pytest.raises(WarehouseError) as caught:
            record(findings(relation("pass")), warehouse, wait_seconds=0.1)
        message = str(caught.value)
        assert message.startswith(f"{warehouse}: still held by process {process.pid} (")
        assert f"{Path(sys.executable).name} -c" in message
        assert "\n" not in message


@pytest.mark.slow
def test_processes_that_write_at_once_all_succeed(warehouse: Path) -> None:
    writers = [other_process(RECORD, warehouse, name) for name in "ab"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    tables = contents(warehouse)
    runs = {f"{name}-{number}" for name in "ab" for number in range(5)}
    assert {row[0] for row in tables["runs"]} == runs
    assert len(tables["quality_log"]) == len(runs)
