"""XLSX workbooks -> their sheets; macros, links and whatever else is no cell is left alone."""

import io
from collections.abc import Generator
from typing import IO, Any, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet import _reader as reading
from openpyxl.xml.constants import SHEET_MAIN_NS

from flows.forms.archives import opened
from flows.forms.refusals import refused_if_broken
from flows.forms.sheet import Sheet, Span
from flows.forms.sheet_filling import Budget, Filling
from flows.forms.xlsx_cells import Shown, Styles
from flows.text_files import Refused

_WORKBOOK = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN = f"{{{SHEET_MAIN_NS}}}"
_MOST_SPANS = 100_000


def xlsx_sheets(file: str, content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones too; raises Refused."""
    with refused_if_broken("an XLSX workbook"):
        archive = opened(content)
        _refuse_strict(archive)
        reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        shown = Shown(Styles(archive), reader.wb.epoch == MAC_EPOCH)
        budget = Budget()
        found = [
            (sheet.name, relation.target)
            for sheet, relation in reader.parser.find_sheets()
            if relation.Type.endswith("/worksheet")
        ]
        return [
            _sheet(Filling(file, name, budget), archive, path, reader.shared_strings, shown)
            for name, path in found
        ]


def _refuse_strict(archive: ZipFile) -> None:
    """Refuse the strict form of XLSX, all of whose names are others."""
    if _WORKBOOK in archive.namelist() and _STRICT in archive.read(_WORKBOOK):
        raise Refused("a Strict Open XML workbook", "one saved as 'Excel Workbook (.xlsx)'")


def _sheet(
    filling: Filling, archive: ZipFile, path: str, strings: list[str], shown: Shown
) -> Sheet:
    with archive.open(path) as source:
        parser = _Parser(source, strings, data_only=True)
        for row, cells in parser.parse():
            filling.row(row, {cell["column"]: shown.text(cell) for cell in cells})
    return filling.sheet(tuple(parser.spans))


class _Parser(reading.WorkSheetParser):
    """Reads rows and merged cells alone, and marks formulas that have no value."""

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        self.spans: list[Span] = []
        for _, element in iterparse(cast("IO[bytes]", self.source)):
            if element.tag == reading.ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                self._merge(element.get("ref", ""))

    def _merge(self, cells: str) -> None:
        left, top, right, bottom = range_boundaries(cells)
        if None not in (left, top, right, bottom) and len(self.spans) < _MOST_SPANS:
            self.spans.append(Span(*(cast("int", one) for one in (top, left, bottom, right))))

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(reading.FORMULA_TAG) is not None:
            # The value of a formula may be an empty text.
            empty = element.get("t") == "str" and element.find(reading.VALUE_TAG) is not None
            cell["data_type"] = "s" if empty else "f"
        return cell
