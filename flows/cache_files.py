"""Files that spare the next run some work; without them it only takes longer."""

import time
from pathlib import Path

from platformdirs import user_cache_path

from flows.whole_files import replace_whole

# What another version of the program kept may still be of use to it for so long.
_KEPT_SECONDS = 30 * 24 * 3600


def cache_file(name: str) -> Path:
    """Return the file of a name in the user's cache folder."""
    return user_cache_path("parkfigures") / name


def keep(text: str, file: Path) -> None:
    """Write a file, whole or not at all; nothing is said where that cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(file, text.encode())
    except OSError:
        # A folder that cannot be written costs a few seconds a run, no more.
        return


def forget_old(alike: str) -> None:
    """Remove the files with names like this that were written long ago."""
    oldest = time.time() - _KEPT_SECONDS
    for file in cache_file("").glob(alike):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink()
        except OSError:
            # Somebody else was quicker, or the folder cannot be written.
            continue
