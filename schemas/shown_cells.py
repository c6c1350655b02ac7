"""Cells of a workbook as they are displayed: numbers, dates and texts in their number format."""

from schemas.number_formats import Kind, sections
from schemas.shown_dates import shown_date
from schemas.shown_numbers import section_of, shown_number

_TEXT_SECTION = 3


def shown_value(value: float, number_format: str, from_1904: bool = False) -> str:
    """Return a number as it is displayed, a date in ISO 8601; raises NotShown."""
    section, _ = section_of(value, number_format)
    if section.has(Kind.DATE):
        return shown_date(value, section, from_1904)
    return shown_number(value, number_format)


def shown_text(text: str, number_format: str) -> str:
    """Return a text as it is displayed: a number format may put something before or after it."""
    if "@" not in number_format or number_format == "@":
        return text
    found = sections(number_format)
    section = found[_TEXT_SECTION] if len(found) > _TEXT_SECTION else found[-1]
    if not section.has(Kind.TEXT):
        return text
    kinds = (Kind.TEXT, Kind.LITERAL)
    pieces = [piece for piece in section.pieces if piece.kind in kinds]
    return "".join(text if one.kind is Kind.TEXT else one.text for one in pieces).strip()
