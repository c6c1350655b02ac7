"""CSV files -> rows of text with their lines; what is no row is quarantined."""

from collections.abc import Iterator
from typing import NamedTuple

from flows.csv_headers import Columns, read_header
from flows.csv_records import Record, records
from flows.forms.encodings import text_of
from flows.forms.table_forms import PLAIN, Form
from flows.text_files import Refused
from schemas.faults import row_json, shorten
from schemas.places import TableColumns
from schemas.terms import Place, Quarantined


class Row(NamedTuple):
    """The cells of one row by column, the line on which it starts, and where its cells stand."""

    line: int
    cells: dict[str, str]
    at: TableColumns = TableColumns("")


Read = tuple[list[Row], list[Quarantined]]


def read_table(file: str, content: bytes, columns: Columns, form: Form = PLAIN) -> Read:
    """Return the rows of a CSV file with its known columns, and what could not be read."""
    try:
        found = records(text_of(content, form.encoding), form.delimiter or ",")
        header = first_record(found)
        names = read_header(header.cells, header.line, columns, form.columns, form.values)
    except Refused as refused:
        return [], [refused.quarantined(file)]
    rows: list[Row] = []
    quarantined: list[Quarantined] = []
    at = TableColumns(file)
    for record in found:
        if record.expected or len(record.cells) != len(names):
            quarantined.append(unread(file, record, names))
        else:
            cells = dict(zip(names, record.cells, strict=True))
            rows.append(Row(record.line, {**cells, **form.values} if form.values else cells, at))
    return rows, quarantined


def first_record(found: Iterator[Record]) -> Record:
    """Return the record of a table's header; raises Refused where there is none."""
    record = next(found, None)
    if record is None:
        raise Refused("empty cells alone", "a header row")
    if record.expected:
        raise Refused(_found(record), record.expected, record.line)
    return record


def unread(file: str, record: Record, names: list[str]) -> Quarantined:
    """Return the quarantine entry of a record that has not a cell for each column."""
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
