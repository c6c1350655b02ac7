"""Finding where sums run in circles, so that chains of them do not tell all that they imply."""

from collections.abc import Sequence

import numpy as np

from schemas.alike import Alike, Domains, Marks, Numbers, Sums
from schemas.components import leaders, parts
from schemas.sum_arrays import Entries, sums

# A circle of sums as large as a yearbook's table; beyond it the solver would dominate a run.
MOST_VARIABLES = 600


def circles(constraints: Sequence[Alike], domains: Domains) -> list[Numbers]:
    """Return the constraints of each connected group of sums that runs in circles.

    Sums that hold throughout the domains tie nothing. Variables that are equal count as one, and
    sums that then say the same as one: propagation makes equal variables' domains equal, so that
    these circles hide nothing from it. A total that was printed twice adds up from the same parts
    twice.
    """
    count = len(domains.low)
    able = [one.of(~one.idle(domains)) for one in constraints if isinstance(one, Sums)]
    leader = leaders(able, count)
    circular = _circular(able, leader)
    chosen = np.zeros(count, dtype=bool)
    chosen[circular] = True
    near = [one.of(chosen[leader[one.variables[:, 0]]]) for one in able]
    if not any(len(one.numbers) for one in near):
        return []
    circular = _circular(_merged(near, count), leader)
    small = _sizes(near, leader) <= MOST_VARIABLES
    return list(parts(near, count, circular[small[circular]]))


def _circular(constraints: Sequence[Sums], leader: Numbers) -> Numbers:
    """Return the leaders of the connected parts that have more ties than a tree."""
    ties = np.zeros(len(leader), dtype=np.int64)
    for one in constraints:
        size = one.variables.shape[1]
        np.add.at(ties, leader[one.variables[:, 0]], size - 1)
    return np.flatnonzero(ties >= np.maximum(_sizes(constraints, leader), 1))


def _sizes(constraints: Sequence[Sums], leader: Numbers) -> Numbers:
    """Return how many variables the part of each leader has."""
    there = np.zeros(len(leader), dtype=bool)
    for one in constraints:
        there[one.variables] = True
    return np.bincount(leader[there], minlength=len(leader))


def _merged(constraints: Sequence[Sums], count: int) -> list[Sums]:
    """Take equal variables for one, and sums that then say the same."""
    same_as = leaders([one.of(_is_equality(one)) for one in constraints], count)
    merged = sums(
        [
            Entries(
                one.numbers,
                one.low,
                one.high,
                np.repeat(one.numbers, one.variables.shape[1]),
                same_as[one.variables].ravel(),
                one.factors.ravel(),
            )
            for one in constraints
        ],
        count,
    )
    return [_without_repeats(one) for one in merged]


def _is_equality(one: Sums) -> Marks:
    if one.factors.shape[1] != 2:
        return np.zeros(len(one.numbers), dtype=bool)
    opposite = (np.sort(one.factors, axis=1) == [-1.0, 1.0]).all(axis=1)
    found: Marks = opposite & (one.low == 0) & (one.high == 0)
    return found


def _without_repeats(one: Sums) -> Sums:
    said = np.column_stack([one.variables, one.factors, one.low, one.high])
    order = np.lexsort(said.T)
    fresh = (said[order][1:] != said[order][:-1]).any(axis=1)
    return one.of(order[np.append(True, fresh)])
