"""The tightest interval of every figure, printed or not, and the relations that make it so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from schemas.alike import Domains, Floats, Marks, Numbers, different
from schemas.circles import circles
from schemas.constraints import Bounds, Linear, meet
from schemas.narrowing import Pairs, joined, narrow
from schemas.network_relations import Relations
from schemas.settling import all_tightening, as_pairs, settle

# Less than this of an interval's width is no news to anyone.
WORTH = 0.01


@dataclass(frozen=True, eq=False)
class Tightest:
    """The domains that all relations together leave, and what is of note in them.

    `narrowed` are the variables that relations narrow, `by` which relations narrowed them;
    `doubtful` are the variables of whatever cannot hold together.
    """

    domains: Domains
    narrowed: Numbers
    by: Pairs
    doubtful: Numbers


def tightest(relations: Relations) -> Tightest:
    """Narrow every variable; relations that fail on their own or contradict are left out."""
    usual = relations.usual
    sound = [one.of(~relations.failing[one.numbers]) for one in relations.constraints]
    tying = [one.of(~one.idle(usual)) for one in sound]
    chains = narrow(tying, usual)
    found = settle(relations, tying, np.flatnonzero(chains.empty), chains.domains)
    rings = circles([one.of(~found.aside[one.numbers]) for one in tying], found.domains)
    of_rings, apart = _with_rings(relations, rings, found.domains)
    together = joined([all_tightening(found, chains.by), of_rings])
    narrower = _narrower(usual, found.domains)[together.variables]
    by = Pairs(together.variables[narrower], together.constraints[narrower])
    doubtful = different(np.concatenate([np.flatnonzero(found.at_odds), apart]))
    return Tightest(found.domains, different(by.variables), by, doubtful)


def _with_rings(
    relations: Relations, rings: Sequence[Numbers], domains: Domains
) -> tuple[Pairs, Numbers]:
    """Narrow domains by circles; return what did, and the variables of impossible circles."""
    reached = _reached(relations, rings, domains)
    by: list[tuple[int, int]] = []
    apart: list[int] = []
    for ring in rings:
        numbers: list[int] = ring.tolist()
        variables = relations.variables_by_name(numbers)
        further = {
            variable
            for name, variable in variables.items()
            if name in reached and _takes(domains, variable, reached[name])
        }
        for number in numbers:
            by += [(one, number) for one in relations.variables_of(number) if one in further]
        apart += [variable for name, variable in variables.items() if name not in reached]
    return as_pairs(by), np.array(apart, dtype=np.int64)


def _reached(
    relations: Relations, rings: Sequence[Numbers], domains: Domains
) -> Mapping[str, Bounds]:
    if not rings:
        return {}
    # Most packages have no circle of sums, and the solver takes a second to import.
    from schemas.extremes import extremes

    among = relations.over(domains)
    groups = [among.network(ring.tolist()) for ring in rings]
    bounds = {name: known for group in groups for name, known in group.domains.items()}
    sums = [[one for one in group.constraints if isinstance(one, Linear)] for group in groups]
    found: Mapping[str, Bounds] = extremes(sums, bounds)
    return found


def _takes(domains: Domains, variable: int, reached: Bounds) -> bool:
    """Take a solver's bounds for a variable where they say more; return whether they do."""
    old = domains.of(variable)
    both = meet(old, reached)
    if both is None or not _narrower(_alone(old), _alone(both))[0]:
        return False
    domains.low[variable], domains.high[variable] = both
    return True


def _alone(bounds: Bounds) -> Domains:
    return Domains(np.array(bounds[:1]), np.array(bounds[1:]))


def _narrower(old: Domains, new: Domains) -> Marks:
    wide, narrow_ = _width(old), _width(new)
    moved = (old.low != new.low) | (old.high != new.high)
    found: Marks = np.where((wide == inf) & (narrow_ == inf), moved, narrow_ < wide * (1 - WORTH))
    return found


def _width(domains: Domains) -> Floats:
    with np.errstate(invalid="ignore"):
        width: Floats = domains.high - domains.low
    return width
