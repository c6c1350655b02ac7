"""What a rule says, as a tree; its arithmetic over intervals, of exact numbers and columns alike.

The projection is HC4-revise: an evaluation of the tree from its leaves to its root, and a
projection of what the root must be onto one leaf (Benhamou, Goualard, Granvilliers and Puget,
Revising hull and box consistency, ICLP 1999).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import inf
from typing import Any, TypeAlias

from schemas.intervals import Interval, either, greatest, least
from schemas.rules.workings import point, settled

Roles = Mapping[str, Interval]

EVERYTHING = Interval(-inf, inf)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Named:
    """An operand, by the name of its role."""

    role: str


@dataclass(frozen=True, slots=True)
class Negative:
    """An expression with its sign turned."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions joined by +, -, * or /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression: TypeAlias = Number | Named | Negative | Binary


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rule claims: `left` is ==, <= or >= `right`, or in `right` to `upper`."""

    left: Expression
    sign: str
    right: Expression
    upper: Expression | None = None


def roles_of(expression: Expression) -> Iterator[str]:
    """Yield the role of each operand, from left to right, as often as it stands there."""
    match expression:
        case Named(role):
            yield role
        case Negative(of):
            yield from roles_of(of)
        case Binary(_, left, right):
            yield from roles_of(left)
            yield from roles_of(right)


def evaluate(expression: Expression, roles: Roles) -> Interval:
    """Return the interval of an expression; without bounds where it may divide by zero."""
    match expression:
        case Number(value):
            return point(value, roles)
        case Named(role):
            return roles[role]
        case Negative(of):
            return -evaluate(of, roles)
        case Binary(sign, left, right):
            return _join(sign, evaluate(left, roles), evaluate(right, roles), roles)


def _join(sign: str, left: Interval, right: Interval, roles: Roles) -> Interval:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return settled(left * right, roles)
        case _:
            return settled(left / right, roles)


def expected(claim: Comparison, roles: Roles) -> Interval:
    """Return what the left side must be, given the right one."""
    right = evaluate(claim.right, roles)
    match claim.sign:
        case "==":
            return right
        case "<=":
            return Interval(-inf, right.high)
        case ">=":
            return Interval(right.low, inf)
        case _:
            assert claim.upper is not None, "a claim of `in` has an upper end"
            return Interval(right.low, evaluate(claim.upper, roles).high)


def project(claim: Comparison, role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the others; empty where it can be nothing.

    Where the role stands more than once, its own interval counts as known in its other places;
    leave it out of `roles` to have it unknown there.
    """
    known = {**{role: EVERYTHING}, **roles} if role not in roles else roles
    found = list(_projections(claim, role, known))
    return reduce(_common, found, EVERYTHING)


def _projections(claim: Comparison, role: str, roles: Roles) -> Iterator[Interval]:
    yield from _down(claim.left, role, roles, lambda: expected(claim, roles))
    left = evaluate(claim.left, roles)
    below, above = Interval(-inf, left.high), Interval(left.low, inf)
    ends = {"==": left, "<=": above, ">=": below, "in": below}
    yield from _down(claim.right, role, roles, lambda: ends[claim.sign])
    if claim.upper is not None:
        yield from _down(claim.upper, role, roles, lambda: above)
