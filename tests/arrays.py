"""A network of constraints, written down one by one, as the arrays of a run's relations."""

from collections.abc import Mapping, Sequence

import numpy as np

from schemas.alike import Domains, Products
from schemas.constraints import Bounds, Constraint, Linear, Projected
from schemas.law_arrays import LawArrays
from schemas.laws import share
from schemas.network_relations import Relations
from schemas.sum_arrays import Entries, sums
from schemas.tightening import tightest
from schemas.variables import Variables


def in_arrays(
    constraints: Sequence[Constraint],
    domains: Mapping[str, Bounds],
    widest: Mapping[str, Bounds] | None = None,
) -> Relations:
    """Return constraints over domains, the widest the usual ones unless they are given.

    The numbers of constraints are their places.
    """
    names = sorted(domains)
    both = [_domains(names, of) for of in (domains, widest or domains)]
    variables = Variables(names, [], *both)
    place = {name: number for number, name in enumerate(names)}
    added = [
        _entries(n, one, place) for n, one in enumerate(constraints) if isinstance(one, Linear)
    ]
    others = [
        Products(
            np.array([n]),
            np.array([[place[name] for name in one.roles.values()]]),
            tuple(one.roles),
            one.implied,
        )
        for n, one in enumerate(constraints)
        if isinstance(one, Projected)
    ]
    return Relations(
        [_law(len(constraints))],
        variables,
        lambda _law, number: (constraints[number].name, None),
        [*sums(added, len(names)), *others],
        [0, len(constraints)],
        np.zeros(len(constraints), dtype=bool),
        *both,
    )


def narrowed(constraints: Sequence[Constraint], domains: Mapping[str, Bounds]) -> dict[str, Bounds]:
    """Return every variable that the constraints narrow, and to what."""
    relations = in_arrays(constraints, domains)
    found = tightest(relations)
    low, high = found.domains.low.tolist(), found.domains.high.tolist()
    return {relations.variables.name(n): (low[n], high[n]) for n in found.narrowed.tolist()}


def _domains(names: Sequence[str], of: Mapping[str, Bounds]) -> Domains:
    return Domains(*(np.array([of[name][side] for name in names]) for side in (0, 1)))


def _entries(number: int, one: Linear, place: Mapping[str, int]) -> Entries:
    count = len(one.coefficients)
    return Entries(
        np.array([number]),
        np.array([one.low]),
        np.array([one.high]),
        np.full(count, number),
        np.array([place[name] for name in one.coefficients], dtype=np.int64),
        np.array(list(one.coefficients.values()), dtype=float),
    )


def _law(count: int) -> LawArrays:
    """Return relations of any law, one for each constraint."""
    return LawArrays(
        share.LAW,
        np.ones((count, 3), dtype=np.int64),
        np.zeros(3 * count, dtype=np.int64),
        np.zeros((count, 3, 4)),
        np.full(count, -1),
    )
