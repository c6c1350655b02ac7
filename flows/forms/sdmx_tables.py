"""SDMX-CSV 2.0 -> rows of figures; what its columns mean is in `schemas.sdmx`."""

from collections.abc import Mapping

from flows.csv_headers import Columns, read_header
from flows.csv_records import Record, records
from flows.csv_tables import Read, Row, first_record, unread
from flows.forms.encodings import text_of
from flows.forms.table_forms import Form
from flows.text_files import SETTINGS_FILE, Refused
from schemas.faults import Fault, shorten
from schemas.places import TableColumns
from schemas.sdmx import STRUCTURE, figure_of, is_figure

_STARTS = (b"STRUCTURE,", b"STRUCTURE[", b"STRUCTURE;", b"STRUCTURE\t", b'"STRUCTURE"')
_LABEL = ": "
Cells = dict[str, str]


def is_sdmx(content: bytes) -> bool:
    """Say whether a file is SDMX-CSV 2.0, whose first column says so."""
    return content.removeprefix(b"\xef\xbb\xbf").startswith(_STARTS)


def read_sdmx(file: str, content: bytes, columns: Columns, form: Form) -> Read:
    """Return the rows of an SDMX-CSV file as those of figures, and what could not be read."""
    try:
        found = records(text_of(content, form.encoding), form.delimiter or ",")
        table = _Table(first_record(found), columns, form)
    except Refused as refused:
        return [], [refused.quarantined(file)]
    read: Read = ([], [])
    at = TableColumns(file)
    for record in found:
        if record.expected or len(record.cells) != len(table.names):
            read[1].append(unread(file, record, table.names))
            continue
        given = table.given(record)
        try:
            read[0].append(Row(record.line, table.figure(given), at))
        except Fault as fault:
            row = {**given, "source_id": table.source(given)}
            read[1].append(fault.quarantined(at.place(record.line, fault.column), row))
    return read


class _Table:
    """The columns of one SDMX-CSV file, and which of them are columns of figures.

    Those are columns of the same name, in whatever case, and those that package.yml names.
    """

    def __init__(self, header: Record, columns: Columns, form: Form) -> None:
        given = [name.strip() for name in header.cells]
        self._labelled = {_code(name) for name in given if _LABEL in name} | {STRUCTURE[1]}
        plain = [_code(name).partition("[")[0] for name in given]
        self.names = read_header(plain, header.line, Columns((*STRUCTURE, "OBS_VALUE")))
        self._values = dict(form.values)
        upper = {name.upper(): name for name in reversed(plain)}
        same = {one: upper[one.upper()] for one in columns.names if one.upper() in upper}
        self._ours = {**same, **form.columns}
        self._refuse_unknown(header.line, columns)

    def _refuse_unknown(self, line: int, columns: Columns) -> None:
        found = shorten(",".join(self.names))
        for column in (*self._ours, *self._values):
            if column not in columns.names:
                expected = f"one of {', '.join(columns.names)}"
                raise Refused(f"{shorten(column)!r} in {SETTINGS_FILE}", expected)
            if self._ours.get(column, self.names[0]) not in self.names:
                expected = f"column {self._ours[column]!r}, as {SETTINGS_FILE} names it"
                raise Refused(found, expected, line, column)
        for column in ("park", "indicator"):
            if column not in self._ours and column not in self._values:
                expected = f"column {column!r}, or {SETTINGS_FILE} to name another for it"
                raise Refused(found, expected, line, column)

    def given(self, record: Record) -> Cells:
        """Return a row's cells by their columns, without the labels of codes."""
        cells = zip(self.names, record.cells, strict=True)
        return {name: _code(cell) if name in self._labelled else cell for name, cell in cells}

    def source(self, given: Mapping[str, str]) -> str:
        """Return the source of a row, which is known whatever else is wrong with it."""
        named = self._values.get("source_id") or given[self._ours.get("source_id", STRUCTURE[1])]
        return named.strip()

    def figure(self, given: Mapping[str, str]) -> Cells:
        """Return a row's cells as those of a figure; raises Fault."""
        is_figure(given)
        ours = {column: given[name] for column, name in self._ours.items()} | self._values
        dimensions = self.names[: self.names.index("OBS_VALUE")]
        return figure_of(given, dimensions, ours) | ours


def _code(text: str) -> str:
    return text.partition(_LABEL)[0].strip()
