"""Putting a new content in a file's place: nobody reads half of it, and nobody's is lost."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others who ask for the same out of a folder, where the system can."""
    try:
        import fcntl
    except ImportError:
        # There the look before a file is replaced must do.
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def replace_whole(file: Path, content: bytes) -> None:
    """Write a file anew at once; a link stays one, and who may read it stays as it was."""
    target = file.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
