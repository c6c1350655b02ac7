"""What the program understands of a printed text, for the person who keyed it."""

from dataclasses import dataclass
from math import inf

from schemas.amounts import Amount, read_amount
from schemas.bars import Bar, Kind, NumberLine
from schemas.faults import Fault
from schemas.grammar import PATTERN
from schemas.normal_text import normalise
from schemas.signs import qualifier_of
from schemas.terms import Measure
from schemas.unread_place import column_of

# What each kind of qualifier makes of its number.
SAYS = {
    "": "none, so the number was rounded to its last digit",
    "more": "the number or more",
    "less": "the number or less",
    "nearly": "a little less than the number",
    "about": "near the number",
}
COUNTED = "none, and counted to the last one"
RANGE = "none: from the first number to the second"
_WORDS = ("before", "within", "many", "many_after", "after")


@dataclass(frozen=True, slots=True)
class Asked:
    """As what texts are read: for a measure, a park's currency and an indicator's unit."""

    measure: Measure = Measure.LEVEL
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A printed text with its reading; `says` explains its qualifier, whose `words` it has."""

    printed: str
    amount: Amount
    qualifier: str
    words: str
    says: str

    @property
    def line(self) -> NumberLine | None:
        """The reading as a picture; None where there is no bound, or nothing between bounds."""
        of = self.amount
        bounds = (of.usual_low, of.usual_high, of.widest_low, of.widest_high)
        if of.widest_low == of.widest_high or not {*bounds} - {-inf, inf}:
            return None
        return NumberLine(of.unit, (Bar("printed", *bounds, Kind.PRINTED),))


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A text that cannot be read: the column, from 1, at which it stops being understood."""

    printed: str
    column: int
    found: str
    expected: str


def understood(printed: str, asked: Asked) -> Understood | NotUnderstood:
    """Return what a printed text says, or where and why it says nothing."""
    try:
        amount = read_amount(printed, asked.measure, asked.currency, asked.unit)
    except Fault as fault:
        column = column_of(printed)
        return NotUnderstood(printed, column, printed[column - 1 :], fault.expected)
    match = PATTERN.fullmatch(normalise(printed))
    assert match is not None, "what is read fits the pattern"
    parts = match.groupdict("")
    kind = qualifier_of(parts)
    words = " ... ".join(parts[name] for name in _WORDS if parts[name])
    return Understood(printed, amount, kind, words, _says(kind, amount, bool(parts["number2"])))


def _says(kind: str, amount: Amount, is_range: bool) -> str:
    if is_range:
        return RANGE
    counted = not kind and amount.usual_low == amount.usual_high
    return COUNTED if counted else SAYS[kind]
