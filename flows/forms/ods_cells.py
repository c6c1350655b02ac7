"""Cells of ODS workbooks -> the texts that were displayed, or why they are not known."""

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

from flows.forms.cell_texts import error_text, not_computed, truth_text
from flows.forms.sheet import Unshown

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, _TEXT, _OFFICE = f"{{{_SPACE}table:1.0}}", f"{{{_SPACE}text:1.0}}", f"{{{_SPACE}office:1.0}}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?|\.[0-9]+")
# Half of the last digit that is displayed, and a little for the binary number behind it.
_HALF = Decimal("0.500001")
_MOST_SPACES = 100


def shown(cell: Element) -> str | Unshown:
    """Return the text of a cell as it was displayed."""
    text = "\n".join(_text(one) for one in cell if one.tag == f"{_TEXT}p")
    kind = cell.get(f"{_OFFICE}value-type", "")
    if cell.get(_ERROR) == "error":
        return error_text(text or "an error")
    if kind == "date":
        return _day(cell.get(f"{_OFFICE}date-value", ""), text)
    if kind == "boolean":
        return truth_text(cell.get(f"{_OFFICE}boolean-value") == "true")
    if kind in ("float", "percentage", "currency"):
        return _number(cell, text)
    missing = not text and not kind and cell.get(f"{TABLE}formula")
    return not_computed() if missing else text


def _number(cell: Element, text: str) -> str | Unshown:
    value = cell.get(f"{_OFFICE}value", "")
    if not text:
        return not_computed() if cell.get(f"{TABLE}formula") else value
    if _agree(text, Decimal(value)):
        return text
    # In other languages a comma stands for the decimal point, and a point between thousands.
    expected = "a number displayed with a decimal point, and with commas between thousands"
    return Unshown(f"{text!r}, displayed for {value}", expected)


def _agree(text: str, value: Decimal) -> bool:
    """Say whether a displayed number is the value of its cell, but for its rounding."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return not found and not value
    number = Decimal(found[0].replace(",", ""))
    exact = abs(value) * (100 if "%" in text else 1)
    digit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return abs(number - exact) <= digit * _HALF


def _day(day: str, text: str) -> str | Unshown:
    """Return a date as it is displayed, if that is ISO 8601 or says year, month and day."""
    if _ISO.fullmatch(text.strip()):
        return text.strip()
    parts = sorted(map(int, re.findall("[0-9]+", text)))
    year, month, number = map(int, day[:10].split("-"))
    if parts in (sorted([year, month, number]), sorted([year % 100, month, number])):
        return day[:10]
    return Unshown(f"{text!r}, a date", "a date displayed as YYYY-MM-DD, or a text")


def _text(element: Element) -> str:
    """Return the text of a paragraph, with the spaces, tabs and lines that are tags."""
    name = element.tag.removeprefix(_TEXT)
    own = {"tab": "\t", "line-break": "\n"}.get(name, "")
    if name == "s":
        own = " " * min(int(element.get(f"{_TEXT}c", "1")), _MOST_SPACES)
    if element.tag == f"{_OFFICE}annotation":
        return ""
    inner = "".join(_text(one) + (one.tail or "") for one in element)
    return own + (element.text or "") + inner
