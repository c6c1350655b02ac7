"""Rows of figures' tables as text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from schemas.places import TableColumns, at_letters
from schemas.terms import Measure, Place, Status

REQUIRED_COLUMNS = ("figure_id", "source_id", "park", "indicator", "period", "printed")
_DEFAULTS = {"measure": Measure.LEVEL.value, "status": Status.ACTUAL.value}
# The publisher's and the user's own words; every other column holds a code.
_KEPT_AS_GIVEN = ("printed", "note")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One row of a table of figures, and the place it was read from.

    In a workbook `file` ends with the cell of the printed text, and `letters` are those of all
    columns in their order, with spaces between.
    """

    figure_id: str
    source_id: str
    park: str
    indicator: str
    segment: str = ""
    measure: str = Measure.LEVEL.value
    of: str = ""
    period: str = ""
    status: str = Status.ACTUAL.value
    printed: str = ""
    note: str = ""
    file: str = ""
    line: int = 0
    letters: str = ""

    @classmethod
    def from_cells(cls, cells: Mapping[str, str], file: str, line: int) -> "PrintedFigure":
        """Return the row of these cells: codes stripped, missing and empty ones by default."""
        texts = {column: _text(column, cells.get(column, "")) for column in PRINTED_COLUMNS}
        return cls(**texts, file=file, line=line)

    @classmethod
    def from_table(cls, cells: Mapping[str, str], at: TableColumns, line: int) -> "PrintedFigure":
        """Return the row of these cells, with their places where they lie in a workbook."""
        row = cls.from_cells(cells, at.place(line, "printed").file, line)
        return replace(row, letters=at.letters_of(PRINTED_COLUMNS)) if at.sheet else row

    def place(self, column: str) -> Place:
        """Return the place of a cell, or of the printed text where it is not known."""
        letters = dict(zip(PRINTED_COLUMNS, self.letters.split(" "), strict=False))
        return Place(at_letters(self.file, letters.get(column, "")), self.line, column)

    def cells(self) -> dict[str, str]:
        """Return the row's columns and their texts."""
        return {column: getattr(self, column) for column in PRINTED_COLUMNS}


PRINTED_COLUMNS = tuple(
    field.name for field in fields(PrintedFigure) if field.name not in ("file", "line", "letters")
)
OPTIONAL_COLUMNS = tuple(column for column in PRINTED_COLUMNS if column not in REQUIRED_COLUMNS)


def _text(column: str, cell: str) -> str:
    if column in _KEPT_AS_GIVEN:
        return cell
    return cell.strip() or _DEFAULTS.get(column, "")
