"""A vacuum gives space back, and the file is whole whatever ends it and whoever else writes."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows.vacuum import vacuum
from flows.warehouse import compacting as warehouse_compacting
from flows.warehouse.recording import record
from schemas.quality_log import QUALITY_LOG
from tests.flows.hand_made import findings, relation
from tests.flows.test_vacuum import NOW, in_log, logged
from tests.flows.warehouse.test_migrations import OLD, unpacked

ROOT = Path(__file__).parents[3]
IMPORTS = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tests.flows.test_vacuum import NOW, a_run
warehouse = Path(sys.argv[1])
"""
# Says so where it comes to this step, and goes on when it is told to.
VACUUM = """
from flows.warehouse import compacting as warehouse_compacting
from flows.vacuum import vacuum
usual = getattr(warehouse_compacting, sys.argv[2])
def wait(*given):
    print("there", flush=True)
    sys.stdin.readline()
    return usual(*given)
setattr(warehouse_compacting, sys.argv[2], wait)
vacuum(warehouse, NOW)
"""
RECORD = """
from flows.warehouse.recording import record
print("there", flush=True)
record(a_run(99, "p", 99), warehouse)
"""
STAY = {"1", "2", "5", "6"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of which a run that goes takes most of the space."""
    file = logged(tmp_path_factory.mktemp("log") / "log.duckdb", "ppfffff")
    numbers = random.Random(1)
    bounds = [name for name, kind in QUALITY_LOG.items() if kind == "DOUBLE"]
    rows = [
        relation("pass", run_id="large", relation_id=str(number))
        | {name: numbers.random() for name in bounds}
        for number in range(50_000)
    ]
    at = NOW.replace(year=2010)
    of_it = {"run_id": "large", "package": "p", "parameters": {}, "started_at": at}
    found = findings(*rows)
    run = found.run | of_it | {"as_of": at.date()}
    record(replace(found, run=run, check_results=[]), file)
    return file


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path))


@contextmanager
def other_process(code: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Start a process, wait for its first line, and kill it in the end."""
    command = [sys.executable, "-c", IMPORTS + code, *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def test_space_goes_back_to_the_disk_and_only_where_it_is_much(warehouse: Path) -> None:
    done = vacuum(warehouse, NOW)
    assert in_log(warehouse) == STAY
    assert done.bytes_after == warehouse.stat().st_size < done.bytes_before / 2
    number = warehouse.stat().st_ino
    again = vacuum(warehouse, NOW)
    assert (again.runs.gone, again.bytes_after) == ([], done.bytes_after)
    assert warehouse.stat().st_ino == number


def test_what_else_is_in_the_file_and_how_it_may_be_used_stay(warehouse: Path) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("CREATE TABLE \"own's\" (run_id VARCHAR DEFAULT 'x' UNIQUE)")
        connection.execute("INSERT INTO \"own's\" VALUES ('0')")
        connection.execute("CREATE VIEW failing AS FROM quality_log WHERE outcome = 'fail'")
    warehouse.chmod(0o640)
    link = warehouse.with_name("it's a link.duckdb")
    link.symlink_to(warehouse)
    vacuum(link, NOW)
    assert link.is_symlink()
    assert warehouse.stat().st_mode & 0o777 == 0o640
    assert in_log(warehouse, '"own\'s"') == {"0"}
    assert in_log(warehouse, "failing") == {"2", "5", "6"}
    with duckdb.connect(warehouse) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("INSERT INTO runs (run_id) VALUES ('6')")


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_copy", "_refuse_other_rows", "_keep_rights", "_sync"])
def test_a_killed_vacuum_leaves_a_whole_log_and_the_next_one_goes_on(
    warehouse: Path, step: str
) -> None:
    before = warehouse.stat().st_size
    with other_process(VACUUM, warehouse, step):
        pass
    assert in_log(warehouse) == STAY
    assert vacuum(warehouse, NOW).bytes_after < before / 2
    assert in_log(warehouse) == STAY
    assert [file.name for file in warehouse.parent.iterdir()] == [warehouse.name]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_copy", "_remove"])
def test_a_run_that_comes_meanwhile_is_not_lost(warehouse: Path, step: str) -> None:
    with (
        other_process(VACUUM, warehouse, step) as vacuuming,
        other_process(RECORD, warehouse) as recording,
    ):
        vacuuming.communicate("\n" * 9)
        recording.communicate()
    assert (vacuuming.returncode, recording.returncode) == (0, 0)
    assert in_log(warehouse) == STAY | {"99"}


def test_runs_are_gone_and_that_is_told_where_there_is_no_space_for_a_copy(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(warehouse_compacting, "_keep_rights", full)
    assert "No space left on device" in vacuum(warehouse, NOW).fault
    assert in_log(warehouse) == STAY
    assert [file.name for file in warehouse.parent.iterdir()] == [warehouse.name]


@pytest.mark.parametrize("version", sorted(OLD))
def test_a_log_of_an_older_version_keeps_what_fails(version: str, tmp_path: Path) -> None:
    warehouse = unpacked(version, tmp_path)
    assert vacuum(warehouse, NOW.replace(year=2100)).runs.gone == []
    record(findings(relation("pass")), warehouse)
    assert len(in_log(warehouse)) == 4
