"""A run in parts finds what one process finds; here the parts are done without workers."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import package_files
from flows.batches import all_batches
from flows.confront import confront_package
from flows.figure_files import Package, load_package
from flows.parts import facts
from flows.parts.collecting import collected
from flows.parts.exchange import Exchange, PartsError, made_exchange
from flows.parts.handing_out import HandedOut, hand_out
from flows.parts.one_part import do_part
from flows.runs import RunRequest
from flows.warehouse.recording import record
from tests.flows.several_groups import package_in, rows_of

pytestmark = pytest.mark.slow

DAY = date(2017, 6, 1)
RUN = RunRequest("in-parts", as_of=DAY, pass_rows=100)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package_in(tmp_path_factory.mktemp("package"))


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return made_exchange(tmp_path / "parts", str(uuid4()), 1)


@pytest.fixture
def large() -> Iterator[None]:
    """Take every file for a large one, and three hundred figures for a batch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package_files, "LARGE_BYTES", 1)
        patch.setattr(all_batches, "FIGURES_OF_A_BATCH", 300)
        yield


def do_all(package: Package, run: RunRequest, exchange: Exchange, most: int) -> HandedOut:
    handed_out = hand_out(package, run, exchange, most)
    for part in handed_out.parts:
        do_part(exchange, part.number, part.batches, f"part-{part.number}")
    return handed_out


def both(package: Path, run: RunRequest, exchange: Exchange, folder: Path) -> list[object]:
    """Log a run in parts, and the same by one process; return what each logged."""
    loaded = load_package(package)
    found = collected(loaded, do_all(loaded, run, exchange, 300), run, exchange)
    record(found, folder / "log.duckdb")
    record(confront_package(loaded, replace(run, run_id="one")), folder / "log.duckdb")
    return [rows_of(folder / "log.duckdb", run_id) for run_id in (run.run_id, "one")]


@pytest.mark.parametrize(
    ("day", "park", "pass_rows"),
    [
        # Fewer passes than there are of the first law; tests/flows/test_check_parks.py has more.
        (DAY, None, 7),
        (DAY, "Hsinchu Science Park", 100_000),
        # Nothing had been published.
        (date(1990, 1, 1), None, 100_000),
    ],
)
def test_parts_find_what_one_process_finds(
    package: Path, exchange: Exchange, tmp_path: Path, day: date, park: str | None, pass_rows: int
) -> None:
    run = RunRequest("in-parts", as_of=day, park=park, pass_rows=pass_rows)
    in_parts, one = both(package, run, exchange, tmp_path)
    assert in_parts == one


def test_parts_of_a_large_package_find_it_too(
    package: Path, exchange: Exchange, tmp_path: Path, large: None
) -> None:
    in_parts, one = both(package, RUN, exchange, tmp_path)
    assert in_parts == one


def test_the_log_says_which_run_did_which_parks(
    package: Path, exchange: Exchange, tmp_path: Path
) -> None:
    log, run = tmp_path / "log.duckdb", RUN
    loaded = load_package(package)
    found = collected(loaded, do_all(loaded, run, exchange, 100), run, exchange)
    record(found, log)
    of_parts = asked(log, "SELECT part, run_id, relations > 0 FROM part_runs ORDER BY part")
    assert of_parts == [(n, f"part-{n}", True) for n in range(1, len(of_parts) + 1)]
    assert len(of_parts) > 2
    [(figures, relations)] = asked(log, "SELECT sum(figures), sum(relations) FROM part_runs")
    assert figures == found.run["figures"]
    [(checked,)] = asked(log, "SELECT sum(checked) FROM check_results WHERE check_id <> 'waiver'")
    assert relations == checked
    parks = asked(log, "SELECT unnest(parks) AS park FROM part_runs ORDER BY park")
    assert parks == asked(log, "SELECT DISTINCT park FROM figures ORDER BY park")


def asked(log: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(log, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_part_that_is_done_twice_is_handed_in_once(package: Path, exchange: Exchange) -> None:
    loaded = load_package(package)
    handed_out = hand_out(loaded, RUN, exchange, 200)
    part = handed_out.parts[0]
    do_part(exchange, part.number, part.batches, "first")
    before = contents(exchange.found(1))
    draft = exchange.draft(1)
    (draft / "found.json").write_text("{}")
    exchange.hand_in(draft, 1)
    do_part(exchange, part.number, part.batches, "second")
    assert contents(exchange.found(1)) == before
    assert not draft.exists()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_part_says_what_keeps_it_from_being_done(
    package: Path, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_out = hand_out(load_package(package), RUN, exchange, 200)
    batches = handed_out.parts[0].batches
    with monkeypatch.context() as patch:
        patch.setattr(facts, "program_hash", lambda: "another")
        with pytest.raises(PartsError, match="written by another program, expected"):
            do_part(exchange, 1, batches, "r")
    assert not list(exchange.folder.glob(".draft*"))
    exchange.remove()
    with pytest.raises(PartsError, match="No such file or directory, expected a folder that all"):
        do_part(exchange, 1, batches, "r")


def test_what_dead_runs_left_is_removed_after_a_week(tmp_path: Path) -> None:
    dead, alive = (made_exchange(tmp_path, str(uuid4()), 1).folder for _ in range(2))
    own = tmp_path / "own"
    own.mkdir()
    for folder, days in ((dead, 8), (alive, 6), (own, 99)):
        at = time.time() - days * 24 * 3600
        os.utime(folder, (at, at))
    made_exchange(tmp_path, str(uuid4()), 1)
    assert (dead.exists(), alive.exists(), own.exists()) == (False, True, True)


def test_without_a_server_it_says_where_workers_come_from() -> None:
    import flows.check_parks  # noqa: F401 sets Prefect's environment
    from flows.parts.workers import deployment_of_parts

    nowhere = temporary_settings(restore_defaults={PREFECT_API_URL})
    told = "need a Prefect server: `parkfigures serve` starts one"
    with nowhere, pytest.raises(PartsError, match=told):
        deployment_of_parts()
