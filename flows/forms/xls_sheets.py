"""XLS workbooks, of 2003 and before -> their sheets."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet as XlsSheet

from flows.forms.cell_texts import error_text, number_text, text_text, truth_text
from flows.forms.refusals import refused_if_broken
from flows.forms.sheet import Sheet, Span, Unshown
from flows.forms.sheet_filling import Budget, Filling
from flows.text_files import Refused
from schemas.built_in_formats import format_of

# Unlike an XLSX workbook it is not packed, and a blank cell takes but two bytes.
LARGEST_BYTES = 30_000_000
_EXPECTED = "an XLS workbook"


def xls_sheets(file: str, content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones too; raises Refused."""
    if len(content) > LARGEST_BYTES:
        raise Refused(f"an XLS workbook of {len(content):,} bytes", f"at most {LARGEST_BYTES:,}")
    with refused_if_broken(_EXPECTED):
        try:
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
            )
        except XLRDError as error:
            if "encrypted" in str(error):
                raise Refused("an encrypted workbook", "one without a password") from None
            raise
        budget = Budget()
        return [_sheet(Filling(file, one.name, budget), book, one) for one in book.sheets()]


def _sheet(filling: Filling, book: Book, found: XlsSheet) -> Sheet:
    given = {one.format_key: one.format_str for one in book.format_list}
    for row in range(found.nrows):
        filling.row(row + 1, dict(_cells(book, found, row, given)))
    # xlrd's ends are one beyond the last.
    merged = (Span(top + 1, left + 1, low, right) for top, low, left, right in found.merged_cells)
    return filling.sheet(tuple(merged))


def _cells(
    book: Book, found: XlsSheet, row: int, given: dict[int, str]
) -> Iterator[tuple[int, str | Unshown]]:
    def format_at(column: int) -> str:
        style = book.xf_list[found.cell_xf_index(row, column)]
        return format_of(style.format_key, given)

    for column in range(found.row_len(row)):
        value: Any = found.cell_value(row, column)
        kind = found.cell_type(row, column)
        shown_as = partial(format_at, column)
        if kind == xlrd.XL_CELL_TEXT:
            yield column + 1, text_text(value, shown_as)
        elif kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            yield column + 1, number_text(value, shown_as, bool(book.datemode))
        elif kind == xlrd.XL_CELL_BOOLEAN:
            yield column + 1, truth_text(value)
        elif kind == xlrd.XL_CELL_ERROR:
            yield column + 1, error_text(xlrd.error_text_from_code.get(value, "an error"))
