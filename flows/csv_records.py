"""The records of a CSV text, each with its line; after an error, reading goes on."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

# What a spreadsheet can hold in a cell: a longer one is a runaway quote or not a table at all.
LONGEST_CELL_CHARACTERS = 32_767
LONGEST_ROW_CHARACTERS = 1_000_000
_TOO_LONG = f"a row of at most {LONGEST_ROW_CHARACTERS:,} characters"
_EXPECTED = {
    "unexpected end of data": "a closing quote: the one opened in this row has none",
    "field larger": f"cells of at most {LONGEST_CELL_CHARACTERS:,} characters",
    "expected after": "a comma after a closing quote; a quote inside a cell is written twice",
}


class Record(NamedTuple):
    """The cells of a record, or its text and what was expected instead of it."""

    line: int
    cells: list[str]
    text: str = ""
    expected: str = ""


class _Lines:
    """The physical lines of a text; `taken` are those since the last record."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self.number = 0
        self.start()

    def start(self) -> None:
        """Forget the lines of the last record."""
        self.taken: list[str] = []
        self._characters_left = LONGEST_ROW_CHARACTERS

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW_CHARACTERS + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._characters_left -= len(line)
        if self._characters_left < 0:
            self._skip(line)
            raise csv.Error(_TOO_LONG)
        return line

    def _skip(self, line: str) -> None:
        """Pass over the rest of a line that is too long, whose end may be two characters."""
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(LONGEST_ROW_CHARACTERS)
        place = self._text.tell()
        if not line.endswith("\r") or self._text.read(1) != "\n":
            self._text.seek(place)


def records(text: str, delimiter: str = ",") -> Iterator[Record]:
    """Yield the records that are not blank."""
    csv.field_size_limit(LONGEST_CELL_CHARACTERS)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.start()
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(line, [], "".join(lines.taken), _expected(str(error)))
            continue
        if any(map(str.strip, cells)):
            yield Record(line, cells)


def _expected(error: str) -> str:
    return next((text for part, text in _EXPECTED.items() if part in error), error)
