"""Relations among variables as a network of constraints sees them: what each allows the others.

Bounds are plain pairs of floats here: a contradiction is settled in thousands of projections.
Source of the projections: Benhamou, Goualard, Granvilliers and Puget, Revising hull and box
consistency (ICLP 1999).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from schemas.intervals import SLACK, Interval

Bounds = tuple[float, float]
Domains = Mapping[str, Bounds]

ANY: Bounds = (-inf, inf)


class Constraint(Protocol):
    """One relation of the network; `name` is unique in it."""

    @property
    def name(self) -> str:
        """What the relation is called."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that the relation ties together."""

    def project(self, variable: str, domains: Domains) -> Bounds:
        """Return what one variable must be, given the domains of the others."""


@dataclass(frozen=True)
class Linear:
    """The sum of coefficient times variable lies between `low` and `high`."""

    name: str
    coefficients: Mapping[str, float]
    low: float = 0.0
    high: float = 0.0
    variables: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the variables in the order of the coefficients."""
        object.__setattr__(self, "variables", tuple(self.coefficients))

    def project(self, variable: str, domains: Domains) -> Bounds:
        """Return what one variable must be, given the domains of the others."""
        low, high = self.low, self.high
        for other, factor in self.coefficients.items():
            if other != variable:
                a, b = domains[other]
                low, high = (
                    (low - factor * b, high - factor * a)
                    if factor > 0
                    else (
                        low - factor * a,
                        high - factor * b,
                    )
                )
        factor = self.coefficients[variable]
        return (low / factor, high / factor) if factor > 0 else (high / factor, low / factor)


@dataclass(frozen=True)
class Projected:
    """A law's relation of one figure a role; `implied` is the law's own projection."""

    name: str
    roles: Mapping[str, str]
    implied: Callable[[str, Mapping[str, Interval]], Interval]

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables in the order of the roles."""
        return tuple(self.roles.values())

    def project(self, variable: str, domains: Domains) -> Bounds:
        """Return what one variable must be, given the domains of the others."""
        intervals = {role: Interval(*domains[name]) for role, name in self.roles.items()}
        low, high = ANY
        for role, name in self.roles.items():
            if name == variable:
                found = self.implied(role, intervals)
                low, high = max(low, float(found.low)), min(high, float(found.high))
        return low, high


def meet(a: Bounds, b: Bounds) -> Bounds | None:
    """Return what two intervals have in common; None where nothing, floats' last digits aside."""
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low <= high:
        return low, high
    if low - high <= SLACK * max(abs(low), abs(high)):
        return high, low
    return None


def tied(constraints: Sequence[Constraint]) -> dict[str, list[Constraint]]:
    """Return the constraints of each variable."""
    found: dict[str, list[Constraint]] = {}
    for constraint in constraints:
        for variable in dict.fromkeys(constraint.variables):
            found.setdefault(variable, []).append(constraint)
    return found
