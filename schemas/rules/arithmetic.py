"""The arithmetic of rules over intervals, of exact numbers and of columns alike.

Projections are those of HC4-revise: the tree is evaluated from its leaves up, and what its root
must be is carried down to one leaf (Benhamou, Goualard, Granvilliers and Puget, Revising hull and
box consistency, ICLP 1999).
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import inf
from numbers import Real
from typing import Any

from schemas.intervals import Interval, either, greatest, least
from schemas.rules.expressions import (
    Binary,
    Claim,
    Expression,
    Named,
    Negative,
    Number,
    roles_of,
)

Roles = Mapping[str, Interval]
Must = Callable[[], Interval]

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
    return _value(expression, Known.of(roles))


def expected(claim: Claim, roles: Roles) -> Interval:
    """Return what the left side must be, given the right one."""
    return _expected(claim, Known.of(roles))


def project(claim: Claim, role: str, roles: Roles, afresh: bool = False) -> Interval:
    """Return what one role must be, given the others; its low is above its high where nothing fits.

    A role that stands in several places counts in the others as it is given, or as unknown where
    it is not given or asked for `afresh`.
    """
    known = Known.of(roles, role if afresh or role not in roles else None)
    found = list(_projections(claim, role, known))
    low = greatest(-inf, *(one.low for one in found))
    return Interval(low, least(inf, *(one.high for one in found)))


def _value(expression: Expression, known: Known) -> Interval:
    match expression:
        case Number(value):
            return known.point(value)
        case Named(role):
            return known.roles[role]
        case Negative(of):
            return -_value(of, known)
        case Binary(sign, left, right):
            joined = SIGNS[sign](_value(left, known), _value(right, known))
            return known.settled(joined) if sign in "*/" else joined
    raise TypeError(f"expected an expression whose operands have roles, found {expression!r}")


def _expected(claim: Claim, known: Known) -> Interval:
    right = _value(claim.right, known)
    match claim.sign:
        case "==":
            return right
        case "<=":
            return Interval(-inf, right.high)
        case ">=":
            return Interval(right.low, inf)
    assert claim.upper is not None, "a range has an upper end"
    return Interval(right.low, _value(claim.upper, known).high)


def _projections(claim: Claim, role: str, known: Known) -> Iterator[Interval]:
    """Yield what each place in which the role stands must be."""
    sides = [claim.left, claim.right, claim.upper]
    musts: list[Must] = [partial(_expected, claim, known), *_ends(claim, known)]
    for side, must in zip(sides, musts, strict=True):
        if side is not None and role in roles_of(side):
            yield from _down(side, must(), role, known)


def _ends(claim: Claim, known: Known) -> tuple[Must, Must]:
    """Return what the right side, and the upper end of a range, must be, given the left side."""

    def same() -> Interval:
        return _value(claim.left, known)

    def below() -> Interval:
        return Interval(-inf, same().high)

    def above() -> Interval:
        return Interval(same().low, inf)

    return {"==": same, "<=": above, ">=": below, "in": below}[claim.sign], above


def _down(expression: Expression, must: Interval, role: str, known: Known) -> Iterator[Interval]:
    """Carry what an expression must be down to each place of the role."""
    match expression:
        case Named():
            yield must
        case Negative(of):
            yield from _down(of, -must, role, known)
        case Binary(sign, left, right):
            if role in roles_of(left):
                inner = _left_must(sign, must, _value(right, known))
                yield from _down(left, known.settled(inner), role, known)
            if role in roles_of(right):
                inner = _right_must(sign, must, _value(left, known))
                yield from _down(right, known.settled(inner), role, known)


def _left_must(sign: str, must: Interval, right: Interval) -> Interval:
    match sign:
        case "+":
            return must - right
        case "-":
            return must + right
        case "*":
            return _factor(must, right)
        case _:
            return must * right


def _right_must(sign: str, must: Interval, left: Interval) -> Interval:
    match sign:
        case "+":
            return must - left
        case "-":
            return left - must
        case "*":
            return _factor(must, left)
        case _:
            return _factor(left, must)


def _factor(product: Interval, other: Interval) -> Interval:
    """Return every number that some number of `other` can be multiplied by to give the product."""
    # Zero times anything is zero: where both may be zero, the factor may be any number.
    free = _may_be_zero(product) & _may_be_zero(other)
    quotient = product / other
    return Interval(either(free, -inf, quotient.low), either(free, inf, quotient.high))


def _may_be_zero(interval: Interval) -> Any:
    return (interval.low <= 0) & (interval.high >= 0)
