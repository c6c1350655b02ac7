"""Rows of figures files as text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from schemas.terms import Measure, Status

REQUIRED_COLUMNS = ("figure_id", "source_id", "park", "indicator", "period", "printed")
_DEFAULTS = {"measure": Measure.LEVEL.value, "status": Status.ACTUAL.value}
# The publisher's and the user's own words; every other column holds a code.
_KEPT_AS_GIVEN = ("printed", "note")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One row of a figures file, and the place it was read from."""

    figure_id: str
    source_id: str
    park: str
    indicator: str
    segment: str = ""
    measure: str = Measure.LEVEL.value
    of: str = ""
    period: str = ""
    status: str = Status.ACTUAL.value
    printed: str = ""
    note: str = ""
    file: str = ""
    line: int = 0

    @classmethod
    def from_cells(cls, cells: Mapping[str, str], file: str, line: int) -> "PrintedFigure":
        """Return the row of these cells: codes stripped, missing and empty ones by default."""
        texts = {column: _text(column, cells.get(column, "")) for column in PRINTED_COLUMNS}
        return cls(**texts, file=file, line=line)

    def cells(self) -> dict[str, str]:
        """Return the row's columns and their texts."""
        return {column: getattr(self, column) for column in PRINTED_COLUMNS}


PRINTED_COLUMNS = tuple(
    field.name for field in fields(PrintedFigure) if field.name not in ("file", "line")
)
OPTIONAL_COLUMNS = tuple(column for column in PRINTED_COLUMNS if column not in REQUIRED_COLUMNS)


def _text(column: str, cell: str) -> str:
    if column in _KEPT_AS_GIVEN:
        return cell
    return cell.strip() or _DEFAULTS.get(column, "")
