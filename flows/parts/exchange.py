"""The folder in which a run and its parts exchange files: all workers can reach it."""

import os
import re
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

# Runs that were killed leave their folder; whoever takes longer than this is one of them.
LONGEST_KEPT_SECONDS = 7 * 24 * 3600
_NAME = re.compile(r"parts-[0-9a-f-]{36}-[0-9]+")
_DRAFT = ".draft-"


class PartsError(Exception):
    """What keeps a run from being done in parts; the message says what to do."""


@dataclass(frozen=True)
class Exchange:
    """The exchange folder of one run: files that its parts are handed, and that they hand in."""

    folder: Path

    @property
    def facts(self) -> Path:
        """The file with what all parts have in common."""
        return self.folder / "facts.json"

    @property
    def of_sources(self) -> Path:
        """The file with the first figures of each source."""
        return self.folder / "of-sources.parquet"

    def figures(self, part: int) -> Path:
        """Return the file with the figures of a part."""
        return self.folder / f"figures-{part:06d}.parquet"

    def found(self, part: int) -> Path:
        """Return the folder with what was found of a part; it is there whole or not at all."""
        return self.folder / f"found-{part:06d}"

    def draft(self, part: int) -> Path:
        """Make a folder for what is being found of a part."""
        draft = self.folder / f"{_DRAFT}{part:06d}-{uuid4().hex}"
        try:
            draft.mkdir()
        except OSError as error:
            expected = "a folder that all workers can reach, of a run that goes on"
            raise PartsError(f"{self.folder}: {error.strerror}, expected {expected}") from None
        return draft

    def hand_in(self, draft: Path, part: int) -> None:
        """Put what was found of a part in its place, but for what somebody else has put there."""
        try:
            draft.rename(self.found(part))
        except OSError:
            # A folder that is there and not empty stays: it has the same rows.
            if not self.found(part).is_dir():
                raise
            shutil.rmtree(draft, ignore_errors=True)

    def remove(self) -> None:
        """Remove the folder, and all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def made_exchange(parts_folder: Path, run_id: str, attempt: int) -> Exchange:
    """Make the exchange folder of an attempt at a run, and remove those of runs long dead."""
    folder = parts_folder.absolute() / f"parts-{run_id}-{attempt}"
    try:
        parts_folder.mkdir(parents=True, exist_ok=True)
        _remove_old(parts_folder)
        folder.mkdir()
    except OSError as error:
        expected = "a folder that can be written; PARKFIGURES_PARTS names one"
        raise PartsError(f"{folder}: {error.strerror}, expected {expected}") from None
    return Exchange(folder)


def _remove_old(parts_folder: Path) -> None:
    before = time.time() - LONGEST_KEPT_SECONDS
    for folder in _folders(parts_folder):
        with suppress(OSError):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)


def _folders(parts_folder: Path) -> Sequence[Path]:
    with os.scandir(parts_folder) as entries:
        return [
            parts_folder / one.name
            for one in entries
            if _NAME.fullmatch(one.name) and one.is_dir(follow_symlinks=False)
        ]
