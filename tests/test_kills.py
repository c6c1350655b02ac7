"""Runs killed at random moments leave whole runs or nothing (python -m benchmarks.kills: more)."""

from random import Random

import pytest

from benchmarks.kills.__main__ import kills
from benchmarks.kills.killing import Scene
from benchmarks.kills.wholeness import faults, read_log
from flows.warehouse.recording import connect

pytestmark = pytest.mark.slow

TIMES = 25


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("kills"))


def test_killed_runs_are_whole_or_not_there_and_the_next_one_ends_right(scene: Scene) -> None:
    found = list(kills(scene, TIMES, Random(7), next_after=5))
    assert [fault for left in found for fault in left.faults] == []
    killed = [left for left in found if left.killed]
    assert len(killed) == TIMES
    # Some came before the commit, some after it: else nothing was shown.
    assert {left.is_logged for left in killed} == {True, False}


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM runs WHERE run_id = (SELECT min(run_id) FROM runs)", "is lost"),
        ("DELETE FROM own_figures WHERE figure_id = 'w'", "'figures': 2"),
        ("UPDATE runs SET failed = failed + 1", "do not add up"),
    ],
)
def test_half_a_run_would_be_noticed(scene: Scene, damage: str, said: str) -> None:
    scene.go_on()
    before = read_log(scene.warehouse).runs
    with connect(scene.warehouse) as connection:
        connection.execute("BEGIN")
        connection.execute(damage)
        connection.execute("COMMIT")
    assert said in " ".join(faults(read_log(scene.warehouse), before, scene.a_run))
