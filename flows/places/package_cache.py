"""Fetched data packages in the user's cache folder, each content once."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.cache_files import cache_file
from flows.package_files import PackageError
from flows.package_hashes import package_hashes

LARGEST_CACHE_BYTES = 5_000_000_000
LONGEST_UNUSED_SECONDS = 30 * 24 * 3600
# Whoever uses a package now may still read its files.
SHORTEST_KEPT_SECONDS = 24 * 3600
_DRAFT = "draft-"


@contextmanager
def draft() -> Iterator[Path]:
    """Give an empty folder in the cache, for the time of fetching a package."""
    root = cache_file("packages")
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = TemporaryDirectory(dir=root, prefix=_DRAFT, ignore_cleanup_errors=True)
    except OSError as error:
        expected = "a cache folder that can be written; XDG_CACHE_HOME names one"
        raise PackageError(f"{root}: {error.strerror}, expected {expected}") from None
    with made as folder:
        yield Path(folder)


def kept(folder: Path, name: str) -> Path:
    """Move a folder within a draft into the cache; return where its content is, by that name."""
    key = _content(folder)
    root = cache_file("packages")
    place = root / key / name
    if place.is_dir() and _content(place) != key:
        shutil.rmtree(place)
    if not place.is_dir():
        _store(folder, place)
    os.utime(place.parent)
    _remove_old(root, key)
    return place


def _content(folder: Path) -> str:
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {_name(path.relative_to(folder)): path for path in files}
    return package_hashes(dict(named))["data_hash"]


def _name(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _store(folder: Path, place: Path) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)
    for other in place.parent.iterdir():
        if other.is_dir() and _content(other) == place.parent.name:
            # The same content by another name: its files are there.
            shutil.rmtree(folder)
            shutil.copytree(other, folder, copy_function=_link)
            break
    try:
        folder.rename(place)
    except OSError:
        # Another run that fetched the same was quicker.
        if not place.is_dir():
            raise


def _link(there: str, here: str) -> None:
    try:
        os.link(there, here)
    except OSError:
        # Not every disk has links.
        shutil.copyfile(there, here)


def _remove_old(root: Path, used: str) -> None:
    """Remove what was not used for long, and the oldest while all take more than they may."""
    now = time.time()
    others = sorted((_last_used(entry), entry) for entry in root.iterdir())
    total = sum(_bytes(entry) for _, entry in others)
    for last_used, entry in others:
        unused_seconds = now - last_used
        # A draft that lasted so long was left behind by a run that was killed.
        old = unused_seconds > LONGEST_UNUSED_SECONDS or entry.name.startswith(_DRAFT)
        too_new = entry.name == used or unused_seconds < SHORTEST_KEPT_SECONDS
        if not too_new and (old or total > LARGEST_CACHE_BYTES):
            total -= _bytes(entry)
            shutil.rmtree(entry, ignore_errors=True)


def _last_used(entry: Path) -> float:
    with suppress(OSError):
        return entry.stat().st_mtime
    # Another run has just removed it.
    return 0.0


def _bytes(folder: Path) -> int:
    inodes: dict[int, int] = {}
    # Unlike rglob, it does not mind folders that vanish.
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                found = Path(place, name).lstat()
                inodes[found.st_ino] = found.st_size
    return sum(inodes.values())
