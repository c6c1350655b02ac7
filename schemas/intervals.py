"""Interval arithmetic that works alike on exact numbers, on arrays, and on columns of a table.

Source: Moore, Kearfott and Cloud, Introduction to Interval Analysis (SIAM 2009), chapters 2 and 5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import inf
from typing import Any

# An exact bound is a Fraction, or a float where it is infinite; many bounds at once are a numpy
# array, a column's bound is an ibis expression. Their common arithmetic has no type of its own,
# hence Any.
Bound = Any

NUMBERS = frozenset({int, bool, float, Fraction})
# Doubles carry about 16 digits; four are left for the rounding of a chain of operations.
SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included; an infinite bound is no bound."""

    low: Bound
    high: Bound

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        a, b, c, d = self.low, self.high, other.low, other.high
        if type(a) is type(b) is type(c) is type(d) is float:
            corners = [_product(a, c), _product(a, d), _product(b, c), _product(b, d)]
            return Interval(min(corners), max(corners))
        corners = [_times(a, c), _times(a, d), _times(b, c), _times(b, d)]
        return Interval(least(*corners), greatest(*corners))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Return the quotient; without bounds where the divisor contains zero."""
        return self * _reciprocal(other)

    def shifted(self, by: int) -> "Interval":
        """Return the interval moved by a whole number."""
        return Interval(self.low + by, self.high + by)

    def root(self, degree: Bound) -> "Interval":
        """Return the roots of non-negative numbers."""
        return self.raised(1 / degree)

    def raised(self, by: Bound) -> "Interval":
        """Return the powers of non-negative numbers, with an exponent above zero."""
        return Interval(self.low**by, self.high**by)

    def meets(self, other: "Interval") -> Any:
        """Say whether both hold a common number: a bool, or a boolean column."""
        return _reaches(self.low, other.high) & _reaches(other.low, self.high)

    def gap(self, other: "Interval") -> Any:
        """Return the distance between the intervals, 0 where they meet."""
        return greatest(self.low - other.high, other.low - self.high, 0)


def least(*bounds: Bound) -> Bound:
    """Return the lowest bound; of columns and arrays, row by row."""
    library = _library(bounds)
    if library == "numpy":
        import numpy as np

        return reduce(np.minimum, map(_as_double, bounds))
    if library == "ibis":
        import ibis

        return ibis.least(*bounds)
    return min(bounds)


def greatest(*bounds: Bound) -> Bound:
    """Return the highest bound; of columns and arrays, row by row."""
    library = _library(bounds)
    if library == "numpy":
        import numpy as np

        return reduce(np.maximum, map(_as_double, bounds))
    if library == "ibis":
        import ibis

        return ibis.greatest(*bounds)
    return max(bounds)


def either(condition: Any, then: Any, otherwise: Any) -> Any:
    """Return `then` where the condition holds, else `otherwise`."""
    library = _library((condition,))
    if library == "numpy":
        import numpy as np

        return np.where(condition, then, otherwise)
    if library == "ibis":
        import ibis

        return ibis.ifelse(condition, then, otherwise)
    return then if condition else otherwise


def _library(values: Iterable[Any]) -> str:
    """Return which library's values these are, the empty text for numbers."""
    # Exact arithmetic must not cost the import of a library, and floats should be quick.
    for value in values:
        kind = type(value)
        if kind not in NUMBERS:
            library = kind.__module__.partition(".")[0]
            if library in ("ibis", "numpy"):
                return library
    return ""


def _as_double(bound: Bound) -> Bound:
    # An exact zero, of all that was known beforehand, would make an array one of objects.
    return float(bound) if type(bound) is Fraction else bound


def _times(a: Bound, b: Bound) -> Bound:
    # Zero times no bound is zero: the set of all products holds nothing else.
    zero = (a == 0) | (b == 0)
    if _library((zero,)):
        return either(zero, 0.0, a * b)
    return Fraction(0) if zero else a * b


def _product(a: float, b: float) -> float:
    # As `_times`, at a sixth of the time: zero times infinity is no number, which equals nothing.
    found = a * b
    return found if found == found and found else 0.0


def _reciprocal(of: Interval) -> Interval:
    low, high = of.low, of.high
    if type(low) is type(high) is float:
        straddles = low < 0 < high
        return Interval(
            -inf if straddles or not high else 1 / high, inf if straddles or not low else 1 / low
        )
    straddles = (of.low < 0) & (of.high > 0)
    return Interval(
        either(straddles | (of.high == 0), -inf, _one_over(of.high)),
        either(straddles | (of.low == 0), inf, _one_over(of.low)),
    )


def _one_over(bound: Bound) -> Bound:
    return 1 / bound if _library((bound,)) or bound else inf


def _reaches(low: Bound, high: Bound) -> Any:
    if not _library((low, high)):
        return low <= high
    # Not below one: the difference of two near ratios keeps the rounding of their own size.
    return low <= high + SLACK * greatest(_size(low), _size(high), 1)


def _size(bound: Bound) -> Bound:
    return bound.abs() if _library((bound,)) == "ibis" else abs(bound)
