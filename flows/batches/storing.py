"""Large files with figures -> their printed rows, in a file of their own."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.batches.large_csv import add_csv
from flows.batches.stored_rows import StoredRows
from flows.csv_headers import Columns
from flows.forms.any_table import read_any
from flows.forms.table_forms import Form, Forms
from flows.package_files import content_of
from flows.text_files import Refused
from schemas.printed_figures import PrintedFigure
from schemas.terms import Quarantined

# Files of this form DuckDB can read by itself.
_COMMAS = Form(delimiter=",")


def stored(
    large: Mapping[str, Path],
    folder: Path,
    forms: Forms,
    columns: Columns,
    others: Iterable[PrintedFigure],
) -> tuple[StoredRows, list[Quarantined]]:
    """Store the rows of large files and, after them, other rows; return what could not be read."""
    rows = StoredRows()
    quarantined: list[Quarantined] = []
    for name, path in large.items():
        form = forms.of(name)
        unread = add_csv(rows, name, path, columns) if form == _COMMAS else None
        quarantined += (
            _add_closely(rows, name, path, folder, columns, form) if unread is None else unread
        )
    rows.extend(others)
    return rows, quarantined


def _add_closely(
    rows: StoredRows, name: str, path: Path, folder: Path, columns: Columns, form: Form
) -> list[Quarantined]:
    """Add the rows of a file that has to be read line by line, in memory."""
    try:
        content = content_of(path, folder)
    except Refused as refusal:
        return [refusal.quarantined(name)]
    found, unread = read_any(name, content, columns, form)
    rows.extend(PrintedFigure.from_table(row.cells, row.at, row.line) for row in found)
    return unread
