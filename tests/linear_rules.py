"""Rules such as `x + y == z` over the fields of a record, as a network's constraints."""

from collections.abc import Iterable

from schemas.constraints import Constraint, Domains, Linear, meet
from schemas.rules.expressions import Claim, Mention, Named, rebuilt
from schemas.rules.grammar import parse
from schemas.rules.linear import linear

# What "less than" must at least leave, in records of whole numbers and tenths.
STRICTLY = 1e-3


def constraints(rules: Iterable[str]) -> list[Linear]:
    return [_constraint(rule) for rule in rules]


def _constraint(rule: str) -> Linear:
    strict = "=" not in rule
    claim = parse(rule.replace("<", "<=").replace(">", ">=") if strict else rule)
    left, right = (rebuilt(side, _named) for side in (claim.left, claim.right))
    found = linear(Claim(left, claim.sign, right))
    assert found is not None, rule
    terms, low, high = found
    margin = STRICTLY if strict else 0.0
    factors = {name: float(factor) for name, factor in terms.items()}
    return Linear(rule, factors, low + margin, high - margin)


def _named(mention: Mention) -> Named:
    return Named(mention.indicator)


def consistent(constraint: Constraint, domains: Domains) -> bool:
    """Say whether one relation, on its own, can hold within the domains."""
    first = constraint.variables[0]
    return meet(constraint.project(first, domains), domains[first]) is not None
