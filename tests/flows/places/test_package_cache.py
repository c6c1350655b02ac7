import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.package_files import PackageError
from flows.places import package_cache
from flows.places.package_cache import draft, kept
from tests.flows.package_servers import files_of

OLD_SECONDS = package_cache.SHORTEST_KEPT_SECONDS + 60


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder of fetched packages, an empty one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "parkfigures" / "packages"


def fetch(content, name="data"):
    """Keep a package whose one file has this content; return where it is."""
    with draft() as folder:
        (folder / "made" / "figures").mkdir(parents=True)
        (folder / "made" / "figures" / "a.csv").write_bytes(content)
        return kept(folder / "made", name)


def unused_for(place, seconds):
    then = time.time() - seconds
    os.utime(place.parent, (then, then))


def test_a_content_is_stored_once_whatever_it_is_called(cache):
    first, again, other = fetch(b"1"), fetch(b"1"), fetch(b"1", "other")

    assert first == again
    assert (first.name, other.name, first.parent) == ("data", "other", other.parent)
    assert (first / "figures" / "a.csv").samefile(other / "figures" / "a.csv")
    assert [entry.name for entry in cache.iterdir()] == [first.parent.name]
    assert cache.stat().st_mode & 0o077 == 0


def test_runs_that_fetch_the_same_at_once_share_it(cache):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fetch, [b"1"] * 40))

    assert {place.name for place in found} == {"data"}
    assert files_of(cache) == {f"{found[0].parent.name}/data/figures/a.csv": b"1"}


def test_what_someone_changed_is_not_taken_for_what_was_fetched(cache):
    (fetch(b"1") / "figures" / "a.csv").write_bytes(b"2")

    assert files_of(fetch(b"1")) == {"figures/a.csv": b"1"}


@pytest.mark.parametrize(
    ("limit", "longest", "left"),
    [
        ("LARGEST_CACHE_BYTES", 25, [b"2" * 10, b"3" * 10]),
        ("LONGEST_UNUSED_SECONDS", OLD_SECONDS, 0),
    ],
)
def test_the_oldest_go_first(cache, limit, longest, left, monkeypatch):
    for number in (1, 2):
        unused_for(fetch(b"%d" % number * 10), OLD_SECONDS + 9 - number)
    monkeypatch.setattr(package_cache, limit, longest)
    fetch(b"3" * 10)

    contents = sorted(path.read_bytes() for path in cache.rglob("a.csv"))
    assert contents == (left or [b"3" * 10])


def test_what_a_killed_run_left_goes_after_a_day(cache):
    for name, seconds in (("draft-old", OLD_SECONDS), ("draft-new", 60)):
        (cache / name / "figures").mkdir(parents=True)
        unused_for(cache / name / "figures", seconds)
    fetch(b"1")

    assert not (cache / "draft-old").exists()
    assert (cache / "draft-new").exists()


def test_what_another_run_may_still_read_stays(cache, monkeypatch):
    monkeypatch.setattr(package_cache, "LARGEST_CACHE_BYTES", 1)
    fetch(b"1")
    fetch(b"2")

    assert len(list(cache.iterdir())) == 2


def test_a_cache_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(PackageError, match="XDG_CACHE_HOME"), draft():
        pytest.fail("a draft in no folder")
