"""Exact sets of figures that can all be true, by propagation in fractions, apart from the program.

Source: Davis 1987, Constraint propagation with interval labels, Artificial Intelligence 32.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

from schemas.intervals import Interval

Node: TypeAlias = Any
Domains = Mapping[Node, Interval]
ANY = Interval(-inf, inf)
# A chain of relations in one release is shorter than this.
SWEEPS = 6


@dataclass(frozen=True, eq=False)
class Relation:
    """Figures tied together: what each must be, given the others."""

    law: str
    projections: Mapping[Node, Callable[[Domains], Interval]]


def product(law: str, a: Node, b: Node, c: Node, less: int = 0) -> Relation:
    """Return a = b times c; c was printed less a whole number."""
    return Relation(
        law,
        {
            a: lambda of: of[b] * of[c].shifted(less),
            b: lambda of: of[a] / of[c].shifted(less),
            c: lambda of: (of[a] / of[b]).shifted(-less),
        },
    )


def total(law: str, factors: Mapping[Node, int], low: float = 0, high: float = 0) -> Relation:
    """Return that figures, each added or taken away, make a number from low to high."""

    def projection(node: Node) -> Callable[[Domains], Interval]:
        def project(of: Domains) -> Interval:
            rest = Interval(low, high)
            for other, factor in factors.items():
                if other != node:
                    rest = rest - of[other] if factor > 0 else rest + of[other]
            return rest if factors[node] > 0 else -rest

        return project

    return Relation(law, {node: projection(node) for node in factors})


def bounded(law: str, node: Node, low: float, high: float) -> Relation:
    """Return that a figure lies between bounds."""
    return Relation(law, {node: lambda of: Interval(low, high)})


def meet(a: Interval, b: Interval) -> Interval | None:
    low, high = max(a.low, b.low), min(a.high, b.high)
    return Interval(low, high) if low <= high else None


def narrowed(relations: Sequence[Relation], start: Domains) -> dict[Node, Interval] | None:
    """Return what every figure can be when all relations hold; None where they cannot."""
    domains = dict(start)
    for relation in relations:
        for node in relation.projections:
            domains.setdefault(node, ANY)
    for _ in range(SWEEPS):
        before = dict(domains)
        for relation in relations:
            for node, project in relation.projections.items():
                met = meet(domains[node], project(domains))
                if met is None:
                    return None
                domains[node] = met
        if domains == before:
            break
    return domains


def around(node: Node, relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations that are connected with a figure, over any number of others."""
    kept: list[Relation] = []
    reached, rest = {node}, list(relations)
    while True:
        new = [one for one in rest if not reached.isdisjoint(one.projections)]
        if not new:
            return kept
        kept += new
        rest = [one for one in rest if one not in new]
        reached.update(*(one.projections for one in new))
