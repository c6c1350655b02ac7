"""Making a warehouse's file: it is there whole or not at all, whatever ends the maker."""

from pathlib import Path
from uuid import uuid4

import duckdb

from flows.connections import connected

# Every DuckDB that the project takes reads and writes such files; 2.0 itself makes others.
STORAGE_VERSION = "v1.0.0"


def make(warehouse: Path) -> None:
    """Make an empty DuckDB file; one that is there, or comes meanwhile, stays as it is.

    DuckDB itself would leave a file that nobody can open where it is killed or the disk is full.
    """
    draft = warehouse.with_name(f".{warehouse.name}.{uuid4().hex}")
    try:
        connected(
            draft.absolute(), config={"storage_compatibility_version": STORAGE_VERSION}
        ).close()
        _show(draft, warehouse)
    except duckdb.Error as error:
        # The draft's name would tell nobody anything.
        raise type(error)(str(error).replace(draft.name, warehouse.name)) from error
    finally:
        draft.unlink(missing_ok=True)


def _show(draft: Path, warehouse: Path) -> None:
    try:
        # Unlike a new name, a link replaces no warehouse that another process made meanwhile.
        warehouse.hardlink_to(draft)
    except OSError:
        # It is there by now, or there are no links here and DuckDB makes it in its place.
        return
