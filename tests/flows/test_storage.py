"""Files that give way: a full disk, a folder or file that cannot be written, a clock set back."""

import os
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.log.reading import LATEST, find_run, open_log, runs
from flows.warehouse.recording import record
from tests.flows.hand_made import findings, relation
from tests.flows.one_share import FAIL, write

ROOT = Path(__file__).parents[2]
FOUND = "2 relations pass, 1 fails"
# Whoever may do anything does what others may.
AS_OTHERS = [] if os.geteuid() else ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A log with one run, in a folder of its own."""
    (tmp_path / "log").mkdir()
    warehouse = tmp_path / "log" / "log.duckdb"
    write(tmp_path, FAIL)
    record_again(warehouse, "r")
    return warehouse


def record_again(warehouse: Path, run_id: str) -> None:
    """Record a run from this process, for which there is room."""
    package = load_package(warehouse.parents[1] / "data")
    record(confront_package(package, RunRequest(run_id, date(2017, 1, 1))), warehouse)


def check(warehouse: Path, room: int | None = None) -> "subprocess.CompletedProcess[str]":
    data = warehouse.parents[1] / "data"
    return parkfigures(["check", str(data), "--warehouse", str(warehouse)], room)


def parkfigures(
    arguments: list[str], room: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """Carry out a command; with `room`, no file may grow beyond so many bytes."""

    def narrow() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [*AS_OTHERS, sys.executable, "-m", "flows.cli", *arguments],
        cwd=ROOT,
        preexec_fn=narrow,
        capture_output=True,
        text=True,
        check=False,
    )


def logged(warehouse: Path) -> int:
    with open_log(warehouse) as log:
        return len(runs(log))


@pytest.mark.slow
@pytest.mark.parametrize("is_there", [True, False])
def test_a_full_disk_keeps_nothing_back_and_breaks_nothing(warehouse: Path, is_there: bool) -> None:
    if not is_there:
        warehouse.unlink()
    done = check(warehouse, room=1000)
    assert done.returncode == 2
    assert FOUND in done.stdout
    assert done.stderr.startswith(f"Error: {warehouse}: cannot be ")
    assert "File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [file.name for file in warehouse.parent.glob("*.duckdb")] == ["log.duckdb"] * is_there
    record_again(warehouse, "next")
    assert logged(warehouse) == 1 + is_there


@pytest.mark.slow
def test_a_disk_that_has_room_for_the_run_but_not_for_tidying_up_has_the_run(
    warehouse: Path,
) -> None:
    assert check(warehouse, room=100_000).returncode == 1
    assert logged(warehouse) == 2
    record_again(warehouse, "next")
    assert logged(warehouse) == 3


@pytest.mark.slow
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_named_and_can_be_read(warehouse: Path, what: str) -> None:
    locked = warehouse if what == "file" else warehouse.parent
    locked.chmod(0o555)
    done = check(warehouse)
    listed = parkfigures(["log", "--runs", "--warehouse", str(warehouse)])
    locked.chmod(0o755)
    assert done.returncode == 2
    assert FOUND in done.stdout
    assert done.stderr.startswith(f"Error: {warehouse}: cannot be ")
    assert "Permission denied" in done.stderr
    assert listed.returncode == 0
    assert logged(warehouse) == 1


@pytest.mark.slow
def test_a_report_that_finds_no_room_leaves_the_old_one(warehouse: Path) -> None:
    report = warehouse.parent / "report.html"
    report.write_text("old")
    asked = ["report", "--warehouse", str(warehouse), "--out", str(report)]
    done = parkfigures(asked, room=1000)
    assert done.returncode == 2
    assert done.stderr == f"Error: {report}: File too large\n"
    assert report.read_text() == "old"
    assert sorted(file.name for file in report.parent.iterdir()) == ["log.duckdb", "report.html"]


def test_a_clock_that_was_set_back_loses_no_run(warehouse: Path) -> None:
    later = findings(relation("fail"))
    times = {"started_at": datetime(2016, 1, 1, 8), "finished_at": datetime(2016, 1, 1, 7)}  # noqa: DTZ001 the log keeps UTC without a zone
    record(replace(later, run=later.run | times | {"run_id": "set back"}), warehouse)
    with open_log(warehouse) as log:
        assert [run["run_id"] for run in runs(log).to_pylist()] == ["r", "set back"]
        assert find_run(log, LATEST)["run_id"] == "r"
        assert find_run(log, "set")["verdict"] == "fail"
