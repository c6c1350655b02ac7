"""A printed table -> its figures, cell by cell; what is neither read nor skipped is quarantined."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.forms.sheet import Sheet, Span
from flows.printed_tables.table_grid import Grid, grid_of
from flows.printed_tables.table_matching import Matched, matched
from schemas.faults import row_json, shorten
from schemas.printed_figures import PrintedFigure
from schemas.printed_numbers import Unreadable
from schemas.readings import read
from schemas.table_mapping import Cell, Line, TableMapping, meaning_of, with_unit
from schemas.table_texts import without_marks, without_separators
from schemas.terms import Place, Quarantined

_OR_EMPTY = "or a text that `empty` names"


@dataclass(frozen=True)
class _Table:
    mapping: TableMapping
    sheet: Sheet
    grid: Grid
    matched: Matched
    wide: frozenset[Cell]


def read_printed_table(
    mapping: TableMapping, sheet: Sheet, file: str
) -> tuple[list[PrintedFigure], list[Quarantined]]:
    """Return the figures of a table and what could not be read; `file` holds the mapping."""
    grid = grid_of(sheet, mapping)
    found = matched(mapping, sheet, grid, file)
    wide = frozenset(one[:2] for one in sheet.merged if _is_wide(found, one))
    table = _Table(mapping, sheet, grid, found, wide)
    figures: list[PrintedFigure] = []
    quarantined = [*found.unmatched, *_broken(sheet, mapping)]
    for cell in _cells(table):
        read_as = _read(table, cell)
        if isinstance(read_as, PrintedFigure):
            figures.append(read_as)
        elif read_as is not None:
            quarantined.append(read_as)
    return figures, quarantined


def _broken(sheet: Sheet, mapping: TableMapping) -> Iterator[Quarantined]:
    for record in sheet.records:
        if record.expected and record.line > mapping.header[1]:
            place = Place(sheet.place.file, record.line)
            row = row_json({"": record.text})
            yield Quarantined(place, shorten(record.text.rstrip()), record.expected, row)


def _cells(table: _Table) -> Iterator[Cell]:
    for row, row_line in table.matched.rows.items():
        for column, column_line in table.matched.columns.items():
            if not (row_line.skipped or column_line.skipped or (row, column) in table.mapping.skip):
                yield row, column


def _read(table: _Table, cell: Cell) -> PrintedFigure | Quarantined | None:
    unshown = table.sheet.unshown.get(cell)
    if unshown is not None:
        return _unread(table, cell, unshown.found, unshown.expected)
    text = table.grid.texts.get(cell, "").strip()
    if not text or text in table.mapping.empty:
        return None
    if cell in table.wide:
        return _unread(
            table, cell, f"{text!r} in a merged cell", "a cell of its own for each figure"
        )
    number, marks = without_marks(text, table.mapping.marks)
    if number in table.mapping.empty:
        return None
    return _figure(table, cell, number, marks)


def _is_wide(found: Matched, span: Span) -> bool:
    """Say whether merged cells stand where there would be several figures."""
    first_row, first_column, last_row, last_column = span
    rows = sum(first_row <= row <= last_row for row in found.rows)
    return rows * sum(first_column <= one <= last_column for one in found.columns) > 1


def _figure(
    table: _Table, cell: Cell, number: str, marks: list[str]
) -> PrintedFigure | Quarantined:
    row, column = _lines(table, cell)
    known = table.mapping.marks
    beside = (*table.grid.rows[cell[0]].marks, *table.grid.columns[cell[1]].marks, *marks)
    said = meaning_of(
        table.mapping.meaning, column.meaning, row.meaning, *(known[mark] for mark in beside)
    )
    printed = without_separators(number, table.mapping.thousands)
    printed = with_unit(printed, said.pop("unit", ""))
    try:
        read(printed)
    except Unreadable as fault:
        return _unread(table, cell, repr(shorten(number)), f"{fault.expected}; {_OR_EMPTY}")
    place = table.sheet.cell(*cell)
    cells = {**said, "figure_id": _id(table, row, column), "printed": printed}
    return PrintedFigure.from_cells(cells, place.file, place.line)


def _lines(table: _Table, cell: Cell) -> tuple[Line, Line]:
    return table.matched.rows[cell[0]], table.matched.columns[cell[1]]


def _id(table: _Table, row: Line, column: Line) -> str:
    return f"{table.mapping.table}/{row.name}/{column.name}"


def _unread(table: _Table, cell: Cell, found: str, expected: str) -> Quarantined:
    row, column = table.grid.rows[cell[0]].text, table.grid.columns[cell[1]].text
    place = table.sheet.cell(*cell)
    said = (line.meaning.get("source_id") for line in _lines(table, cell))
    source = next(filter(None, said), table.mapping.meaning.get("source_id", ""))
    text = table.grid.texts.get(cell, "")
    texts = {"source_id": source, "row": row, "column": column, "text": text}
    return Quarantined(place, found, expected, row_json(texts))
