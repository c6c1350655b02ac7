"""Cells in the order of their rows -> a sheet, within the limits of what is read at all."""

from collections.abc import Collection

from flows.csv_headers import MOST_COLUMNS
from flows.csv_records import LONGEST_ROW_CHARACTERS, Record
from flows.forms.fit_texts import expected_of, visible
from flows.forms.sheet import Sheet, Span, Unshown
from flows.text_files import Refused
from schemas.faults import shorten
from schemas.places import letters

MOST_CELLS = 12_000_000
# A row costs something however short it is.
_LEAST_CELLS_OF_A_ROW = 10
LARGEST_CHARACTERS = 100_000_000


class Budget:
    """How many cells and characters a file may still have, whatever it claims to be."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._characters = LARGEST_CHARACTERS

    def spend(self, rows: int, cells: int, characters: int) -> None:
        """Take what rows need; raises Refused where nothing is left."""
        self._cells -= max(cells, rows * _LEAST_CELLS_OF_A_ROW)
        self._characters -= characters
        if self._cells < 0:
            raise Refused(
                f"more than {MOST_CELLS:,} cells", "fewer; figures may lie in several files"
            )
        if self._characters < 0:
            expected = "fewer; figures may lie in several files"
            raise Refused(f"more than {LARGEST_CHARACTERS:,} characters", expected)


def refuse_long(texts: Collection[str], line: int) -> None:
    """Raise Refused for a row of more characters than a row may have."""
    if sum(map(len, texts)) > LONGEST_ROW_CHARACTERS:
        found = f"a row of more than {LONGEST_ROW_CHARACTERS:,} characters"
        raise Refused(found, "a row of fewer", line)


class Filling:
    """A sheet under way; its cells come row by row, and blank rows are left out."""

    def __init__(self, file: str, name: str, budget: Budget) -> None:
        self.name = name
        self._file = file
        self._budget = budget
        self._records: list[Record] = []
        self._unshown: dict[tuple[int, int], Unshown] = {}

    def row(self, row: int, cells: dict[int, str | Unshown]) -> None:
        """Add the filled cells of a row by their columns."""
        filled = {column: _bounded(one) for column, one in cells.items() if _is_filled(one)}
        if not filled:
            return
        width = max(filled)
        if width > MOST_COLUMNS:
            raise Refused(f"a cell in {letters(width)}{row}", f"at most {MOST_COLUMNS:,} columns")
        texts = [""] * width
        for column, one in filled.items():
            if isinstance(one, Unshown):
                self._unshown[row, column] = one
            else:
                texts[column - 1] = one
        refuse_long(texts, row)
        self._budget.spend(1, width, sum(map(len, texts)))
        self._records.append(Record(row, texts))

    def sheet(self, merged: tuple[Span, ...] = ()) -> Sheet:
        """Return the sheet."""
        return Sheet(self._file, self.name, self._records, merged, self._unshown)


def _is_filled(one: str | Unshown) -> bool:
    return isinstance(one, Unshown) or bool(one.strip())


def _bounded(one: str | Unshown) -> str | Unshown:
    if isinstance(one, Unshown):
        return one
    expected = expected_of(one)
    return Unshown(shorten(visible(one)), expected) if expected else one
