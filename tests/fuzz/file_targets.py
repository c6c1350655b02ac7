"""What must hold for the bytes of any file of a data package."""

import json

from flows.csv_headers import Columns
from flows.csv_tables import read_table
from flows.forms.encodings import text_of
from flows.printed_tables.table_files import read_mappings
from flows.rule_files import read_rules
from flows.waivers.files import read_waivers
from schemas.codes import Codes, Indicator, Park, Segment
from schemas.figure_fields import Fields
from schemas.figures import PrintedFigure, read_figures
from schemas.printed_figures import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from schemas.terms import Quarantined

CODES = Codes(
    parks={code: Park(code) for code in ("P", "Q")},
    indicators={
        "income": Indicator("income", unit="CNY", kind="flow"),
        "exports": Indicator("exports", unit="USD", kind="flow"),
        "employees": Indicator("employees", kind="stock"),
    },
    segments={code: Segment(code) for code in ("software", "ic", "all/ic")},
)

FIGURE_COLUMNS = Columns(REQUIRED_COLUMNS, OPTIONAL_COLUMNS)


def rule_files(data: bytes) -> None:
    """Rules are read or quarantined, each at a place of the file."""
    check_places(data, read_rules("rules.yml", data, CODES)[1])


def waiver_files(data: bytes) -> None:
    """Waivers are read or quarantined, each at a place of the file."""
    check_places(data, read_waivers(data, ["some-rule"])[1])


def mapping_files(data: bytes) -> None:
    """Mappings of printed tables are read or quarantined, each at a place of the file."""
    check_places(data, read_mappings("tables/a.yml", data, Fields(CODES))[1])


def check_places(data: bytes, quarantined: list[Quarantined]) -> None:
    """Hold each quarantine entry to a place of the file."""
    for entry in quarantined:
        assert entry.found
        assert entry.expected
        if entry.place.line == 0:
            assert entry.refused
            continue
        lines = _lines(data)
        assert 1 <= entry.place.line <= len(lines)
        assert 1 <= int(entry.place.column) <= len(lines[entry.place.line - 1]) + 1


def _lines(data: bytes) -> list[str]:
    text = text_of(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def tables(data: bytes) -> None:
    """Every row of a figures file is read, quarantined with its line, or refused with the file."""
    rows, quarantined = read_table("a.csv", data, FIGURE_COLUMNS)
    if any(entry.refused for entry in quarantined):
        assert len(quarantined) == 1
        assert not rows
        return
    starts = sorted([row.line for row in rows] + [entry.place.line for entry in quarantined])
    assert len(set(starts)) == len(starts)
    lines = _lines(data)
    if b'"' not in data:
        filled = [number for number, line in enumerate(lines, 1) if line.replace(",", "").strip()]
        assert starts == filled[1:]
    printed = [PrintedFigure.from_cells(row.cells, "a.csv", row.line) for row in rows]
    figures, unread = read_figures(printed, Codes())
    assert len(figures) + len(unread) == len(rows)
    for entry in [*quarantined, *unread]:
        assert 2 <= entry.place.line <= len(lines)
        assert isinstance(json.loads(entry.row), dict)
