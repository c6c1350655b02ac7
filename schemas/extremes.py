"""How far each figure can go when linear relations that run in circles all hold.

Every bound is a linear programme of its own, but most need not be solved: a solution that touches
the bounds of other figures settles those too (Gleixner, Berthold, Müller and Weltge 2017, Three
enhancements for optimization-based bound tightening, Journal of Global Optimization 67).
"""

from collections.abc import Iterator, Sequence
from math import inf

import numpy as np

from schemas.centred import Centred, Domains, Group, centred, solved
from schemas.constraints import Bounds

# HiGHS decides to 1e-7.
TOUCHING = 1e-6
# Groups are solved side by side, for each start of the solver costs more than its work.
MOST_VARIABLES = 800


def feasible(constraints: Group, domains: Domains) -> bool:
    """Say whether all constraints can hold within the domains together."""
    return not constraints or _can_hold([constraints], domains)


def impossible(groups: Sequence[Group], domains: Domains) -> list[Group]:
    """Return the groups that cannot hold within the domains; groups share no variables."""
    wrong = [batch for batch in _batches(groups) if not _can_hold(batch, domains)]
    return [one for batch in wrong for one in batch if not _can_hold([one], domains)]


def _can_hold(groups: Sequence[Group], domains: Domains) -> bool:
    of = centred(groups, domains)
    return solved(of, np.zeros(len(of.names))) is not None


def extremes(groups: Sequence[Group], domains: Domains) -> dict[str, Bounds]:
    """Return how low and how high each variable can be; groups share no variables.

    A group that cannot hold at all has no variables in the result.
    """
    found: dict[str, Bounds] = {}
    for batch in _batches(groups):
        of = centred(batch, domains)
        reached = _reached(of)
        if reached is not None:
            found |= _named(of, reached, domains)
        elif len(batch) > 1:
            found |= {k: v for one in batch for k, v in extremes([one], domains).items()}
    return found


def _batches(groups: Sequence[Group]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    size = 0
    for group in groups:
        more = sum(len(one.variables) for one in group)
        if batch and size + more > MOST_VARIABLES:
            yield batch
            batch, size = [], 0
        batch.append(group)
        size += more
    if batch:
        yield batch


def _reached(of: Centred) -> np.ndarray | None:
    """Return the lowest and the highest scaled value of each variable; None where none holds."""
    best = np.full_like(of.limits, [inf, -inf])
    known = np.zeros(of.limits.shape, dtype=bool)
    known |= (of.limits[:, 1] - of.limits[:, 0] <= 0)[:, None]
    best[known] = of.limits[known]
    for goal, asked in _goals(of, known):
        solution = solved(of, goal)
        if solution is None:
            return None
        for side, sign in ((0, 1), (1, -1)):
            touches = np.abs(solution - of.limits[:, side]) <= TOUCHING
            best[touches, side] = of.limits[touches, side]
            exact = asked & (goal * sign > 0)
            best[exact, side] = solution[exact]
            known[:, side] |= touches | exact
    return best


def _goals(of: Centred, known: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield what to make least, and the variables whose bounds that settles.

    First all lower bounds at once, then all upper ones; then a bound a group at a time.
    """
    nothing = np.zeros(len(known), dtype=bool)
    for side, sign in ((0, 1.0), (1, -1.0)):
        yield np.where(known[:, side], 0.0, sign), nothing
    while not known.all():
        goal = np.zeros(len(known))
        waiting = np.argwhere(~known)
        _, first = np.unique(of.group[waiting[:, 0]], return_index=True)
        for variable, side in waiting[first]:
            goal[variable] = -1.0 if side else 1.0
        yield goal, goal != 0


def _named(of: Centred, reached: np.ndarray, domains: Domains) -> dict[str, Bounds]:
    values = of.middle[:, None] + of.half[:, None] * reached
    at_end = np.abs(reached - of.limits) <= TOUCHING
    ends = np.array([domains[name] for name in of.names], dtype=float)
    bounds = np.where(at_end, ends, values)
    return {name: (low, high) for name, (low, high) in zip(of.names, bounds.tolist(), strict=True)}
