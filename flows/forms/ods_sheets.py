"""ODS workbooks -> their sheets; each cell holds the text that was displayed."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from flows.csv_headers import MOST_COLUMNS
from flows.forms.archives import opened
from flows.forms.ods_cells import TABLE, shown
from flows.forms.refusals import refused_if_broken
from flows.forms.sheet import Sheet, Span, Unshown
from flows.forms.sheet_filling import MOST_CELLS, Budget, Filling
from flows.text_files import Refused
from schemas.places import letters

# Copies of other workbooks' sheets, and of other programs' data, are none of this one's.
_COPY = re.compile(r"'.*'#\$.*", re.DOTALL)
Cells = dict[int, str | Unshown]


def ods_sheets(file: str, content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones too; raises Refused."""
    with refused_if_broken("an ODS workbook"):
        archive = opened(content)
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Refused("an encrypted workbook", "one without a password")
        with archive.open("content.xml") as source:
            return list(_sheets(file, iterparse(source, events=("start", "end"))))


def _sheets(file: str, events: Iterator[tuple[str, Element]]) -> Iterator[Sheet]:
    budget = Budget()
    sheet: _OdsSheet | None = None
    depth = 0
    for event, element in events:
        if element.tag == f"{TABLE}table":
            depth += 1 if event == "start" else -1
            # A table within a cell is none of its own.
            if event == "start" and depth == 1:
                sheet = _OdsSheet(Filling(file, element.get(f"{TABLE}name", ""), budget))
            elif depth == 0 and sheet is not None:
                if sheet.filling.name and not _COPY.fullmatch(sheet.filling.name):
                    yield sheet.filling.sheet(tuple(sheet.spans))
                element.clear()
        elif event == "end" and element.tag == f"{TABLE}table-row" and depth == 1 and sheet:
            sheet.row(element)
            element.clear()


class _OdsSheet:
    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.spans: list[Span] = []
        self._row = 1

    def row(self, element: Element) -> None:
        """Add a row; an element may stand for many that are alike."""
        times = _count(element, "number-rows-repeated")
        cells = self._cells(element)
        if cells and times > MOST_CELLS:
            raise Refused(f"{times:,} rows that are alike", f"at most {MOST_CELLS:,} cells")
        for row in range(self._row, self._row + times if cells else self._row):
            self.filling.row(row, cells)
        self._row += times

    def _cells(self, element: Element) -> Cells:
        cells: Cells = {}
        column = 1
        for one in element:
            times = _count(one, "number-columns-repeated")
            text = shown(one) if one.tag == f"{TABLE}table-cell" else ""
            self._merge(one, column)
            if text and column + times - 1 > MOST_COLUMNS:
                found = f"a cell in {letters(column + times - 1)}{self._row}"
                raise Refused(found, f"at most {MOST_COLUMNS:,} columns")
            cells |= dict.fromkeys(range(column, column + times), text) if text else {}
            column += times
        return cells

    def _merge(self, one: Element, column: int) -> None:
        rows, columns = _count(one, "number-rows-spanned"), _count(one, "number-columns-spanned")
        if rows * columns > 1:
            last = self._row + rows - 1, column + columns - 1
            self.spans.append(Span(self._row, column, *last))


def _count(element: Element, name: str) -> int:
    return max(int(element.get(f"{TABLE}{name}", "1")), 1)
