"""CSV files -> rows of text with their lines; what is no row is quarantined."""

from collections.abc import Iterator
from typing import NamedTuple

from flows.csv_headers import Columns, read_header
from flows.csv_records import Record, records
from flows.text_files import Refused, decode
from schemas.faults import row_json, shorten
from schemas.terms import Place, Quarantined


class Row(NamedTuple):
    """The cells of one row by column, and the line on which it starts."""

    line: int
    cells: dict[str, str]


def read_table(file: str, content: bytes, columns: Columns) -> tuple[list[Row], list[Quarantined]]:
    """Return the rows of a CSV file with its known columns, and what could not be read."""
    try:
        found = records(decode(content))
        names = _header(found, columns)
    except Refused as refused:
        return [], [refused.quarantined(file)]
    rows: list[Row] = []
    quarantined: list[Quarantined] = []
    for record in found:
        if record.expected or len(record.cells) != len(names):
            quarantined.append(_quarantined(file, record, names))
        else:
            rows.append(Row(record.line, dict(zip(names, record.cells, strict=True))))
    return rows, quarantined


def _header(found: Iterator[Record], columns: Columns) -> list[str]:
    record = next(found, None)
    if record is None:
        raise Refused("empty cells alone", "a header row")
    if record.expected:
        raise Refused(_found(record), record.expected, record.line)
    return read_header(record.cells, record.line, columns)


def _quarantined(file: str, record: Record, names: list[str]) -> Quarantined:
    place = Place(file, record.line)
    if record.expected:
        row = row_json({"": record.text})
        return Quarantined(place, _found(record), record.expected, row)
    expected = f"{len(names)} cells, as in the header; a cell that holds a comma needs quotes"
    found = f"{len(record.cells)} cells"
    return Quarantined(place, found, expected, _ragged_json(names, record.cells))


def _ragged_json(names: list[str], cells: list[str]) -> str:
    row: dict[str, object] = dict(zip(names, cells, strict=False))
    return row_json(row | {"": cells[len(names) :]} if len(cells) > len(names) else row)


def _found(record: Record) -> str:
    return shorten(record.text.rstrip())
