"""Figures by the million are confronted in batches: what is found is what is found at once."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from flows import package_files
from flows.batches import all_batches
from flows.batches.repeating import found_again
from flows.batches.stored_rows import StoredRows
from flows.confront import confront_package
from flows.figure_files import load_package
from flows.runs import RunRequest
from flows.warehouse.recording import record
from schemas.quality_log import Findings
from tests.flows.several_groups import package_in, rows_of

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
# A day, and the one park that is asked for.
ASKED = ((DAY, None), (date(2017, 6, 1), "Hsinchu Science Park"))


@pytest.fixture(scope="module")
def in_batches() -> Iterator[None]:
    """Take every file for a large one, and three hundred figures for a batch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package_files, "LARGE_BYTES", 1)
        patch.setattr(all_batches, "FIGURES_OF_A_BATCH", 300)
        yield


def name_of(day: date, park: str | None) -> str:
    return f"{day} {park}"


def logged(package: Path, log: Path, day: date, park: str | None) -> None:
    run = RunRequest(name_of(day, park), as_of=day, park=park, parameters={"park": park})
    record(confront_package(load_package(package), run), log)


def repeated(folder: Path, again: RunRequest) -> Findings | None:
    package = load_package(folder / "package", with_large=False)
    return found_again(package, folder / "log.duckdb", again, everything=False)


# Before the fixture that changes what is large.
@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package, and the log of runs that had it in memory."""
    folder = tmp_path_factory.mktemp("at-once")
    package = package_in(folder)
    for day, park in ASKED:
        logged(package, folder / "log.duckdb", day, park)
    return folder


@pytest.fixture(scope="module")
def batched(at_once: Path, in_batches: None) -> Path:
    """A folder with the same package, and the log of its run in batches."""
    folder = at_once.with_name("batched")
    package = package_in(folder)
    assert isinstance(load_package(package).printed, StoredRows)
    for day, park in ASKED:
        logged(package, folder / "log.duckdb", day, park)
    return folder


@pytest.mark.parametrize("asked", ASKED)
def test_batches_find_what_is_found_at_once(
    at_once: Path, batched: Path, asked: tuple[date, str | None]
) -> None:
    one, other = (rows_of(folder / "log.duckdb", name_of(*asked)) for folder in (at_once, batched))
    assert one == other
    assert one["quality_log"]


def test_a_run_is_repeated_where_nothing_has_changed(batched: Path, tmp_path: Path) -> None:
    folder = copytree(batched, tmp_path / "copy")
    again = RunRequest(run_id="again", as_of=DAY)
    found = repeated(folder, again)
    assert found is not None
    before = name_of(DAY, None)
    assert rows_of(folder / "log.duckdb", "again") == rows_of(folder / "log.duckdb", before)
    assert before in found.run["parameters"]
    assert found.parks


def a_digit(package: Path) -> None:
    file = package / "figures" / "S101.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("844.557", "847.557"), "utf-8")


def a_rule(package: Path) -> None:
    (package / "rules.yml").write_text("a-rule: {rule: total_income >= 0}\n", encoding="utf-8")


def nothing(package: Path) -> None:
    """Leave the package as it is."""


@pytest.mark.parametrize(
    ("change", "day", "park"),
    [
        (a_digit, DAY, None),
        (a_rule, DAY, None),
        # Sources were published, and rates were set, between this day and those of the runs.
        (nothing, date(2016, 1, 1), None),
        (nothing, DAY, "Zhongguancun"),
    ],
)
def test_what_may_have_changed_is_looked_at_again(
    batched: Path, tmp_path: Path, change: Callable[[Path], None], day: date, park: str | None
) -> None:
    folder = copytree(batched, tmp_path / "copy")
    change(folder / "package")
    again = RunRequest(run_id="again", as_of=day, park=park)
    assert repeated(folder, again) is None
