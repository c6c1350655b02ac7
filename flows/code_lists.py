"""Files of code lists and rates -> entries; rows that cannot be read are quarantined."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.cells import Cells
from flows.csv_headers import Columns
from flows.csv_tables import read_table
from schemas.faults import Fault
from schemas.terms import Quarantined

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class CodeList(Generic[Entry]):
    """How to read one kind of file; `key` is the columns that no two rows share."""

    columns: Columns
    key: tuple[str, ...]
    read: Callable[[Cells], Entry]


def read_list(
    files: dict[str, bytes], kind: CodeList[Entry]
) -> tuple[list[Entry], list[Quarantined]]:
    """Read all files of one kind; of rows with one key the first stays."""
    entries: list[Entry] = []
    quarantined: list[Quarantined] = []
    first_places: dict[tuple[str, ...], tuple[str, int]] = {}
    for file, content in files.items():
        rows, unread = read_table(file, content, kind.columns)
        quarantined += unread
        for row in rows:
            try:
                entry = kind.read(row.cells)
                _refuse_duplicate(kind.key, row.cells, (file, row.line), first_places)
                entries.append(entry)
            except Fault as fault:
                quarantined.append(fault.quarantined(file, row.line, row.cells))
    return entries, quarantined


def _refuse_duplicate(
    key: tuple[str, ...],
    cells: Cells,
    place: tuple[str, int],
    first_places: dict[tuple[str, ...], tuple[str, int]],
) -> None:
    values = tuple([cells[column].strip() for column in key])
    file, line = first_places.setdefault(values, place)
    if (file, line) != place:
        expected = f"each {' and '.join(key)} once; {file}:{line} has this one"
        raise Fault(key[-1], ", ".join(values), expected)
