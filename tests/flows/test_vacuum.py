"""Old runs go, and the log still says the truth about what fails.

A series of runs, a day each, is written as its outcomes: p passes, f fails, w fails and is waived,
x refused its file.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from flows.cli import parkfigures
from flows.log.reading import rows
from flows.report.history import read_history
from flows.staying_runs import Staying, staying
from flows.vacuum import vacuum
from flows.warehouse.recording import record
from flows.warehouse.shared_rows import STORED
from flows.warehouse.tables import prepare_tables
from schemas.quality_log import PART_RUNS, Findings, Row
from tests.flows.hand_made import findings, relation, unread

NOW = datetime(2016, 12, 27, 12)  # noqa: DTZ001 the log keeps UTC without a zone
DAY = timedelta(days=1)


def a_run(number: int, outcomes: str, of: int, **given: Any) -> Findings:
    """Return the run of a day, `of` days being the whole series; its relations fail or pass."""
    found = findings(
        *(
            relation(
                "pass" if outcome == "p" else "fail",
                relation_id=f"r{place}",
                segment="",
                waiver_id="w" if outcome == "w" else None,
            )
            for place, outcome in enumerate(outcomes)
            if outcome != "x"
        ),
        quarantine=[unread(refused=True)] if "x" in outcomes else [],
    )
    at = NOW - (of - 1 - number) * DAY
    run = {"run_id": f"{number}", "started_at": at, "finished_at": at, "as_of": at.date()}
    known = {"package": "p", "parameters": {}, "trigger": "cli", "figures": 0, "data_hash": ""}
    return _with_id(replace(found, run=found.run | known | run | given))


def _with_id(found: Findings) -> Findings:
    run_id = {"run_id": found.run["run_id"]}
    tables = ("results", "check_results", "quarantine")
    return replace(
        found, **{name: [row | run_id for row in getattr(found, name)] for name in tables}
    )


def logged(warehouse: Path, *series: str) -> Path:
    """Log the runs of one or more relations, side by side."""
    for number, outcomes in enumerate(zip(*series, strict=True)):
        record(a_run(number, "".join(outcomes), len(series[0])), warehouse)
    return warehouse


def in_log(warehouse: Path, table: str = "runs") -> set[str]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        return {run for (run,) in connection.execute(f"SELECT run_id FROM {table}").fetchall()}


def call(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(parkfigures, [*map(str, arguments)], env=environment)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "log.duckdb"


@pytest.mark.parametrize(
    ("outcomes", "keep_days", "stay"),
    [
        ("pppppp", 9, "012345"),
        # Two days and a bit: the last run, and the one that it is compared with.
        ("pppppp", 0, "45"),
        ("pppppp", 2, "345"),
        # Where a failure began, and the run before, which says why it did.
        ("ppffffff", 0, "1267"),
        ("pppfffff", 0, "2367"),
        ("ffffffff", 0, "067"),
        # Settled in every run that stays.
        ("pfffpppp", 0, "67"),
        # Not settled in all of them.
        ("pppffffp", 2, "23567"),
        # Settled, and it began anew.
        ("pffpppff", 0, "01567"),
        # A waiver accepts a failure, which is one still.
        ("pfwwwwww", 0, "0167"),
        # A file that was refused does not tell whether its figures agree by now.
        ("pffffxxx", 0, "013467"),
    ],
)
def test_what_fails_keeps_the_runs_that_say_since_when(
    warehouse: Path, outcomes: str, keep_days: int, stay: str
) -> None:
    done = vacuum(logged(warehouse, outcomes), NOW - keep_days * DAY)
    assert (
        in_log(warehouse)
        == set(stay)
        == {run["run_id"] for run, _ in done.runs.old} | {run["run_id"] for run in done.runs.recent}
    )
    tables = ("quality_log", "check_results", "quarantine")
    assert set().union(*(in_log(warehouse, table) for table in tables)) == set(stay)


def test_each_package_and_each_park_keeps_its_latest_runs(warehouse: Path) -> None:
    asked: Sequence[dict[str, Any]] = [{"package": "q"}, {"parameters": {"park": "P"}}, {}]
    for number in range(9):
        record(a_run(number, "p", 9, **asked[number % 3]), warehouse)
    # The latest as people mean it was made before a run that looks back further on.
    late = {"as_of": date(2030, 1, 1), "trigger": "backfill", "started_at": NOW - 20 * DAY}
    record(a_run(10, "p", 9, **late), warehouse)
    vacuum(warehouse, NOW + DAY)
    assert in_log(warehouse) == {"3", "4", "5", "6", "7", "8", "10"}


SERIES = st.integers(1, 9).flatmap(
    lambda days: st.lists(
        st.text("pfwx", min_size=days, max_size=days), min_size=1, max_size=2
    ).map(tuple)
)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@drawn(series=SERIES, keep_days=st.integers(0, 9))
def test_whatever_stays_says_what_it_said(series: tuple[str, ...], keep_days: int) -> None:
    with duckdb.connect() as connection:
        _fill(connection, series)
        since = NOW - keep_days * DAY
        found = staying(connection, since)
        before = _first_failures(connection, found)
        gone = [run["run_id"] for run in found.gone]
        for table in STORED:
            connection.execute(f"DELETE FROM {table} WHERE list_contains(?, run_id)", [gone])
        assert not staying(connection, since).gone
        assert _first_failures(connection, found) == before
    assert all(run["started_at"] < since for run in found.gone)
    assert f"{len(series[0]) - 1}" not in gone


def _fill(connection: duckdb.DuckDBPyConnection, series: tuple[str, ...]) -> None:
    prepare_tables(connection, Path())
    for number, outcomes in enumerate(zip(*series, strict=True)):
        found = a_run(number, "".join(outcomes), len(series[0]))
        _insert(connection, "runs", found.run | {"parameters": "{}"})
        for row in found.results:
            _insert(connection, "quality_log", row)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values()])


def _first_failures(connection: duckdb.DuckDBPyConnection, found: Staying) -> dict[str, Any]:
    """Return for each run to be reported in which run each of its failures was first seen."""
    reported = {run["run_id"]: run for run in found.recent}
    reported |= {run["run_id"]: run for run, why in found.old if "latest" in why}
    there = rows(connection, "FROM runs")
    return {
        run["run_id"]: {
            key: since.run["run_id"] for key, since in read_history(connection, run).since.items()
        }
        for run in there
        if run["run_id"] in reported
    }


@pytest.mark.slow
def test_diff_and_report_of_the_latest_run_say_what_they_said(warehouse: Path) -> None:
    logged(warehouse, "ppfffffpp", "pffpfffff", "pppppppfw")
    told = [_told(warehouse)]
    vacuum(warehouse, NOW)
    assert in_log(warehouse) < set("012345678")
    told.append(_told(warehouse))
    assert told[0] == told[1]
    assert told[0][1] == ["First seen as of 2016-12-20, run 1"]


def _told(warehouse: Path) -> tuple[str, list[str]]:
    report = call("report", "--out", "-", "--warehouse", warehouse).output
    said = re.findall(r"First seen as of [-\d]+, run \w+", re.sub(r"<[^>]*>", "", report))
    return call("diff", "--format", "json", "--warehouse", warehouse).output, said


def test_the_command_says_what_it_would_do_and_does_it(warehouse: Path) -> None:
    logged(warehouse, "ppfffffp")
    before = warehouse.read_bytes()
    given = {"PARKFIGURES_WAREHOUSE": str(warehouse), "PARKFIGURES_RETENTION": "0 days"}
    planned = call("vacuum", "--dry-run", **given)
    assert (planned.exit_code, warehouse.read_bytes()) == (0, before)
    done = call("vacuum", **given)
    lines = planned.output.replace("would be removed", "removed").splitlines()
    assert done.output.splitlines()[:-1] == lines
    assert lines == [
        "4 runs removed, started 2016-12-20 12:00 to 2016-12-25 12:00 UTC.",
        "4 runs stay: 0 recent, 4 older.",
        "  1  as of 2016-12-21  before: 1 failure began",
        "  2  as of 2016-12-22  1 failure began",
        "  6  as of 2016-12-26  before: latest",
        "  7  as of 2016-12-27  latest",
    ]
    with duckdb.connect(warehouse, read_only=True) as connection:
        noted = connection.execute("SELECT removed, last_started_at FROM vacuums").fetchall()
    assert noted == [(4, NOW - 2 * DAY)]


@pytest.mark.parametrize(
    ("arguments", "retention", "told"),
    [
        (
            (),
            "",
            "nothing says how long runs are kept: --keep '400 days', or PARKFIGURES_RETENTION",
        ),
        ((), "none", "nothing says how long runs are kept"),
        (("--keep", "none"), "400 days", "nothing says how long runs are kept"),
        (("--keep", "a year"), "", "--keep a year: expected a number of days, such as 400 days"),
        ((), "-1 days", "PARKFIGURES_RETENTION: found '-1 days', expected a number of days"),
        (("--keep", "1 day"), "", "no such warehouse"),
    ],
)
def test_a_call_that_cannot_be_used_is_told(
    warehouse: Path, arguments: Sequence[str], retention: str, told: str
) -> None:
    given = {"PARKFIGURES_WAREHOUSE": str(warehouse), "PARKFIGURES_RETENTION": retention}
    done = call("vacuum", *arguments, **given)
    assert done.exit_code != 0
    assert told in done.output + str(done.exception)
    assert not warehouse.exists()


def test_runs_of_parts_go_with_the_run_that_they_are_parts_of(tmp_path: Path) -> None:
    log = tmp_path / "log.duckdb"
    for number in range(4):
        one = a_run(number, "p", 4)
        part = dict.fromkeys(PART_RUNS) | {
            "run_id": f"part of {number}",
            "parent_run_id": f"{number}",
        }
        record(replace(one, part_runs=[part]), log)
    vacuum(log, NOW)
    assert "0" not in in_log(log)
    assert in_log(log, "part_runs") == {f"part of {run}" for run in in_log(log)}
