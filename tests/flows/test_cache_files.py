"""What one run keeps for the next does not pile up."""

import os
import time
from pathlib import Path

import pytest

from flows.cache_files import cache_file, forget_old, keep
from flows.laws.queries import _written

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of its own; only Linux looks for it there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_file("").is_relative_to(tmp_path)


def _kept(name: str, days: float) -> Path:
    keep("{}", cache_file(name))
    os.utime(cache_file(name), (time.time() - days * DAY,) * 2)
    return cache_file(name)


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        ("queries-a.json", 29, True),
        ("queries-a.json", 31, False),
        ("queries-a.json", -400, True),
        ("drawings.json", 31, True),
    ],
)
def test_only_what_is_alike_and_old_is_forgotten(name: str, days: float, stays: bool) -> None:
    file = _kept(name, days)
    forget_old("queries-*.json")
    assert file.exists() == stays


def test_a_program_that_keeps_its_queries_forgets_those_of_long_ago() -> None:
    old, new = _kept("queries-old.json", 40), _kept("queries-new.json", 4)
    # Kept for this process already, and written again here.
    _written.__wrapped__()
    assert not old.exists()
    assert new.exists()
    assert len(list(cache_file("").glob("queries-*.json"))) == 2
