"""Figures by the million are confronted in batches: what is found is what is found at once."""

from datetime import date
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from benchmarks.same_answer import rows
from flows import package_files
from flows.batches import all_batches
from flows.batches.repeating import found_again
from flows.batches.stored_rows import StoredRows
from flows.confront import confront_package
from flows.figure_files import load_package
from flows.runs import RunRequest
from flows.warehouse import record
from schemas.quality_log import TABLES

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[3] / "data" / "examples" / "zhongguancun"
DAY = date(2026, 11, 22)
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


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = copytree(EXAMPLE, tmp_path / "package")
    (folder / "waivers.yml").write_text(WAIVERS, encoding="utf-8")
    return folder


@pytest.fixture
def _in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file for a large one, and as few figures as can be for a batch."""
    monkeypatch.setattr(package_files, "LARGE_BYTES", 1)
    monkeypatch.setattr(all_batches, "FIGURES_OF_A_BATCH", 1)


def logged(package: Path, log: Path, day: date = DAY, park: str | None = None) -> RunRequest:
    run = RunRequest(run_id=f"{log.stem} {day} {park}", as_of=day, park=park)
    record(confront_package(load_package(package), run), log)
    return run


def rows_of(log: Path, run: RunRequest) -> dict[str, list[str]]:
    with duckdb.connect(log, read_only=True) as connection:
        return {table: rows(connection, table, run.run_id) for table in TABLES}


@pytest.mark.parametrize(
    ("day", "park"), [(DAY, None), (date(2017, 6, 1), None), (DAY, "Hsinchu Science Park")]
)
def test_batches_find_what_is_found_at_once(
    package: Path, tmp_path: Path, day: date, park: str | None, request: pytest.FixtureRequest
) -> None:
    at_once = rows_of(
        tmp_path / "once.duckdb", logged(package, tmp_path / "once.duckdb", day, park)
    )
    request.getfixturevalue("_in_batches")
    assert isinstance(load_package(package).printed, StoredRows)
    in_batches = logged(package, tmp_path / "batches.duckdb", day, park)
    assert rows_of(tmp_path / "batches.duckdb", in_batches) == at_once


@pytest.mark.usefixtures("_in_batches")
def test_a_run_is_repeated_where_nothing_has_changed(package: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.duckdb"
    before = logged(package, log)
    again = RunRequest(run_id="again", as_of=DAY)
    found = found_again(package, log, again, everything=False)
    assert found is not None
    assert rows_of(log, again) == rows_of(log, before)
    assert before.run_id in found.run["parameters"]
    assert found.parks


def a_digit(package: Path) -> None:
    file = package / "figures" / "S101.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("844.557", "847.557"), "utf-8")


def a_rule(package: Path) -> None:
    (package / "rules.yml").write_text("a-rule: {rule: total_income >= 0}\n", encoding="utf-8")


def nothing(package: Path) -> None:
    """Leave the package as it is."""


@pytest.mark.usefixtures("_in_batches")
@pytest.mark.parametrize(
    ("change", "day", "park"),
    [
        (a_digit, DAY, None),
        (a_rule, DAY, None),
        # Sources were published, and rates were set, between the two days.
        (nothing, date(2016, 1, 1), None),
        (nothing, DAY, "Hsinchu Science Park"),
    ],
)
def test_what_may_have_changed_is_looked_at_again(
    package: Path, tmp_path: Path, change: object, day: date, park: str | None
) -> None:
    log = tmp_path / "log.duckdb"
    logged(package, log)
    assert callable(change)
    change(package)
    again = RunRequest(run_id="again", as_of=day, park=park)
    assert found_again(package, log, again, everything=False) is None
