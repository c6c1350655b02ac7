"""Connected parts that contradict, taken out of the arrays and settled relation by relation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.alike import Alike, Domains, Marks, Numbers
from schemas.components import parts
from schemas.constraints import Constraint
from schemas.narrowing import Pairs, joined
from schemas.network import Network, settled
from schemas.network_relations import Relations


@dataclass(frozen=True, eq=False)
class Settled:
    """What settling some parts leaves: every domain, and the constraints set aside.

    `within` are the variables of these parts, `at_odds` those of parts that do contradict, `by`
    what tightened them; `broken` has each part with a constraint that was set aside in it.
    """

    domains: Domains
    aside: Marks
    within: Marks
    at_odds: Marks
    by: Pairs
    broken: Sequence[tuple[Network, Constraint]]


def settle(
    relations: Relations,
    constraints: Sequence[Alike],
    near: Numbers,
    domains: Domains,
    widest: bool = False,
) -> Settled:
    """Settle the parts of some variables, from the usual or the widest readings.

    `domains` are what is known of all other variables.
    """
    count = len(domains.low)
    found = Domains(domains.low.copy(), domains.high.copy())
    aside = np.zeros(len(relations.failing), dtype=bool)
    within, at_odds = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    by: list[tuple[int, int]] = []
    broken: list[tuple[Network, Constraint]] = []
    for numbers in parts(constraints, count, near) if len(near) else ():
        part = relations.network(numbers.tolist(), widest)
        state, contradicting = settled(part)
        variables = relations.variables_by_name(numbers.tolist())
        number_of = dict(zip((one.name for one in part.constraints), numbers.tolist(), strict=True))
        for name, variable in variables.items():
            found.low[variable], found.high[variable] = state.domains[name]
        for name, names in state.tightened_by.items():
            by += [(variables[name], number_of[one]) for one in names]
        aside[[number_of[one.name] for one, _ in contradicting]] = True
        within[list(variables.values())] = True
        at_odds[list(variables.values())] = bool(contradicting)
        broken += [(part, one) for one, _ in contradicting]
    return Settled(found, aside, within, at_odds, as_pairs(by), broken)


def all_tightening(parts_apart: Settled, by: Pairs) -> Pairs:
    """Return what tightened every variable, of the settled parts as they were settled."""
    kept = ~parts_apart.within[by.variables]
    return joined([Pairs(by.variables[kept], by.constraints[kept]), parts_apart.by])


def as_pairs(by: Sequence[tuple[int, int]]) -> Pairs:
    """Return variables with a constraint each as pairs in arrays."""
    both = np.array(by, dtype=np.int64).reshape(-1, 2)
    return Pairs(both[:, 0], both[:, 1])
