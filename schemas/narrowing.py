"""The tightest domains that chains of relations leave, found for all of a run's relations at once.

Each round asks every constraint whose variables changed in the round before, and gives each
variable the best of the answers. It is propagation to a fixed point as in schemas.network, but in
arrays. Parts that share no variable never touch: what a round makes of one does not depend on
what else is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from schemas.alike import Alike, Domains, Floats, Marks, Numbers
from schemas.intervals import SLACK
from schemas.network import LEAST_STEP

# Longer than any chain of relations that was seen; a circle of products might creep on for ever.
MOST_ROUNDS = 400


@dataclass(frozen=True, eq=False)
class Pairs:
    """Variables, and for each a constraint that tightened it."""

    variables: Numbers
    constraints: Numbers


@dataclass(frozen=True, eq=False)
class Narrowed:
    """Domains at the fixed point, what tightened them, and the variables left without a value."""

    domains: Domains
    by: Pairs
    empty: Marks


@dataclass(frozen=True, eq=False)
class _Answers:
    """What the constraints of a shape allow their variables."""

    asked: Alike
    lows: Floats
    highs: Floats


def narrow(constraints: Sequence[Alike], domains: Domains) -> Narrowed:
    """Tighten every domain until nothing changes; a variable without values keeps its domain."""
    state, empty = domains, np.zeros(len(domains.low), dtype=bool)
    waiting, found = list(constraints), [joined([])]
    with np.errstate(all="ignore"):
        for _ in range(MOST_ROUNDS):
            if not waiting:
                break
            answers = [_Answers(one, *one.project(state)) for one in waiting]
            best = _best(answers, state)
            tighter, without = _compared(state, best)
            empty |= without
            found.append(_tightening(answers, state, best, tighter))
            state = _met(state, best, tighter)
            waiting = _touched(constraints, tighter)
    return Narrowed(state, joined(found), empty)


def joined(pairs: Sequence[Pairs]) -> Pairs:
    """Return pairs as one."""
    none = np.empty(0, dtype=np.int64)
    return Pairs(
        np.concatenate([none, *(one.variables for one in pairs)]),
        np.concatenate([none, *(one.constraints for one in pairs)]),
    )


def _best(answers: Sequence[_Answers], state: Domains) -> Domains:
    low, high = state.low.copy(), state.high.copy()
    for one in answers:
        np.maximum.at(low, one.asked.variables.ravel(), one.lows.ravel())
        np.minimum.at(high, one.asked.variables.ravel(), one.highs.ravel())
    return Domains(low, high)


def _compared(old: Domains, new: Domains) -> tuple[Marks, Marks]:
    """Say which variables become tighter by more than a least step, and which have no value."""
    size = np.maximum(np.abs(new.low), np.abs(new.high))
    without: Marks = new.low - new.high > SLACK * size
    low, high = np.minimum(new.low, new.high), np.maximum(new.low, new.high)
    sizes = np.stack([np.abs(low), np.abs(high), old.high - old.low])
    # A bound on one side can still come nearer, however far the other side is.
    least = LEAST_STEP * np.where(sizes < inf, sizes, 0.0).max(axis=0)
    first = ((old.low == -inf) & (low > -inf)) | ((old.high == inf) & (high < inf))
    tighter: Marks = first | (low - old.low > least) | (old.high - high > least)
    return tighter & ~without, without


def _met(old: Domains, new: Domains, tighter: Marks) -> Domains:
    # Bounds that have passed each other by floats' last digits alone are the other way round.
    return Domains(
        np.where(tighter, np.minimum(new.low, new.high), old.low),
        np.where(tighter, np.maximum(new.low, new.high), old.high),
    )


def _tightening(answers: Sequence[_Answers], old: Domains, best: Domains, tighter: Marks) -> Pairs:
    """Return which constraint gave each tighter bound: the first of those that gave the best."""
    found = []
    for side, goal, moved in (
        ("lows", best.low, tighter & (best.low > old.low)),
        ("highs", best.high, tighter & (best.high < old.high)),
    ):
        given = joined([_giving(one, getattr(one, side), goal, moved) for one in answers])
        first = np.full(len(moved), np.iinfo(np.int64).max)
        np.minimum.at(first, given.variables, given.constraints)
        found.append(Pairs(np.flatnonzero(moved), first[moved]))
    return joined(found)


def _giving(one: _Answers, bounds: Floats, goal: Floats, moved: Marks) -> Pairs:
    rows, columns = np.nonzero(moved[one.asked.variables])
    variables = one.asked.variables[rows, columns]
    gave = bounds[rows, columns] == goal[variables]
    return Pairs(variables[gave], one.asked.numbers[rows[gave]])


def _touched(constraints: Sequence[Alike], changed: Marks) -> list[Alike]:
    if not changed.any():
        return []
    rows = [np.flatnonzero(changed[one.variables].any(axis=1)) for one in constraints]
    return [one.of(chosen) for one, chosen in zip(constraints, rows, strict=True) if len(chosen)]
