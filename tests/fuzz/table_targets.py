"""What must hold for tables in other forms than CSV, and for what says how they are displayed."""

import json
import struct

from flows.forms.any_table import read_any
from flows.forms.table_forms import read_forms
from schemas.number_formats import NotShown
from schemas.shown_cells import shown_value
from tests.fuzz.file_targets import FIGURE_COLUMNS, check_places


def form_files(data: bytes) -> None:
    """Forms of tables are read or quarantined, each at a place of the file."""
    forms, quarantined = read_forms(data)
    check_places(data, [*quarantined, *forms.unused(["figures/a.csv"])])


def json_tables(data: bytes) -> None:
    """Each object of JSON lines is read, quarantined with its line, or refused with the file."""
    rows, quarantined = read_any("a.jsonl", data, FIGURE_COLUMNS)
    if any(entry.refused for entry in quarantined):
        assert (rows, len(quarantined)) == ([], 1)
        return
    starts = sorted([row.line for row in rows] + [entry.place.line for entry in quarantined])
    assert len(set(starts)) == len(starts)
    for row in rows:
        # What is read can be kept in a file, and told.
        json.dumps(row.cells, ensure_ascii=False).encode()


def number_formats(data: bytes) -> None:
    """A number is displayed as a text that is not too long, or it is said why not."""
    value = struct.unpack("<d", data[:8].ljust(8, b"\0"))[0]
    number_format = data[8:].decode("utf-8", "replace")
    try:
        shown = shown_value(value, number_format)
    except NotShown:
        return
    assert shown == shown.strip()
    # The largest number has 301 digits, and every third may have a comma.
    assert len(shown) <= 450 + len(number_format)
