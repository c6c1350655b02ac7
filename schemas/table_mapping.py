"""How a printed table is read: what the mapping beside it says of its rows, columns and marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.printed_numbers import Unreadable
from schemas.readings import read

# What a table, a row or a column may say of its figures: the figures' columns, and the unit.
MEANING = (
    *("source_id", "park", "indicator", "segment", "measure", "of", "period", "status"),
    *("note", "unit"),
)
SKIPPED = "skip"
ALL = "all"
# Shares and growth are percentages, whatever the levels beside them are counted in.
PERCENTAGES = ("share", "growth")
_BARE = re.compile(r"[-+(]?[0-9][0-9,.]*\)?", re.ASCII)

Meaning = Mapping[str, str]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its label, and the place of that in the mapping.

    `sum_of` are the labels of what it is the total of, empty for all others, None for no total.
    """

    label: str
    place: tuple[int, int]
    meaning: Meaning = field(default_factory=dict)
    skipped: bool = False
    sum_of: tuple[str, ...] | None = None
    id: str = ""

    @property
    def name(self) -> str:
        """What the line is called in the ids of its figures: its id, its codes, else its label."""
        codes = [self.meaning[one] for one in MEANING[:-2] if self.meaning.get(one)]
        return self.id or "+".join(codes) or ("total" if self.sum_of is not None else self.label)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a mapping says of one table.

    `header` are the first and last of the rows that hold the columns' labels, `labels` of the
    columns that hold the rows'; both count from 1. `empty` are texts that stand for no figure.
    """

    table: str
    place: tuple[int, int]
    file: str
    sheet: str
    header: tuple[int, int]
    labels: tuple[int, int]
    meaning: Meaning
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    marks: Mapping[str, Meaning]
    empty: frozenset[str]
    thousands: str
    skip: frozenset[Cell]


def with_unit(number: str, unit: str) -> str:
    """Return a number with the unit that its table prints elsewhere, if it has none of its own."""
    if not unit or _has_unit(number):
        return number
    return f"{number}{'' if unit[0] == '%' or not unit[0].isascii() else ' '}{unit}"


def _has_unit(text: str) -> bool:
    if _BARE.fullmatch(text):
        return False
    try:
        return read(text).unit != ""
    except Unreadable:
        return False


def is_unit(text: str) -> bool:
    """Say whether a number with this unit after it can be read."""
    try:
        read(with_unit("1", text))
    except Unreadable:
        return False
    return bool(text)


def meaning_of(table: Meaning, column: Meaning, row: Meaning, *marks: Meaning) -> dict[str, str]:
    """Return what all say of a cell: a row before its column, that before the table; all notes."""
    said: dict[str, str] = {}
    unit = ""
    for one in (table, column, row, *marks):
        said |= {name: text for name, text in one.items() if name != "note"}
        if one.get("measure") in PERCENTAGES:
            unit = one.get("unit", "")
    if said.get("measure") in PERCENTAGES:
        said["unit"] = unit
    notes = (one["note"] for one in (table, column, row, *marks) if one.get("note"))
    return said | {"note": "; ".join(dict.fromkeys(notes))}
