"""The header row of a table against the columns that are expected."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flows.text_files import SETTINGS_FILE, Refused
from schemas.faults import nearest, shorten

# How like a known name an unknown one must be to be taken for a slip of it ("statuss").
_SLIP_LIKENESS = 0.8
MOST_COLUMNS = 1_000
_OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars", "，": "wide commas"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table; an absent optional one stands for its default.

    `as_printed` are those whose digits count as they were printed, trailing zeros too.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    as_printed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all column names."""
        return self.required + self.optional


def read_header(
    cells: list[str],
    line: int,
    columns: Columns,
    renamed: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the column names of a header row; raise Refused where they will not do.

    `renamed` says what columns are called here, `given` which have one text in all rows.
    """
    names = _named([cell.strip() for cell in cells], line, columns, renamed or {})
    _refuse_many(names, line)
    _refuse_duplicates([*names, *_known(given or {}, columns)], line)
    extra = [name for name in names if name and name not in columns.names]
    for column in columns.required:
        if column not in names and column not in (given or {}):
            found = shorten(",".join(names))
            raise Refused(found, _expected(column, names, extra), line, column)
    for column in columns.optional:
        slip = "" if column in names else nearest(column, extra, _SLIP_LIKENESS)
        if slip:
            expected = f"another column name; did you mean {column!r}?"
            raise Refused(slip, expected, line, slip)
    return names


def _named(names: list[str], line: int, columns: Columns, renamed: Mapping[str, str]) -> list[str]:
    """Return names of columns as parkfigures calls them."""
    for column in _known(renamed, columns):
        if renamed[column] not in names:
            expected = f"column {renamed[column]!r}, which {SETTINGS_FILE} names for {column}"
            raise Refused(shorten(",".join(names)), expected, line, column)
    ours = {theirs: column for column, theirs in renamed.items()}
    return [ours.get(name, name) for name in names]


def _known(given: Mapping[str, str], columns: Columns) -> list[str]:
    """Return the columns that package.yml names; raise Refused for one that no such table has."""
    for column in given:
        if column not in columns.names:
            expected = f"one of {', '.join(columns.names)}"
            raise Refused(f"{shorten(column)!r} in {SETTINGS_FILE}", expected)
    return list(given)


def _refuse_many(names: list[str], line: int) -> None:
    if len(names) > MOST_COLUMNS:
        raise Refused(f"{len(names):,} columns", f"at most {MOST_COLUMNS:,}", line)


def _refuse_duplicates(names: list[str], line: int) -> None:
    for name, times in Counter(filter(None, names)).items():
        if times > 1:
            found = f"{times} columns named {shorten(name)!r}"
            raise Refused(found, "each column name once", line, shorten(name))


def _expected(column: str, names: list[str], extra: list[str]) -> str:
    for delimiter, name in _OTHER_DELIMITERS.items():
        if len(names) == 1 and delimiter in names[0]:
            advice = f"or a delimiter in {SETTINGS_FILE}"
            return f"column {column!r}, and commas between cells: these look like {name}; {advice}"
    near = nearest(column, extra)
    slip = f"; did you mean it by {near!r}?" if near else ""
    return f"column {column!r} in the header{slip}"
