"""Cells of XLSX workbooks -> the texts that they display, in the number formats of their styles."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS

from flows.forms.cell_texts import error_text, not_computed, number_text, text_text, truth_text
from flows.forms.sheet import Unshown
from flows.text_files import Refused
from schemas.built_in_formats import GENERAL, format_of

_STYLES = "xl/styles.xml"
_MAIN = f"{{{SHEET_MAIN_NS}}}"


class Styles:
    """The number formats of a workbook, by the styles that its cells name."""

    def __init__(self, archive: ZipFile) -> None:
        root = fromstring(archive.read(_STYLES)) if _STYLES in archive.namelist() else None
        formats = root.findall(f"{_MAIN}numFmts/{_MAIN}numFmt") if root is not None else ()
        styles = root.findall(f"{_MAIN}cellXfs/{_MAIN}xf") if root is not None else ()
        self._given = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in formats}
        self._numbers = [int(one.get("numFmtId", 0)) for one in styles]

    def format_of(self, style: int) -> str:
        """Return a style's number format; raises NotShown where that is not known."""
        if not self._numbers:
            return GENERAL
        if not 0 <= style < len(self._numbers):
            raise Refused(f"a cell of style {style}", f"one of {len(self._numbers)} styles")
        return format_of(self._numbers[style], self._given)


class Shown:
    """Cells as they are displayed."""

    def __init__(self, styles: Styles, from_1904: bool) -> None:
        self._styles = styles
        self._from_1904 = from_1904

    def text(self, cell: Mapping[str, Any]) -> str | Unshown:
        """Return a cell's text; a cell is what openpyxl's parser makes of it."""
        value, kind = cell["value"], cell["data_type"]
        if kind == "f":
            return not_computed()
        if value is None:
            return ""
        if kind == "n":
            return number_text(value, lambda: self._format_of(cell), self._from_1904)
        if kind == "s":
            text = unescape(value) if "_x" in value else value
            return text_text(text, lambda: self._format_of(cell))
        return _OTHERS[kind](value)

    def _format_of(self, cell: Mapping[str, Any]) -> str:
        return self._styles.format_of(int(cell["style_id"]))


def _day_text(value: Any) -> str | Unshown:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return Unshown(str(value), "a day without a time of day")


_OTHERS: Mapping[str, Callable[[Any], str | Unshown]] = {
    "b": truth_text,
    "e": error_text,
    "d": _day_text,
}
