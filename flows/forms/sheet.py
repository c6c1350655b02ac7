"""A sheet: the displayed texts of a table's cells, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.csv_records import Record
from schemas.places import in_cell, in_sheet
from schemas.terms import Place


class Span(NamedTuple):
    """Merged cells; rows and columns count from 1, and the last ones belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Unshown(NamedTuple):
    """A cell whose displayed text is not known: what stands there, and what was expected."""

    found: str
    expected: str


@dataclass(frozen=True)
class Sheet:
    """Rows that are not blank, by their line; `name` is empty where the file is no workbook.

    In a workbook the line is the row. Of merged cells the first has the text. The text of an
    unshown cell, told by row and column from 1, is "".
    """

    file: str
    name: str
    records: list[Record]
    merged: tuple[Span, ...] = ()
    unshown: Mapping[tuple[int, int], Unshown] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Return the place of the sheet as a whole."""
        return Place(in_sheet(self.file, self.name) if self.name else self.file)

    def cell(self, row: int, column: int, header: str = "") -> Place:
        """Return the place of a cell; rows and columns count from 1."""
        if self.name:
            return Place(in_cell(self.file, self.name, row, column), row, header)
        return Place(self.file, row, header or f"column {column}")
