"""The network of all relations, gathered from those of each law."""

from collections.abc import Sequence

import numpy as np

from schemas.alike import Domains, Floats, Marks
from schemas.law_arrays import LawArrays, constraint_starts, products
from schemas.network_relations import Named, Relations
from schemas.sum_arrays import entries, sums
from schemas.variables import Variables


def gather(
    laws: Sequence[LawArrays], failing: Sequence[Marks], variables: Variables, named: Named
) -> Relations:
    """Return the constraints of laws' relations; `failing` says which relations of each fail."""
    starts = constraint_starts(laws)
    added, others, known = [], [], [np.empty((0, 4))]
    for law, first in zip(laws, starts, strict=False):
        if law.law.equal or law.law.linear is not None:
            added.append(entries(law, first))
        elif law.law.implied is not None:
            before = len(variables) + sum(map(len, known))
            made, constants = products(law, first, before)
            others.append(made)
            known.append(law.known.reshape(-1, 4)[constants])
    bounds = np.concatenate(known)
    fails = [np.repeat(one, law.makes) for one, law in zip(failing, laws, strict=True)]
    return Relations(
        laws,
        variables,
        named,
        [*sums(added, len(variables)), *others],
        starts,
        np.concatenate([np.empty(0, dtype=bool), *fails]),
        _with_constants(variables, variables.usual, bounds[:, :2]),
        _with_constants(variables, variables.widest, bounds[:, 2:]),
    )


def _with_constants(variables: Variables, printed: Domains, known: Floats) -> Domains:
    unknown = np.full(len(variables.unprinted), np.inf)
    return Domains(
        np.concatenate([printed.low, -unknown, known[:, 0]]),
        np.concatenate([printed.high, unknown, known[:, 1]]),
    )
