"""Rows of the log for other programs: JSON lines, CSV or Parquet, to a file or standard output."""

import io
import sys
from pathlib import Path

import click
import pyarrow as pa
from pyarrow import parquet

from flows.commands.options import Unusable
from flows.formats.csv_format import rows_csv
from flows.formats.json_format import row_json

PARQUET = "parquet"


def write_rows(rows: pa.Table, form: str, out: Path | None) -> None:
    """Write rows in a form that machines read: into a file where one is given."""
    if form == PARQUET and out is None and sys.stdout.isatty():
        raise Unusable("--format parquet: no text for a terminal; name a file with --out")
    content = _content(rows, form)
    if out is None:
        click.echo(content, nl=False)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Unusable(f"--out {out}: cannot be written: {error.strerror}") from error


def _content(rows: pa.Table, form: str) -> bytes:
    if form == PARQUET:
        file = io.BytesIO()
        parquet.write_table(rows, file)
        return file.getvalue()
    # Machines read UTF-8, whatever the terminal's encoding is.
    return _text(rows, form).encode(errors="replace")


def _text(rows: pa.Table, form: str) -> str:
    if form == "csv":
        return rows_csv(rows.column_names, rows.to_pylist())
    return "".join(f"{row_json(row)}\n" for row in rows.to_pylist())
