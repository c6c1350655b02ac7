"""What one operand of a rule must be, given the others.

This is HC4-revise: a tree is evaluated from its leaves up, and what its root must be is carried
down to one leaf (Benhamou, Goualard, Granvilliers and Puget, Revising hull and box consistency,
ICLP 1999).
"""

from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import Any

from schemas.intervals import Interval, either, greatest, least
from schemas.rules.arithmetic import Known, Roles, expected_of, value_of
from schemas.rules.expressions import Binary, Claim, Expression, Named, Negative, roles_of

Must = Callable[[], Interval]


def project(claim: Claim, role: str, roles: Roles, afresh: bool = False) -> Interval:
    """Return what one role must be, given the others; its low is above its high where nothing fits.

    A role that stands in several places counts in the others as it is given, or as unknown where
    it is not given or asked for `afresh`.
    """
    known = Known.of(roles, role if afresh or role not in roles else None)
    found = list(_projections(claim, role, known))
    low = greatest(-inf, *(one.low for one in found))
    return Interval(low, least(inf, *(one.high for one in found)))


def _projections(claim: Claim, role: str, known: Known) -> Iterator[Interval]:
    """Yield what each place in which the role stands must be."""
    sides = [claim.left, claim.right, claim.upper]
    musts: list[Must] = [partial(expected_of, claim, known), *_ends(claim, known)]
    for side, must in zip(sides, musts, strict=True):
        if side is not None and role in roles_of(side):
            yield from _down(side, must(), role, known)


def _ends(claim: Claim, known: Known) -> tuple[Must, Must]:
    """Return what the right side, and the upper end of a range, must be, given the left side."""

    def same() -> Interval:
        return value_of(claim.left, known)

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
                inner = _left_must(sign, must, value_of(right, known))
                yield from _down(left, known.settled(inner), role, known)
            if role in roles_of(right):
                inner = _right_must(sign, must, value_of(left, known))
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
