"""The benchmarks of speed: what they compare counts alike, and what a table shows is what ran."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.confront.__main__ import table
from benchmarks.confront.checks import CHECKS
from benchmarks.confront.contestants import by_hand, parkfigures, parkfigures_anew
from benchmarks.confront.entries import BY_HAND, ENTRIES
from benchmarks.confront.environments import PEERS
from benchmarks.confront.keeping import keep
from benchmarks.confront.making import make
from benchmarks.confront.measured import agreeing
from benchmarks.measuring.running import Limits, Ran, run
from benchmarks.measuring.turns import in_turns, typical

ROWS = 60_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("confront") / "figures.duckdb"
    make(made, ROWS, seed=7)
    keep(made)
    return made


def test_the_program_counts_what_is_counted_by_hand(file: Path) -> None:
    counted = by_hand.confront(file)
    assert list(counted) == list(CHECKS)
    assert all(0 < failed < ROWS / 100 for failed in counted.values())
    assert parkfigures.confront(file) == counted
    assert parkfigures_anew.confront(file) == counted


def test_a_table_is_the_same_every_time(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    make(again, ROWS, seed=7)
    assert by_hand.confront(again) == by_hand.confront(file)


def test_every_peer_is_pinned_with_all_that_it_needs() -> None:
    assert {entry.peer for entry in ENTRIES if entry.peer} == {one.stem for one in PEERS.iterdir()}
    for requirements in PEERS.iterdir():
        lines = requirements.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.count("==") != 1 or "/" in line] == []


def ran(seconds: float, failed: int = 1, fault: str = "") -> Ran:
    return Ran(seconds, 100.0, f'{{"failed": {{"share": {failed}}}}}', fault, 2 * seconds)


def test_who_counts_otherwise_or_does_not_finish_is_told_in_the_table() -> None:
    limit = ran(2.0)
    found = {
        BY_HAND: limit,
        "same": agreeing(ran(3.0), limit),
        "other": agreeing(ran(1.0, failed=2), limit),
        "large": agreeing(ran(1.0, fault="out of memory at 16 GiB"), limit),
    }
    lines = table({5_000_000: found}).splitlines()
    cells = {row[1].strip(): [one.strip() for one in row[2:7]] for row in map(split, lines[2:])}
    assert cells == {
        BY_HAND: ["2.00", "1.00", "4.00", "1.00", "100"],
        "same": ["3.00", "1.50", "6.00", "1.50", "100"],
        "other": ["wrong counts: share", "", "", "", ""],
        "large": ["out of memory at 16 GiB", "", "", "", ""],
    }


def split(line: str) -> list[str]:
    return line.split("|")


def test_runs_take_turns_and_who_fails_is_not_run_again() -> None:
    order: list[str] = []

    def once(name: str) -> Ran:
        order.append(name)
        return ran(float(len(order)), fault="fails" if name == "b" else "")

    runs = in_turns(["a", "b", "c"], 3, once)
    assert order == ["a", "b", "c", "a", "c", "a", "c"]
    assert [typical(of).seconds for of in runs.values()] == [4.0, 2.0, 5.0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "limits", "fault"),
    [
        ("print('done')", Limits(), ""),
        ("raise SystemExit('no such thing')", Limits(), "fails: no such thing"),
        ("import time; time.sleep(60)", Limits(seconds=0.5), "> 0 min"),
        (
            "import time; held = b'x' * 2**28; time.sleep(60)",
            Limits(memory_gib=0.1),
            "out of memory at 0.1 GiB",
        ),
    ],
    ids=["fine", "fails", "too-long", "too-large"],
)
def test_a_command_runs_to_its_end_or_to_a_limit(program: str, limits: Limits, fault: str) -> None:
    command: Sequence[str] = [sys.executable, "-c", program]
    found = run(command, limits)
    assert found.fault == fault
    assert found.said == ("" if fault else "done\n")
    assert found.seconds < 30
