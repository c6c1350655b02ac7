"""Runs on a package that has not changed share the rows of its figures."""

from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.batches.repeating import repeat
from flows.confront import confront_package
from flows.figure_files import load_package
from flows.log.reading import find_run, open_log
from flows.run_changes_reading import logged_runs
from flows.runs import RunRequest
from flows.vacuum import vacuum
from flows.warehouse.recording import record
from flows.warehouse.shared_rows import SHARED, stored_in
from tests.flows.several_groups import rows_of

ROOT = Path(__file__).parents[3]
DAY = date(2026, 11, 22)
RUNS = tuple(f"run-{number}" for number in range(4))


def request(run_id: str) -> RunRequest:
    # The log keeps UTC without a zone.
    started_at = datetime(2026, 11, 22) + RUNS.index(run_id) * timedelta(hours=1)  # noqa: DTZ001
    return RunRequest(run_id, DAY, started_at=started_at)


def repeated(log: Path, run_id: str, before: str) -> None:
    with open_log(log) as connection:
        found = find_run(connection, before)
    repeat(log, found, request(run_id))


def owners(log: Path, table: str) -> set[str]:
    with duckdb.connect(log, read_only=True) as connection:
        return {
            run_id
            for (run_id,) in connection.sql(f"SELECT run_id FROM {stored_in(table)}").fetchall()
        }


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of four runs: one, one that repeats it, one that repeats that, and again the first."""
    warehouse = tmp_path / "log.duckdb"
    first, second, third, fourth = RUNS
    record(confront_package(load_package(ROOT / "data"), request(first)), warehouse)
    for run_id, before in ((second, first), (third, second), (fourth, first)):
        repeated(warehouse, run_id, before)
    return warehouse


@pytest.mark.parametrize("table", SHARED)
def test_what_runs_share_is_written_once(log: Path, table: str) -> None:
    assert owners(log, table) == {RUNS[0]}
    each = [rows_of(log, run_id)[table] for run_id in RUNS]
    assert each[0]
    assert each == [each[0]] * len(RUNS)


def test_what_runs_share_lasts_as_long_as_one_of_them(log: Path) -> None:
    before = rows_of(log, RUNS[0])
    done = vacuum(log, datetime(2026, 11, 23))  # noqa: DTZ001 the log keeps UTC without a zone
    gone = [run["run_id"] for run in done.runs.gone]
    staying = [run_id for run_id in RUNS if run_id not in gone]
    assert RUNS[0] in gone
    assert len(staying) > 1
    for table in SHARED:
        assert owners(log, table) == {staying[0]}
        assert [rows_of(log, run_id)[table] for run_id in staying] == [before[table]] * len(staying)
        assert not rows_of(log, RUNS[0])[table]


def test_a_run_that_is_repeated_again_changes_nothing(log: Path) -> None:
    before = rows_of(log, RUNS[3])
    repeated(log, RUNS[3], RUNS[0])
    assert rows_of(log, RUNS[3]) == before


def test_of_runs_that_share_figures_no_figure_is_read_to_compare_them(log: Path) -> None:
    other = confront_package(load_package(ROOT / "data"), RunRequest("other", date(2016, 12, 1)))
    record(other, log)
    with open_log(log) as connection:
        of = {run_id: find_run(connection, run_id) for run_id in (*RUNS, "other")}
        alike = [logged_runs(connection, of[RUNS[0]], of[run_id]) for run_id in RUNS[1:]]
        before, after = logged_runs(connection, of["other"], of[RUNS[3]])
    assert not any(run.figures for pair in alike for run in pair)
    assert before.figures != after.figures
