"""What a printed text says of a figure: its unit and the intervals its value may lie in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from schemas.grammar import PATTERN
from schemas.intervals import Interval
from schemas.normal_text import normalise
from schemas.printed_numbers import Unreadable
from schemas.qualifiers import bounds
from schemas.quantities import amount, interval, quantity
from schemas.ranges import Range, range_of
from schemas.signs import is_negative, qualifier_of, refuse_lone_scale, unit_of_growth
from schemas.unread_text import expected_instead

__all__ = ["LONGEST", "Reading", "Unreadable", "read"]

# Printed figures have about 10 to 40 characters; longer text is prose, or an attack.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one printed text, in base units; `digit` is one unit of its last digit.

    `unit` is an ISO 4217 code, `percent` or `pp` (both as fractions of one), `m2`, `m`, or empty.
    """

    unit: str
    usual: Interval
    widest: Interval
    digit: Fraction


@lru_cache(maxsize=2**14)
def read(printed: str, yuan: str = "CNY") -> Reading:
    """Read a printed figure, taking 元 without a country for `yuan`; raises Unreadable."""
    if len(printed) > LONGEST:
        raise Unreadable(
            f"one figure in at most {LONGEST} characters, such as '420 billion yuan'; "
            f"this text has {len(printed)}"
        )
    text = normalise(printed)
    match = PATTERN.fullmatch(text)
    if match is None:
        raise Unreadable(expected_instead(text))
    return _reading(match.groupdict(""), yuan)


def _reading(parts: Mapping[str, str], yuan: str) -> Reading:
    refuse_lone_scale(parts)
    qualifier = qualifier_of(parts)
    intervals = range_of if parts["number2"] else _single
    usual, widest, of = intervals(parts, qualifier, yuan)
    unit = unit_of_growth(parts, of.unit)
    if is_negative(parts, qualifier, unit):
        usual, widest = -usual, -widest
    return Reading(unit, usual, widest, of.digit)


def _single(parts: Mapping[str, str], qualifier: str, yuan: str) -> Range:
    if parts["span"] or parts["ended"]:
        raise Unreadable("both ends of a range, such as 'between 30 and 40'")
    of = quantity(amount(parts, ""), yuan)
    counted = of.number.counted and not unit_of_growth(parts, of.unit)
    usual, widest = bounds(qualifier, of.number.count, of.number.coarse, counted)
    return interval(of, usual), interval(of, widest), of
