"""Printed rows by the million come back as they were kept."""

from pathlib import Path

from flows.batches.stored_rows import StoredRows
from flows.figure_files import load_package

DATA = Path(__file__).parents[3] / "data"


def test_rows_are_kept_in_their_order() -> None:
    printed = load_package(DATA).printed
    rows = StoredRows()
    rows.extend(printed[:3])
    rows.extend(printed[3:])
    assert list(rows) == list(printed)
    assert len(rows) == len(printed)
    assert rows[-1] == printed[-1]
