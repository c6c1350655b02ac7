"""CSV files with figures by the million, read by DuckDB as far as their rows are plain.

Where that cannot be told, `flows.csv_tables` has to look at the file line by line.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from flows.batches.csv_cells import rows_query, spaced
from flows.batches.csv_lines import Lines, lines_of
from flows.batches.stored_rows import StoredRows
from flows.csv_headers import Columns, read_header
from flows.csv_records import LONGEST_CELL_CHARACTERS, LONGEST_ROW_CHARACTERS, records
from flows.csv_tables import unread
from flows.text_files import Refused, decode
from schemas.terms import Quarantined

_READ = """
    CREATE OR REPLACE TEMP TABLE cells AS
    FROM read_csv($path, columns = $columns, header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', strict_mode = true, null_padding = false,
        nullstr = [chr(0)], max_line_size = $longest, store_rejects = true, rejects_limit = 0)"""
# The lines of the file that are rows, in their order: all but the header and what is rejected.
_LINES = """
    CREATE OR REPLACE TEMP TABLE lines AS
    SELECT line, row_number() OVER (ORDER BY line) AS number
    FROM (SELECT unnest(range(2, $lines + 1)) AS line) ANTI JOIN reject_errors USING (line)"""
# Where nothing is rejected there is nothing to look up, and nothing to sort again.
_EACH_LINE = "(SELECT *, rowid + 2 AS line FROM cells)"
_KNOWN_LINE = (
    "(SELECT cells.*, line FROM cells JOIN lines ON cells.rowid + 1 = number ORDER BY number)"
)

_REJECTED = "SELECT DISTINCT line, csv_line FROM reject_errors ORDER BY line"


def add_csv(rows: StoredRows, name: str, path: Path, columns: Columns) -> list[Quarantined] | None:
    """Add a file's rows, and return those that are none; None where it takes a closer look."""
    names = _header(path, columns)
    # All of the file is read for its lines: not where its header will not do.
    lines = lines_of(path) if names else None
    if names is None or lines is None:
        return None
    with rows.open() as connection:
        try:
            connection.execute(_READ, _given(path, names))
        except duckdb.Error:
            return None
        if not _is_plain(connection, names, lines):
            return None
        rejected = [
            record._replace(line=line)
            for line, text in connection.execute(_REJECTED).fetchall()
            for record in records(text + lines.end_of(line))
        ]
        if any(not one.expected and len(one.cells) == len(names) for one in rejected):
            # A lone quote, which means nothing to one reader, is a fault to the other.
            return None
        if rejected:
            connection.execute(_LINES, {"lines": lines.last})
        cells = _KNOWN_LINE if rejected else _EACH_LINE
        query = rows_query(names, spaced(connection, names), cells)
        rows.add(connection, query, {"file": name})
    return [unread(name, record, names) for record in rejected]


def _header(path: Path, columns: Columns) -> list[str] | None:
    with path.open("rb") as file:
        line = file.readline(LONGEST_ROW_CHARACTERS)
    with suppress(Refused, StopIteration):
        first = next(records(decode(line)))
        return None if first.expected else read_header(first.cells, first.line, columns)
    return None


def _given(path: Path, names: Sequence[str]) -> Mapping[str, object]:
    # A name that is empty, or that only case tells from another, would not do for a column.
    return {
        "path": str(path),
        "columns": {f"c{number}": "VARCHAR" for number, _ in enumerate(names)},
        "longest": LONGEST_ROW_CHARACTERS,
    }


def _is_plain(connection: duckdb.DuckDBPyConnection, names: Sequence[str], lines: Lines) -> bool:
    """Say whether each line is a row or a reject, with cells that may be as long as they are.

    DuckDB passes over a comma after the last cell, so that all commas have to be accounted for.
    """
    columns = [f"coalesce(c{number}, '')" for number, _ in enumerate(names)]
    longest = ", ".join(f"len({column})" for column in columns)
    every = " || ".join(columns)
    asked = f"""
        SELECT count(*) = $lines - 1 - (SELECT count(DISTINCT line) FROM reject_errors)
            AND coalesce(max(greatest({longest})), 0) <= $most
            AND count(*) * {len(names) - 1}
                + coalesce(sum(len({every}) - len(replace({every}, ',', ''))), 0)
                + (SELECT coalesce(sum(len(csv_line) - len(replace(csv_line, ',', ''))), 0)
                    FROM (SELECT DISTINCT line, csv_line FROM reject_errors)) = $commas
            AND NOT EXISTS (FROM reject_errors
                WHERE error_type = 'INVALID ENCODING' OR contains(csv_line, chr(10)))
        FROM cells"""
    given = {"most": LONGEST_CELL_CHARACTERS, "commas": lines.commas, "lines": lines.last}
    [(proved,)] = connection.execute(asked, given).fetchall()
    return bool(proved)
