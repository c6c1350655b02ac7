"""A row as text in the form of the CSV file that it goes into: encoding, quotes, ends of lines."""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.csv_headers import Columns, read_header
from flows.csv_records import records
from flows.csv_tables import first_record
from flows.forms.encodings import ENCODINGS, text_of
from flows.forms.table_forms import Form

_LINE_END = re.compile("\r\n|\n|\r")
_MARKED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Style:
    """How a file's rows are written; `names` are its columns as parkfigures calls them."""

    names: Sequence[str]
    codec: str
    delimiter: str
    line_end: str
    quoted: bool
    ended: bool

    def row(self, cells: Mapping[str, str]) -> bytes:
        """Return a row at the end of the file; a column that the cells lack is empty."""
        texts = [self._cell(cells.get(name, "")) for name in self.names]
        before = "" if self.ended else self.line_end
        return f"{before}{self.delimiter.join(texts)}{self.line_end}".encode(self.codec)

    def _cell(self, text: str) -> str:
        special = re.search(f'[{re.escape(self.delimiter)}"\r\n]|^ | $', text)
        return '"' + text.replace('"', '""') + '"' if self.quoted or special else text


def new_style(names: Sequence[str], form: Form) -> Style:
    """Return how to write a file that is not there yet."""
    return Style(names, _codec(b"", form), form.delimiter or ",", "\n", quoted=False, ended=True)


def style_of(content: bytes, columns: Columns, form: Form) -> Style:
    """Return how a file is written; raises Refused where it is no table with these columns."""
    text = text_of(content, form.encoding)
    delimiter = form.delimiter or ","
    header = first_record(records(text, delimiter))
    found = _LINE_END.search(text)
    return Style(
        read_header(header.cells, header.line, columns, form.columns, form.values),
        _codec(content, form),
        delimiter,
        found[0] if found else "\n",
        _all_are_quoted(_LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0], delimiter),
        text.endswith(("\n", "\r")),
    )


def _codec(content: bytes, form: Form) -> str:
    for mark, codec in _MARKED.items():
        if content.startswith(mark):
            return codec
    codec = ENCODINGS.get(form.encoding, "utf-8")
    # A mark of its byte order stands at a file's beginning only.
    return "utf-8" if codec == "utf-8-sig" else codec


def _all_are_quoted(line: str, delimiter: str) -> bool:
    cell = '"(?:[^"]|"")*"'
    return re.fullmatch(f"{cell}(?:{re.escape(delimiter)}{cell})*", line) is not None
