"""Rows as CSV for spreadsheets, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.formats.json_format import as_text

# What a spreadsheet takes for the beginning of a formula; in Chinese also in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header; a list is its members with commas between."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    # A negative number is no formula; text that begins like one would be.
    if value is None or isinstance(value, (int, float)):
        return value
    text = ", ".join(value) if isinstance(value, list) else as_text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
