"""The values of workbooks' cells -> the texts that are displayed, or why they are not known."""

from collections.abc import Callable
from functools import lru_cache

from flows.forms.sheet import Unshown
from schemas.number_formats import NotShown
from schemas.shown_cells import shown_text, shown_value

_SHOWS_DIGITS = "a number format that says which digits are displayed, such as 0.00; or a text"
_COMPUTED = "its value: open the workbook in a spreadsheet program and save it"
FormatOf = Callable[[], str]


@lru_cache(maxsize=65_536)
def _shown(value: float, number_format: str, from_1904: bool) -> str:
    return shown_value(value, number_format, from_1904)


def number_text(value: float, format_of: FormatOf, from_1904: bool = False) -> str | Unshown:
    """Return a number, or the date that it stands for, as it is displayed."""
    named = ""
    try:
        number_format = format_of()
        named = f" in the number format {number_format}"
        return _shown(value, number_format, from_1904)
    except NotShown as reason:
        return Unshown(f"{value!r}{named}: {reason}", _SHOWS_DIGITS)


def text_text(text: str, format_of: FormatOf) -> str | Unshown:
    """Return a text as it is displayed."""
    try:
        return shown_text(text, format_of())
    except NotShown:
        # Texts are displayed as they are where their number format is for numbers.
        return text


def truth_text(value: object) -> str:
    """Return true or false as it is displayed."""
    return "TRUE" if value else "FALSE"


def error_text(error: object) -> Unshown:
    """Return what stands for a cell that holds an error, such as #DIV/0!."""
    return Unshown(str(error), "a text or a number: this cell holds an error")


def not_computed(formula: str = "a formula") -> Unshown:
    """Return what stands for a formula whose value was never saved."""
    return Unshown(f"{formula} without its value", _COMPUTED)
