"""Files of code lists and rates -> entries; rows that cannot be read are quarantined."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from flows.cells import Cells
from flows.csv_headers import Columns
from flows.forms.any_table import read_any
from flows.forms.table_forms import PLAINLY, Forms
from schemas.faults import Fault
from schemas.places import with_line
from schemas.terms import Place, Quarantined

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class CodeList(Generic[Entry]):
    """How to read one kind of file; `key` is the columns that no two rows share."""

    columns: Columns
    key: tuple[str, ...]
    read: Callable[[Cells], Entry]


def read_list(
    files: dict[str, bytes], kind: CodeList[Entry], forms: Forms = PLAINLY
) -> tuple[list[Entry], list[Quarantined]]:
    """Read all files of one kind; of rows with one key the first stays."""
    entries: list[Entry] = []
    quarantined: list[Quarantined] = []
    first_places: dict[tuple[str, ...], Place] = {}
    for file, content in files.items():
        rows, unread = read_any(file, content, kind.columns, forms.of(file))
        quarantined += unread
        for row in rows:
            try:
                entry = kind.read(row.cells)
                _refuse_duplicate(kind.key, row.cells, row.at.place(row.line), first_places)
                entries.append(entry)
            except Fault as fault:
                place = row.at.place(row.line, fault.column)
                quarantined.append(fault.quarantined(place, row.cells))
    return entries, quarantined


def _refuse_duplicate(
    key: tuple[str, ...],
    cells: Cells,
    place: Place,
    first_places: dict[tuple[str, ...], Place],
) -> None:
    values = tuple([cells[column].strip() for column in key])
    first = first_places.setdefault(values, place)
    if first != place:
        expected = f"each {' and '.join(key)} once; {with_line(first)} has this one"
        raise Fault(key[-1], ", ".join(values), expected)
