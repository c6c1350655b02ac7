"""Opening the warehouse: who comes first, and what happens where a courtesy cannot be had."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from flows.log.reading import open_log, runs
from flows.warehouse.recording import WarehouseError, connect, record
from flows.warehouse.turns import READER_SECONDS
from tests.flows.hand_made import findings, relation

ROOT = Path(__file__).parents[3]
READ_ON = """
import duckdb, sys, time
held = duckdb.connect(sys.argv[1], read_only=True)
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A log with one run."""
    warehouse = tmp_path / "warehouse.duckdb"
    add(warehouse, "first")
    return warehouse


@pytest.fixture
def reader(warehouse: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that reads, and does not stop."""
    command = [sys.executable, "-c", READ_ON, str(warehouse)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process
        process.kill()


def add(warehouse: Path, run_id: str, wait_seconds: float = 60.0) -> None:
    one = findings(relation("pass"))
    record(replace(one, run=one.run | {"run_id": run_id}), warehouse, wait_seconds)


def logged(warehouse: Path) -> int:
    with open_log(warehouse) as log:
        return len(runs(log))


def seconds_to_read(warehouse: Path) -> float:
    start = time.monotonic()
    logged(warehouse)
    return time.monotonic() - start


@pytest.mark.slow
def test_a_reader_lets_a_waiting_writer_go_first_but_not_for_ever(
    warehouse: Path, reader: "subprocess.Popen[bytes]"
) -> None:
    code = "import sys; from pathlib import Path"
    code += "; from tests.flows.warehouse.test_warehouse_opening import add"
    code += "; add(Path(sys.argv[1]), 'second')"
    command = [sys.executable, "-c", code, str(warehouse)]
    assert seconds_to_read(warehouse) < READER_SECONDS / 2
    with subprocess.Popen(command, cwd=ROOT) as writer:
        # From when the writer has its turn on, others who come to read wait.
        until = time.monotonic() + 60
        while (waited := seconds_to_read(warehouse)) < READER_SECONDS * 0.9:
            assert time.monotonic() < until
        assert waited < READER_SECONDS * 3
        reader.kill()
        assert writer.wait(60) == 0
    assert logged(warehouse) == 2


@pytest.mark.slow
def test_threads_of_one_process_wait_for_each_other(warehouse: Path) -> None:
    def write_and_read(name: int) -> int:
        add(warehouse, f"thread {name}")
        return logged(warehouse)

    with ThreadPoolExecutor(4) as threads:
        seen = list(threads.map(write_and_read, range(8)))
    assert max(seen) == logged(warehouse) == 9


@pytest.mark.slow
def test_a_thread_that_does_not_let_go_is_told(warehouse: Path) -> None:
    with connect(warehouse), ThreadPoolExecutor(1) as thread:
        fault = thread.submit(add, warehouse, "second", 0.1).exception()
    assert isinstance(fault, WarehouseError)
    assert "still held by another thread of this process after 0 s" in str(fault)


def test_without_a_folder_for_turns_runs_are_logged_all_the_same(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warehouse))
    add(warehouse, "second")
    assert logged(warehouse) == 2


@pytest.mark.parametrize("name", [":memory:", "md:log", "a b'c.duckdb"])
def test_any_name_is_the_name_of_a_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    add(Path(name), "first")
    assert logged(Path(name)) == 1
    assert [file.name for file in tmp_path.iterdir()] == [name]
