"""Numbers as a spreadsheet displays them in a number format."""

import operator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from math import isfinite

from schemas.number_formats import Kind, NotShown, Piece, Section, sections
from schemas.shown_digits import shown_plain, shown_scientific

# Spreadsheets hold so many digits of a number, and show no more.
_DIGITS = 15
# The widest decimal number that they show without a number format.
_GENERAL_CHARACTERS = 11
_LEAST_GENERAL = Decimal("0.0001")
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_LARGEST = 1e300
_MOST_DIGITS = 400
_BELOW_ZERO = "-(−（负負△▲"


def section_of(value: float, number_format: str) -> tuple[Section, bool]:
    """Return the section in which a number is displayed, and whether it shows the sign itself.

    Raises NotShown for a number that no spreadsheet displays.
    """
    if not isfinite(value) or abs(value) > _LARGEST:
        raise NotShown("a number beyond those of spreadsheets")
    found = sections(number_format)
    numbers = [one for one in found[:3] if not one.has(Kind.TEXT)] or [found[0]]
    if any(one.condition for one in found):
        return _by_condition(value, numbers)
    if value < 0 and len(numbers) > 1:
        return numbers[1], True
    return numbers[2 if value == 0 and len(numbers) > 2 else 0], False


def _by_condition(value: float, numbers: list[Section]) -> tuple[Section, bool]:
    for one in numbers:
        if one.condition is None or _COMPARE[one.condition[0]](value, one.condition[1]):
            if value < 0:
                raise NotShown("a number below zero in a number format with conditions")
            return one, False
    raise NotShown("a number that no condition of the number format allows")


def shown_number(value: float, number_format: str) -> str:
    """Return a number as it is displayed; raises NotShown where that is not known."""
    section, signed = section_of(value, number_format)
    exact = _exact(value)
    if section.has(Kind.GENERAL) or section.has(Kind.TEXT):
        return _general(exact, section.pieces)
    if section.has(Kind.DATE):
        raise NotShown("a date")
    text = _shown(abs(exact), section)
    if exact < 0 and signed and not any(sign in text for sign in _BELOW_ZERO):
        raise NotShown("a number below zero that is displayed without a sign")
    below = exact < 0 and not signed and any(digit in text for digit in "123456789")
    return f"-{text}" if below else text


def _exact(value: float) -> Decimal:
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{_DIGITS}g"))


def _shown(value: Decimal, section: Section) -> str:
    if not section.pieces:
        raise NotShown("a number format that hides the number")
    digits = section.has(Kind.DIGIT)
    if digits and section.has(Kind.SLASH):
        raise NotShown("a fraction")
    shown = shown_scientific if section.has(Kind.EXPONENT) else shown_plain
    with localcontext(prec=_MOST_DIGITS, rounding=ROUND_HALF_UP):
        try:
            value = value.scaleb(2 * sum(piece.kind is Kind.PERCENT for piece in section.pieces))
            return shown(value, section.pieces).strip()
        except InvalidOperation:
            raise NotShown(f"more than {_MOST_DIGITS} digits") from None


def _general(value: Decimal, pieces: tuple[Piece, ...]) -> str:
    others = [piece.kind for piece in pieces if piece.kind is not Kind.LITERAL]
    if others not in ([Kind.GENERAL], [Kind.TEXT]):
        raise NotShown("General with something else in a number format")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    small = value and abs(value) < _LEAST_GENERAL
    if small or ("." in text and len(text.lstrip("-")) > _GENERAL_CHARACTERS):
        raise NotShown("how many digits are displayed depends on the column's width")
    number = "".join(text if one.kind is not Kind.LITERAL else one.text for one in pieces)
    return number.strip()
