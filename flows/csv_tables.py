"""CSV files -> rows of text with their lines; what is no row is quarantined."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from flows.csv_headers import Columns, read_header
from flows.text_files import Refused, decode
from schemas.faults import row_json, shorten
from schemas.terms import Place, Quarantined

# A longer cell is a runaway quote or not a table at all.
LONGEST_CELL_CHARACTERS = 1_000_000
_EXPECTED = {
    "unexpected end of data": "a closing quote: the one opened in this row has none",
    "field larger": f"cells of at most {LONGEST_CELL_CHARACTERS:,} characters",
    "expected after": "a comma after a closing quote; a quote inside a cell is written twice",
}


class Row(NamedTuple):
    """The cells of one row by column, and the line on which it starts."""

    line: int
    cells: dict[str, str]


class _Record(NamedTuple):
    line: int
    cells: list[str]
    text: str = ""
    error: str = ""


class _Lines:
    """The physical lines of a text; `taken` are those since the last record."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken.append(line)
            yield line


def read_table(file: str, content: bytes, columns: Columns) -> tuple[list[Row], list[Quarantined]]:
    """Return the rows of a CSV file with its known columns, and what could not be read."""
    try:
        records = _records(decode(content))
        names = _header(next(records), columns)
    except Refused as refused:
        return [], [refused.quarantined(file)]
    rows: list[Row] = []
    quarantined: list[Quarantined] = []
    for record in records:
        if record.error or len(record.cells) != len(names):
            quarantined.append(_quarantined(file, record, names))
        else:
            rows.append(Row(record.line, dict(zip(names, record.cells, strict=True))))
    return rows, quarantined


def _header(record: _Record, columns: Columns) -> list[str]:
    if record.error:
        raise Refused(_found(record), _expected(record.error), line=1)
    return read_header(record.cells, columns)


def _records(text: str) -> Iterator[_Record]:
    """Yield what is not blank; after an error, reading goes on with the next line."""
    csv.field_size_limit(LONGEST_CELL_CHARACTERS)
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    while True:
        lines.taken.clear()
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Record(line, [], "".join(lines.taken), str(error))
            continue
        if any(map(str.strip, cells)):
            yield _Record(line, cells)


def _quarantined(file: str, record: _Record, names: list[str]) -> Quarantined:
    place = Place(file, record.line)
    if record.error:
        row = row_json({"": record.text})
        return Quarantined(place, _found(record), _expected(record.error), row)
    expected = f"{len(names)} cells, as in the header; a cell that holds a comma needs quotes"
    found = f"{len(record.cells)} cells"
    return Quarantined(place, found, expected, _ragged_json(names, record.cells))


def _ragged_json(names: list[str], cells: list[str]) -> str:
    row: dict[str, object] = dict(zip(names, cells, strict=False))
    return row_json(row | {"": cells[len(names) :]} if len(cells) > len(names) else row)


def _found(record: _Record) -> str:
    return shorten(record.text.rstrip())


def _expected(error: str) -> str:
    return next((text for part, text in _EXPECTED.items() if part in error), error)
