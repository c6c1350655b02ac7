"""CSV files with figures by the million, read by DuckDB as far as their rows are plain.

Where that cannot be told, `flows.csv_tables` has to look at the file line by line.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.batches.stored_rows import StoredRows
from flows.csv_headers import Columns, read_header
from flows.csv_records import LONGEST_CELL_CHARACTERS, LONGEST_ROW_CHARACTERS, records
from flows.csv_tables import unread
from flows.text_files import Refused, decode
from schemas.printed_figures import PRINTED_COLUMNS, PrintedFigure
from schemas.terms import Quarantined

_PIECE_BYTES = 1 << 24
# What Python's strip takes for space.
_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_READ = """
    CREATE OR REPLACE TABLE cells AS
    SELECT *, row_number() OVER () AS number
    FROM read_csv($path, columns = $columns, header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', strict_mode = true, null_padding = false,
        nullstr = [chr(0)], max_line_size = $longest, store_rejects = true, rejects_limit = 0)"""
# The lines of the file that are rows, in their order: all but the header and what is rejected.
_LINES = """
    CREATE OR REPLACE TABLE lines AS
    SELECT line, row_number() OVER (ORDER BY line) AS number
    FROM (SELECT unnest(range(2, $lines + 1)) AS line) ANTI JOIN reject_errors USING (line)"""

_REJECTED = "SELECT DISTINCT line, csv_line FROM reject_errors ORDER BY line"


def add_csv(rows: StoredRows, name: str, path: Path, columns: Columns) -> list[Quarantined] | None:
    """Add a file's rows, and return those that are none; None where it takes a closer look."""
    names = _header(path, columns)
    lines = _lines(path)
    if names is None or lines is None:
        return None
    with rows.open() as connection:
        try:
            connection.execute(_READ, _given(path, names))
        except duckdb.Error:
            return None
        connection.execute(_LINES, {"lines": lines.last})
        if not _is_plain(connection, names):
            return None
        rejected = connection.execute(_REJECTED).fetchall()
        rows.add(connection, _rows(names), {"file": name})
        connection.execute("DROP TABLE cells; DROP TABLE lines")
    return [_unread(name, line, text + lines.end_of(line), names) for line, text in rejected]


def _header(path: Path, columns: Columns) -> list[str] | None:
    with path.open("rb") as file:
        line = file.readline(LONGEST_ROW_CHARACTERS)
    with suppress(Refused, StopIteration):
        first = next(records(decode(line)))
        return None if first.expected else read_header(first.cells, first.line, columns)
    return None


class Lines(NamedTuple):
    """The number of a file's last line, how lines end, and whether the last one does."""

    last: int
    end: str
    last_ends: bool

    def end_of(self, line: int) -> str:
        """Return what ends a line."""
        return self.end if line < self.last or self.last_ends else ""


def _lines(path: Path) -> Lines | None:
    """Count the lines of a file; None where they do not all end alike, or it is no text."""
    feeds, returns, pairs, last = 0, 0, 0, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            if b"\0" in piece:
                return None
            feeds += piece.count(b"\n")
            returns += piece.count(b"\r")
            pairs += (last + piece).count(b"\r\n")
            last = piece[-1:]
    if returns != pairs or pairs not in (0, feeds):
        return None
    return Lines(feeds + (last != b"\n"), "\r\n" if pairs else "\n", last == b"\n")


def _given(path: Path, names: Sequence[str]) -> Mapping[str, object]:
    # A name that is empty, or that only case tells from another, would not do for a column.
    return {
        "path": str(path),
        "columns": {f"c{number}": "VARCHAR" for number, _ in enumerate(names)},
        "longest": LONGEST_ROW_CHARACTERS,
    }


def _is_plain(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> bool:
    """Say whether each line is a row or a reject, with cells that may be as long as they are."""
    longest = ", ".join(f"len(coalesce(c{number}, ''))" for number, _ in enumerate(names))
    asked = f"""SELECT (SELECT count(*) FROM cells) = (SELECT count(*) FROM lines)
        AND NOT EXISTS (FROM reject_errors WHERE error_type = 'INVALID ENCODING')
        AND (SELECT coalesce(max(greatest({longest})), 0) FROM cells) <= $most"""
    found = connection.execute(asked, {"most": LONGEST_CELL_CHARACTERS}).fetchone()
    return bool(found and found[0])


def _unread(name: str, line: int, text: str, names: list[str]) -> Quarantined:
    record = next(records(text))
    return unread(name, record._replace(line=line), names)


def _rows(names: Sequence[str]) -> str:
    place = {name: f"coalesce(c{number}, '')" for number, name in enumerate(names)}
    cells = ", ".join(f'{_text(name, place.get(name))} AS "{name}"' for name in PRINTED_COLUMNS)
    anything = " || ".join(place.values())
    return f"""SELECT {cells}, $file AS file, line, '' AS letters
        FROM cells JOIN lines USING (number)
        WHERE trim({anything}, '{_SPACE}') <> '' ORDER BY number"""


def _text(column: str, cell: str | None) -> str:
    """Return a cell as `PrintedFigure.from_cells` has it."""
    default = getattr(PrintedFigure.from_cells({}, "", 0), column)
    if cell is None:
        return f"'{default}'"
    if getattr(PrintedFigure.from_cells({column: " "}, "", 0), column) == " ":
        return cell
    return f"coalesce(nullif(trim({cell}, '{_SPACE}'), ''), '{default}')"
