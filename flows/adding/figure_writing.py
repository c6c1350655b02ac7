"""Appending a figure to a CSV file: what is there stays byte for byte."""

from pathlib import Path

from flows.adding.row_writing import Style, new_style, style_of
from flows.csv_headers import Columns
from flows.csv_tables import Row, read_table
from flows.forms.table_forms import PLAIN, Form
from flows.text_files import Refused
from flows.whole_files import alone_in, replace_whole
from schemas.printed_figures import (
    OPTIONAL_COLUMNS,
    PRINTED_COLUMNS,
    REQUIRED_COLUMNS,
    PrintedFigure,
)

COLUMNS = Columns(REQUIRED_COLUMNS, OPTIONAL_COLUMNS)
_BLANK = b"\xef\xbb\xbf \t\r\n"


class NotWritten(Exception):
    """The file was left as it is; the message says why."""


def append_figure(file: Path, figure: PrintedFigure, form: Form = PLAIN) -> int:
    """Add a row at the end of a file, made where there is none; return the row's line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with alone_in(file.parent):
        return _append(file, figure, form)


def _append(file: Path, figure: PrintedFigure, form: Form) -> int:
    before = file.read_bytes() if file.exists() else b""
    after = _with_row(file, figure, before, form)
    line = _line(file, figure, (before, after), form)
    if file.exists() and file.read_bytes() != before:
        raise NotWritten(f"{file}: it has just been changed; try again")
    replace_whole(file, after)
    return line


def _with_row(file: Path, figure: PrintedFigure, before: bytes, form: Form) -> bytes:
    try:
        if not before.strip(_BLANK):
            style = new_style(PRINTED_COLUMNS, form)
            names = {name: form.columns.get(name, name) for name in PRINTED_COLUMNS}
            return style.row(names) + style.row(figure.cells())
        style = style_of(before, COLUMNS, form)
        _refuse_lost(file, figure, style, form)
        return before + style.row(figure.cells())
    except Refused as refused:
        raise NotWritten(f"{file}: {refused}") from None
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise NotWritten(f"{file}: {sign!r} cannot be written in {form.encoding}") from None


def _refuse_lost(file: Path, figure: PrintedFigure, style: Style, form: Form) -> None:
    """Refuse a file without a column that the figure needs."""
    bare = PrintedFigure.from_cells(form.values, "", 0).cells()
    for column, text in figure.cells().items():
        if text != bare[column] and column not in style.names:
            raise NotWritten(f"{file}: no column {column}, and this figure's is {text!r}")


def _line(file: Path, figure: PrintedFigure, contents: tuple[bytes, bytes], form: Form) -> int:
    """Return the line of the new row; NotWritten where it would be read as something else."""
    before, after = contents
    old = _rows(before, form) if before.strip(_BLANK) else []
    new = _rows(after, form)
    if new[:-1] != old or not new:
        raise NotWritten(f"{file}: a row at its end would change others; key it by hand")
    read = PrintedFigure.from_cells(new[-1].cells, figure.file, figure.line)
    if read != figure:
        raise NotWritten(f"{file}: this figure would be read as another; key it by hand")
    return new[-1].line


def _rows(content: bytes, form: Form) -> list[Row]:
    rows, unread = read_table("", content, COLUMNS, form)
    # What cannot be read is there all the same, and must go on being unread as it is.
    return [*(Row(one.place.line, {"": one.row}) for one in unread), *rows]
