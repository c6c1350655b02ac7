"""The arithmetic of rules over intervals, of exact numbers and of columns alike."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from numbers import Real
from typing import Any

from schemas.intervals import Interval
from schemas.rules.expressions import Binary, Claim, Expression, Named, Negative, Number

Roles = Mapping[str, Interval]

EVERYTHING = Interval(-inf, inf)
SIGNS: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


@dataclass(frozen=True)
class Known:
    """The intervals of a rule's roles, and how results are kept."""

    roles: Roles
    exact: bool
    keep: Callable[[Interval], Interval]

    @classmethod
    def of(cls, roles: Roles, unknown: str | None = None) -> "Known":
        """Take the roles as they are given, but for one that is to count as unknown."""
        exact = all(isinstance(one.low, Real) for one in roles.values())
        keep = getattr(roles, "keep", None) or _as_it_is
        if unknown is not None:
            roles = {**roles, unknown: EVERYTHING}
        return cls(roles, exact, keep)

    def point(self, value: Fraction) -> Interval:
        """Return a number as an interval; a table holds no fractions."""
        bound = value if self.exact else float(value)
        return Interval(bound, bound)

    def settled(self, of: Interval) -> Interval:
        """Return a product or quotient, kept as further columns of a table where it is one."""
        if self.exact:
            return of
        plain = Interval(_no_fraction(of.low), _no_fraction(of.high))
        is_number = isinstance(plain.low, Real) and isinstance(plain.high, Real)
        return plain if is_number else self.keep(plain)


def _as_it_is(interval: Interval) -> Interval:
    return interval


def _no_fraction(bound: Any) -> Any:
    return float(bound) if isinstance(bound, Fraction) else bound


def evaluate(expression: Expression, roles: Roles) -> Interval:
    """Return the interval of an expression; without bounds where it may divide by zero."""
    return value_of(expression, Known.of(roles))


def expected(claim: Claim, roles: Roles) -> Interval:
    """Return what the left side must be, given the right one."""
    return expected_of(claim, Known.of(roles))


def value_of(expression: Expression, known: Known) -> Interval:
    """Return the interval of an expression of what is known."""
    match expression:
        case Number(value):
            return known.point(value)
        case Named(role):
            return known.roles[role]
        case Negative(of):
            return -value_of(of, known)
        case Binary(sign, left, right):
            joined = SIGNS[sign](value_of(left, known), value_of(right, known))
            return known.settled(joined) if sign in "*/" else joined
    raise TypeError(f"expected an expression whose operands have roles, found {expression!r}")


def expected_of(claim: Claim, known: Known) -> Interval:
    """Return what the left side must be, of what is known."""
    right = value_of(claim.right, known)
    match claim.sign:
        case "==":
            return right
        case "<=":
            return Interval(-inf, right.high)
        case ">=":
            return Interval(right.low, inf)
    assert claim.upper is not None, "a range has an upper end"
    return Interval(right.low, value_of(claim.upper, known).high)
