"""A printed table's sheet as a grid: the labels of its rows and columns, and what stands where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.forms.sheet import Sheet
from schemas.table_mapping import Cell, TableMapping
from schemas.table_texts import label, without_marks


@dataclass(frozen=True)
class Label:
    """What a row or a column is called, with the footnote marks that were taken from it."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table's body by row and column, and the labels of both, by their numbers from 1."""

    rows: Mapping[int, Label]
    columns: Mapping[int, Label]
    texts: Mapping[Cell, str]


def grid_of(sheet: Sheet, mapping: TableMapping) -> Grid:
    """Return the part of a sheet below its header and to the right of its rows' labels."""
    texts = _texts(sheet)
    (first_row, last_row), (first_column, last_column) = mapping.header, mapping.labels
    unshown = {row for row, _ in sheet.unshown if row > last_row}
    rows = sorted({row for row, _ in texts if row > last_row} | unshown)
    widest = max((column for _, column in texts), default=0)
    columns = range(last_column + 1, widest + 1)
    header_rows = sorted({row for row, _ in texts if first_row <= row <= last_row})
    label_columns = range(first_column, last_column + 1)
    across = _filled([[texts.get((row, one), "") for one in columns] for row in header_rows])
    down = _filled([[texts.get((one, column), "") for one in rows] for column in label_columns])
    return Grid(
        _labels(rows, down, mapping.marks),
        _labels(columns, across, mapping.marks),
        {cell: text for cell, text in texts.items() if cell[0] > last_row and cell[1] in columns},
    )


def _texts(sheet: Sheet) -> dict[Cell, str]:
    return {
        (record.line, number): text
        for record in sheet.records
        for number, text in enumerate(record.cells, 1)
        if text.strip()
    }


def _filled(levels: list[list[str]]) -> list[list[str]]:
    """Let the texts of all levels but the last go on until the next one, as merged cells do."""
    for level in levels[:-1]:
        before = ""
        for number, text in enumerate(level):
            before = level[number] = text if text.strip() else before
    return levels


def _labels(
    numbers: Iterable[int], levels: list[list[str]], marks: Iterable[str]
) -> dict[int, Label]:
    known = list(marks)
    found: dict[int, Label] = {}
    for place, number in enumerate(numbers):
        parts = [without_marks(level[place], known) for level in levels]
        taken = dict.fromkeys(mark for _, some in parts for mark in some)
        found[number] = Label(label(text for text, _ in parts), tuple(taken))
    return found
