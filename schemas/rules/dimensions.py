"""What a rule's sides are measured in, so that amounts are compared in a currency that fits."""

from collections import Counter
from collections.abc import Mapping

from schemas.rules.expressions import Binary, Claim, Expression, Named, Negative, Number, leaves

# Powers of units, without those that cancel out. None: sums of unlike things.
Dimension = frozenset[tuple[str, int]] | None

PLAIN: Dimension = frozenset()
# Nothing at all may be added to anything.
ZERO: Dimension = frozenset({("zero", 1)})
_COUNTS = ("count", "percent", "pp")


def dimension(expression: Expression, units: Mapping[str, str]) -> Dimension:
    """Return the powers of the units that an expression is measured in, by its operands' units."""
    match expression:
        case Number(value):
            return PLAIN if value else ZERO
        case Named(role):
            return frozenset({(units[role], 1)}) if units[role] not in _COUNTS else PLAIN
        case Negative(of):
            return dimension(of, units)
        case Binary(sign, left, right):
            both = dimension(left, units), dimension(right, units)
            return _like(*both) if sign in "+-" else _product(*both, 1 if sign == "*" else -1)
    return None


def _like(left: Dimension, right: Dimension) -> Dimension:
    if ZERO in (left, right):
        return right if left == ZERO else left
    return left if left == right else None


def _product(left: Dimension, right: Dimension, power: int) -> Dimension:
    if left is None or right is None:
        return None
    if ZERO in (left, right):
        return ZERO
    powers = Counter(dict(left))
    for unit, times in right:
        powers[unit] += power * times
    return frozenset((unit, times) for unit, times in powers.items() if times)


def any_currency(claim: Claim, units: Mapping[str, str]) -> bool:
    """Say whether a claim says the same in every currency: its amounts meet amounts only.

    Where no list says what is money, only claims without numbers are known to.
    """
    if "" in units.values():
        return not any(isinstance(leaf, Number) for side in claim.sides for leaf in leaves(side))
    found = {dimension(side, units) for side in claim.sides} - {ZERO}
    return len(found) <= 1 and None not in found


def shown_unit(claim: Claim, units: Mapping[str, str]) -> str:
    """Return the unit to show a claim's sides in: a unit as given, percent, or none."""
    found = dimension(claim.left, units)
    if found is None:
        return ""
    if not found:
        return "percent" if _is_percent(claim, units) else ""
    [(unit, power), *more] = found
    return unit if power == 1 and not more and unit != "zero" else ""


def _is_percent(claim: Claim, units: Mapping[str, str]) -> bool:
    parts = [leaf for side in claim.sides for leaf in leaves(side)]
    numbers = [leaf.value for leaf in parts if isinstance(leaf, Number)]
    named = [units[leaf.role] for leaf in parts if isinstance(leaf, Named)]
    return "percent" in named or any(value.denominator > 1 and abs(value) < 1 for value in numbers)
