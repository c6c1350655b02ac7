"""Parquet files -> sheets of texts; a column that has lost its printed digits is refused."""

import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.csv_headers import MOST_COLUMNS, Columns
from flows.csv_records import Record
from flows.forms.fit_texts import fit_record
from flows.forms.refusals import refused_if_broken
from flows.forms.sheet import Sheet
from flows.forms.sheet_filling import Budget, refuse_long
from flows.forms.table_forms import Form
from flows.text_files import Refused

_LOST = "a text, or DECIMAL, which keep trailing zeros: a {type} has lost them"
_DIGITS = 15
_ROWS_AT_ONCE = 10_000


def parquet_sheet(file: str, content: bytes, columns: Columns, form: Form) -> Sheet:
    """Return the known columns of a Parquet file as a sheet, the line being the row's number."""
    with refused_if_broken("a Parquet file"):
        table = pq.ParquetFile(io.BytesIO(content))
        fields = {one.name: one.type for one in table.schema_arrow}
        if len(fields) > MOST_COLUMNS or len(fields) != len(table.schema_arrow):
            raise Refused(f"{len(table.schema_arrow)} columns", "each once, and at most 1,000")
        refuse_long(fields, 0)
        ours = {form.columns.get(name, name): name for name in columns.names}
        known = [name for name in fields if name in ours]
        texts = {name: _text_of(ours[name], fields[name], columns) for name in known}
        header = [*known, *(name for name in fields if name not in ours)]
        return Sheet(file, "", [Record(0, header), *_records(table, texts)])


def _records(table: pq.ParquetFile, texts: dict[str, Callable[[Any], str]]) -> list[Record]:
    budget = Budget()
    records: list[Record] = []
    for batch in table.iter_batches(_ROWS_AT_ONCE, columns=list(texts)):
        columns = [
            ["" if value is None else texts[name](value) for value in column.to_pylist()]
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        ]
        characters = sum(sum(map(len, column)) for column in columns)
        budget.spend(batch.num_rows, batch.num_rows * len(columns), characters)
        rows = map(list, zip(*columns, strict=True))
        records += [fit_record(line, row) for line, row in enumerate(rows, len(records) + 1)]
    return records


def _text_of(column: str, kind: pa.DataType, columns: Columns) -> Callable[[Any], str]:
    """Return how to write the values of a column; raises Refused where that is not known."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_floating(kind) and column in columns.as_printed:
        raise Refused(f"a column of type {kind}", _LOST.format(type=kind), 0, column)
    for is_such, text in _TEXTS:
        if is_such(kind):
            return text
    raise Refused(f"a column of type {kind}", "a text, a number or a date", 0, column)


_TEXTS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[Any], str]], ...] = (
    (pa.types.is_string, str),
    (pa.types.is_large_string, str),
    (pa.types.is_string_view, str),
    (pa.types.is_integer, str),
    (pa.types.is_null, str),
    (pa.types.is_floating, lambda value: format(value, f".{_DIGITS}g")),
    (pa.types.is_decimal, lambda value: format(value, "f")),
    (pa.types.is_date, lambda value: str(value.isoformat())),
    (pa.types.is_timestamp, lambda value: str(value.isoformat()).removesuffix("T00:00:00")),
)
