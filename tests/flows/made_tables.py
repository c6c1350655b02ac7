"""The same rows in every form in which a table may lie in a data package."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[str]]


def made_csv(rows: Rows, delimiter: str = ",") -> bytes:
    """Return rows as CSV in UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def made_xlsx(rows: Rows) -> bytes:
    """Return rows as a workbook; a text that is a number becomes one, with its decimals."""
    workbook = openpyxl.Workbook()
    sheet = workbook["Sheet"]
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            number, number_format = numbered(text)
            cell = sheet.cell(row, column, number)
            cell.number_format = number_format
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook's file."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def made_xls(rows: Rows) -> bytes:
    """Return rows as an old workbook, with numbers in the same way."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Sheet")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            number, number_format = numbered(text)
            sheet.write(row, column, number, xlwt.easyxf(num_format_str=number_format))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def numbered(text: str) -> tuple[str | float, str]:
    """Return what a spreadsheet holds of a text, and its number format."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text, "General"
    places = -int(number.as_tuple().exponent)
    return float(number), f"0.{'0' * places}" if places else "0"


def made_ods(rows: Rows) -> bytes:
    """Return rows as an ODS workbook."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet")
    for texts in rows:
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def made_parquet(rows: Rows) -> bytes:
    """Return rows as a Parquet file of texts."""
    names, *others = rows
    columns = {name: [row[place] for row in others] for place, name in enumerate(names)}
    return parquet(pa.table(columns))


def parquet(table: pa.Table) -> bytes:
    """Return a table as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def made_json(rows: Rows) -> bytes:
    """Return rows as a JSON array of objects, one a line."""
    return b"[\n" + b",\n".join(_objects(rows)) + b"\n]"


def made_json_lines(rows: Rows) -> bytes:
    """Return rows as JSON lines."""
    return b"\n".join(_objects(rows))


def _objects(rows: Rows) -> list[bytes]:
    names, *others = rows
    made = (dict(zip(names, row, strict=True)) for row in others)
    return [json.dumps(one, ensure_ascii=False).encode() for one in made]


MADE: dict[str, Callable[[Rows], bytes]] = {
    ".csv": made_csv,
    ".tsv": lambda rows: made_csv(rows, "\t"),
    ".xlsx": made_xlsx,
    ".xlsm": made_xlsx,
    ".xls": made_xls,
    ".ods": made_ods,
    ".parquet": made_parquet,
    ".json": made_json,
    ".jsonl": made_json_lines,
    ".ndjson": made_json_lines,
}
