"""Sheets -> rows of text with the places of their cells; what is no row is quarantined."""

from bisect import bisect_right

from flows.csv_headers import Columns, read_header
from flows.csv_records import Record
from flows.csv_tables import Read, Row, unread
from flows.forms.sheet import Sheet, Span, Unshown
from flows.forms.table_forms import Form
from flows.text_files import Refused
from schemas.faults import row_json, shorten
from schemas.places import TableColumns, letters
from schemas.terms import Place, Quarantined


def read_sheet(sheet: Sheet, columns: Columns, form: Form) -> Read:
    """Return the rows of a sheet whose first row that is not blank is the header."""
    try:
        names = _header(sheet, columns, form)
    except Refused as refused:
        return [], [_refusal(sheet, refused)]
    numbers = {name: place for place, name in enumerate(names, 1) if name}
    at = TableColumns(sheet.file, sheet.name, numbers)
    table = _Table(sheet, at, [name for name in names if name in columns.names])
    rows: list[Row] = []
    quarantined: list[Quarantined] = []
    for record in sheet.records[1:]:
        cells = {**dict(zip(names, _filled(record, len(names)), strict=True)), **form.values}
        if record.expected:
            quarantined.append(unread(sheet.file, record, names))
        elif fault := table.fault(record.line, cells):
            quarantined.append(fault)
        else:
            rows.append(Row(record.line, cells, at))
    return rows, quarantined


def _header(sheet: Sheet, columns: Columns, form: Form) -> list[str]:
    """Return the names of all columns, "" for one without a name."""
    header = sheet.records[0]
    cells = _filled(header, max(len(record.cells) for record in sheet.records))
    for column in range(1, len(cells) + 1):
        if (one := sheet.unshown.get((header.line, column))) is not None:
            expected = f"{one.expected}; in the header, {letters(column)}{header.line}"
            raise Refused(one.found, expected, header.line)
    return read_header(cells, header.line, columns, form.columns, form.values)


def _filled(record: Record, width: int) -> list[str]:
    return record.cells + [""] * (width - len(record.cells))


def _refusal(sheet: Sheet, refused: Refused) -> Quarantined:
    """Return what stands for a sheet that is not read: its header is the first thing in it."""
    place = sheet.cell(refused.line, 1) if refused.line else sheet.place
    where = Place(place.file, place.line, refused.column)
    return Quarantined(where, refused.found, refused.expected, refused=True)


class _Table:
    """Cells of a sheet that no text can stand for: unshown ones, and all but one of merged ones."""

    def __init__(self, sheet: Sheet, at: TableColumns, known: list[str]) -> None:
        self._unshown = sheet.unshown
        self._at = at
        self._known = [(name, at.numbers[name]) for name in known]
        self._merged = {number: _Merged(sheet.merged, number) for _, number in self._known}

    def fault(self, line: int, cells: dict[str, str]) -> Quarantined | None:
        for name, number in self._known:
            found = None if cells[name] else self._missing(line, number)
            if found is not None:
                place = self._at.place(line, name)
                return Quarantined(place, shorten(found.found), found.expected, row_json(cells))
        return None

    def _missing(self, line: int, number: int) -> Unshown | None:
        span = self._merged[number].around(line)
        if span is not None:
            cells = f"{letters(span.first_column)}{span.first_row}:"
            cells += f"{letters(span.last_column)}{span.last_row}"
            return Unshown(f"a part of the merged cells {cells}", "a cell of its own in each row")
        return self._unshown.get((line, number))


class _Merged:
    """The merged cells of one column, in the order of their rows."""

    def __init__(self, spans: tuple[Span, ...], column: int) -> None:
        self._spans = sorted(one for one in spans if one.first_column <= column <= one.last_column)
        self._column = column

    def around(self, line: int) -> Span | None:
        """Return merged cells to which a row's cell belongs, if it is not their first."""
        place = bisect_right(self._spans, line, key=lambda one: one.first_row)
        span = self._spans[place - 1] if place else None
        if span is None or span.last_row < line:
            return None
        first = (span.first_row, span.first_column) == (line, self._column)
        return None if first else span
