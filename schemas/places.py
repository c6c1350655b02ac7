"""Places in data packages as text: a file and its line, or a workbook, its sheet and its cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.terms import Place

# What follows the name of a workbook: its sheet in brackets, and perhaps a cell.
_SHEET = re.compile(r"(?is)(.*\.(?:xlsx|xlsm|xls|ods)) \[([^\[\]/]*)\](?: ([A-Z]+[0-9]+))?")
# Spreadsheets allow 31; every place in a sheet begins with it.
_LONGEST_NAME_CHARACTERS = 100
# These would end a sheet's name too early; spreadsheets do not allow them in one.
_NOT_IN_NAMES = str.maketrans("[]/\n\r\t", "()|   ")


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column, A being 1."""
    text = ""
    while column:
        column, place = divmod(column - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def in_sheet(file: str, sheet: str) -> str:
    """Return what to call a sheet of a workbook, such as `figures/a.xlsx [Sheet1]`."""
    return f"{file} [{sheet[:_LONGEST_NAME_CHARACTERS].translate(_NOT_IN_NAMES)}]"


def in_cell(file: str, sheet: str, row: int, column: int) -> str:
    """Return what to call a cell of a workbook, such as `figures/a.xlsx [Sheet1] B7`."""
    return f"{in_sheet(file, sheet)} {letters(column)}{row}"


def file_of(name: str) -> str:
    """Return the file of a sheet or cell, and any other file as it is."""
    return _split(name)[0]


def sheet_of(name: str) -> str:
    """Return a sheet, with its cell if one is named, as `Sheet1!B7`; "" for any other file."""
    _, sheet, cell = _split(name)
    return f"{sheet}!{cell}" if cell else sheet


def at_letters(name: str, column: str) -> str:
    """Return the cell in another column of the same row; any other file as it is."""
    file, sheet, cell = _split(name)
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{file} [{sheet}] {column}{row}" if cell and column else name


def line_of(place: Place) -> int:
    """Return the line to point at in a file of lines, 0 where it has none: a cell says its row."""
    return 0 if sheet_of(place.file) else place.line


def with_line(place: Place) -> str:
    """Return a place without its column: `figures/a.csv:7`, or `figures/a.xlsx [Sheet1] B7`."""
    return f"{place.file}:{line}" if (line := line_of(place)) else place.file


def with_column(place: Place) -> str:
    """Return a place with its column, as editors and terminals link to it."""
    return f"{with_line(place)}:{place.column}" if place.column else with_line(place)


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table by name, to tell places of cells; `sheet` is "" outside workbooks."""

    file: str
    sheet: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict, compare=False)

    def place(self, line: int, column: str = "") -> Place:
        """Return the place of a cell; in a sheet, the row's first cell where there is no column."""
        if not self.sheet:
            return Place(self.file, line, column)
        cell = in_cell(self.file, self.sheet, line, self.numbers.get(column, 1))
        return Place(cell, line, column)

    def letters_of(self, columns: Iterable[str]) -> str:
        """Return the letters of columns, with spaces between; "" for one that is not there."""
        found = (self.numbers.get(column) for column in columns)
        return " ".join(letters(number) if number else "" for number in found)


@lru_cache(maxsize=4_096)
def _split(name: str) -> tuple[str, str, str]:
    found = _SHEET.fullmatch(name)
    return (found[1], found[2], found[3] or "") if found else (name, "", "")
