"""Tables in whatever form they lie in a data package -> rows of text, and what is none."""

from collections.abc import Callable

from flows.csv_headers import Columns
from flows.csv_tables import Read, Row, read_table
from flows.forms.encodings import text_of
from flows.forms.json_tables import json_lines_sheet, json_sheet
from flows.forms.sdmx_tables import is_sdmx, read_sdmx
from flows.forms.sheet import Sheet
from flows.forms.sheet_tables import read_sheet
from flows.forms.sheets import TEXTS, WORKBOOKS, sheets, suffix_of
from flows.forms.table_forms import PLAIN, Form
from flows.text_files import Refused, looks_like
from schemas.terms import Quarantined

_JSON = {".json": json_sheet, ".jsonl": json_lines_sheet, ".ndjson": json_lines_sheet}
_PARQUET = ".parquet"
SUFFIXES = (*TEXTS, *WORKBOOKS, _PARQUET, *_JSON)


def read_any(file: str, content: bytes, columns: Columns, form: Form = PLAIN) -> Read:
    """Return the rows of a table with its known columns, and what could not be read."""
    if suffix_of(file) in TEXTS:
        read = read_sdmx if columns.as_printed and is_sdmx(content) else read_table
        return read(file, content, columns, form)
    try:
        found = _sheets(file, content, columns, form)
    except Refused as refused:
        return [], [refused.quarantined(file)]
    rows: list[Row] = []
    quarantined: list[Quarantined] = []
    for sheet in found:
        more, unread = read_sheet(sheet, columns, form)
        rows += more
        quarantined += unread
    return rows, quarantined


def _sheets(file: str, content: bytes, columns: Columns, form: Form) -> list[Sheet]:
    suffix = suffix_of(file)
    if suffix in WORKBOOKS:
        return sheets(file, content, form)
    if suffix == _PARQUET:
        return [_parquet(file, content, columns, form)]
    read: Callable[[str, str, Columns, Form], Sheet] = _JSON[suffix]
    return [read(file, text_of(content, form.encoding), columns, form)]


def _parquet(file: str, content: bytes, columns: Columns, form: Form) -> Sheet:
    # Its library takes a moment to import, and few packages need it here.
    from flows.forms.parquet_tables import parquet_sheet

    if not content.startswith(b"PAR1"):
        raise Refused(looks_like(content), "a Parquet file, as its name says; or another name")
    return parquet_sheet(file, content, columns, form)
