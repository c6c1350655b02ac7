"""Connected parts of a network in arrays: the constraints that share variables.

Source: hooking and pointer jumping, Shiloach and Vishkin 1982, An O(log n) parallel connectivity
algorithm, Journal of Algorithms 3.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from schemas.alike import Alike, Numbers


def leaders(constraints: Sequence[Alike], variables: int) -> Numbers:
    """Return for each variable the first one that it is connected with, itself at least."""
    rows = [one.variables for one in constraints if len(one.numbers)]
    leader = np.arange(variables)
    while True:
        before = leader.copy()
        for tied in rows:
            first = leader[tied].min(axis=1)[:, None]
            np.minimum.at(leader, leader[tied], first)
            np.minimum.at(leader, tied, first)
        leader = leader[leader]
        if (leader == before).all():
            return leader


def parts(
    constraints: Sequence[Alike], variables: int, of: Sequence[int] | Numbers
) -> Iterator[Numbers]:
    """Yield the constraints of each connected part that has one of some variables."""
    leader = leaders(constraints, variables)
    numbers, owners = whose(constraints, leader)
    asked = np.zeros(variables, dtype=bool)
    asked[leader[of]] = True
    chosen = np.flatnonzero(asked[owners])
    chosen = chosen[np.lexsort((numbers[chosen], owners[chosen]))]
    numbers, owners = numbers[chosen], owners[chosen]
    starts = np.flatnonzero(np.diff(owners)) + 1
    if len(numbers):
        # In the order of the first constraints, as someone meets them who reads on.
        yield from sorted(np.split(numbers, starts), key=lambda part: int(part[0]))


def whose(constraints: Sequence[Alike], leader: Numbers) -> tuple[Numbers, Numbers]:
    """Return the numbers of all constraints, and the first variable of each one's part."""
    none = np.empty(0, dtype=np.int64)
    numbers = [one.numbers for one in constraints]
    owners = [leader[one.variables[:, 0]] for one in constraints]
    return np.concatenate([none, *numbers]), np.concatenate([none, *owners])
