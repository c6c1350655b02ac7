"""The cells of a large CSV file as texts of printed figures: trimmed, and with what is left out."""

from collections.abc import Sequence

import duckdb

from schemas.printed_figures import PRINTED_COLUMNS, PrintedFigure

# What Python's strip takes for space.
_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def spaced(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Sequence[bool]:
    """Say of which columns a cell may begin or end with a space: it takes long to trim all."""
    # Most columns have the same few texts over and over.
    asked = ", ".join(
        f"""(SELECT coalesce(bool_or({_may_be_space("text")}), false)
            FROM (SELECT DISTINCT c{number} AS text FROM cells))"""
        for number, _ in enumerate(names)
    )
    (found,) = connection.execute(f"SELECT {asked}").fetchall()
    return list(found)


def _may_be_space(text: str) -> str:
    above = ", ".join(str(ord(character)) for character in _SPACE if character > " ")
    # An empty cell has the code -1.
    spaces = [
        f"{code} BETWEEN 0 AND {ord(' ')} OR ({code} > 127 AND {code} IN ({above}))"
        for code in (f"unicode({text})", f"unicode(right({text}, 1))")
    ]
    return " OR ".join(spaces)


def rows_query(names: Sequence[str], may_be_spaced: Sequence[bool], lines: str) -> str:
    """Return the query of the rows of a file, as `PrintedFigure.from_cells` has their cells."""
    cell = [f"coalesce(c{number}, '')" for number, _ in enumerate(names)]
    trimmed = [_trim(one) if may else one for one, may in zip(cell, may_be_spaced, strict=True)]
    place = dict(zip(names, zip(cell, trimmed, strict=True), strict=True))
    cells = ", ".join(f'{_text(name, place.get(name))} AS "{name}"' for name in PRINTED_COLUMNS)
    return f"""SELECT {cells}, $file AS file, line, '' AS letters
        FROM {lines} WHERE {" || ".join(trimmed)} <> ''"""


def _trim(cell: str) -> str:
    return f"trim({cell}, '{_SPACE}')"


def _text(column: str, cell: tuple[str, str] | None) -> str:
    """Return a cell, as it is and trimmed, as `PrintedFigure.from_cells` has it."""
    default = getattr(PrintedFigure.from_cells({}, "", 0), column)
    if cell is None:
        return f"'{default}'"
    as_it_is, trimmed = cell
    if getattr(PrintedFigure.from_cells({column: " "}, "", 0), column) == " ":
        return as_it_is
    return f"coalesce(nullif({trimmed}, ''), '{default}')"
