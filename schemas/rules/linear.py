"""A rule as a sum of figures with coefficients, where it is one."""

from collections.abc import Mapping
from fractions import Fraction
from math import inf

from schemas.rules.expressions import Binary, Claim, Expression, Named, Negative, Number

# The coefficient of each role; that of "" is the number on its own.
Terms = Mapping[str, Fraction]

ZERO = Fraction(0)


def linear(claim: Claim) -> tuple[Terms, float, float] | None:
    """Return the roles' coefficients, and the numbers between which their sum must lie."""
    left, right = _terms(claim.left), _terms(claim.right)
    upper = right if claim.upper is None else _terms(claim.upper)
    if left is None or right is None or upper is None:
        return None
    if _roles(right) != _roles(upper):
        return None
    difference = _sum(left, right, -1)
    roles = {role: factor for role, factor in _roles(difference).items() if factor}
    low, high = -difference.get("", ZERO), upper.get("", ZERO) - left.get("", ZERO)
    return (
        roles,
        -inf if claim.sign == "<=" else float(low),
        inf if claim.sign == ">=" else float(high),
    )


def _roles(terms: Terms) -> dict[str, Fraction]:
    return {role: factor for role, factor in terms.items() if role}


def _terms(expression: Expression) -> Terms | None:
    match expression:
        case Number(value):
            return {"": value}
        case Named(role):
            return {role: Fraction(1)}
        case Negative(of):
            inner = _terms(of)
            return None if inner is None else _sum({}, inner, -1)
        case Binary(sign, left, right):
            a, b = _terms(left), _terms(right)
            return None if a is None or b is None else _joined(sign, a, b)
    return None


def _joined(sign: str, a: Terms, b: Terms) -> Terms | None:
    if sign in "+-":
        return _sum(a, b, 1 if sign == "+" else -1)
    if not _roles(b) and b.get("", ZERO):
        by = b[""] if sign == "*" else 1 / b[""]
        return {role: factor * by for role, factor in a.items()}
    if sign == "*" and not _roles(a):
        return {role: factor * a[""] for role, factor in b.items()}
    return None


def _sum(a: Terms, b: Terms, sign: int) -> dict[str, Fraction]:
    return {role: a.get(role, ZERO) + sign * b.get(role, ZERO) for role in {**a, **b}}
