"""Contradictions that no single relation shows: chains of relations, and circles of sums."""

from collections.abc import Callable, Mapping, Sequence

from schemas.alike import Alike, Marks, Numbers
from schemas.circles import circles
from schemas.constraints import ANY, Bounds, Constraint, Linear
from schemas.figures import Figure
from schemas.network import Network, Propagation, propagate
from schemas.network_relations import Relations
from schemas.settling import settle


def hidden_contradictions(
    relations: Relations, printed: Mapping[str, Figure], doubtful: Numbers
) -> list[frozenset[str]]:
    """Return smallest sets of figures that cannot all be true though each relation can hold.

    Relations that fail on their own are left out. `doubtful` are variables of what narrower
    intervals contradict: what those allow, wider ones allow too.
    """
    if not len(doubtful):
        return []
    widest = relations.widest
    sound = [one.of(~relations.failing[one.numbers]) for one in relations.constraints]
    tying = [one.of(~one.idle(widest)) for one in sound]
    state = settle(relations, tying, doubtful, widest, widest=True)
    found = [
        _smallest_chain(part, one, printed)
        for part, one in state.broken
        if len(part.constraints) > 1
    ]
    left = [one.of(_all_of(state.within, one) & ~state.aside[one.numbers]) for one in tying]
    rings = [relations.network(one.tolist(), widest=True) for one in circles(left, state.domains)]
    found += [_smallest_circle(ring, domains, printed) for ring, domains in _wrong(rings)]
    return sorted({one for one in found if one}, key=sorted)


def _all_of(variables: Marks, one: Alike) -> Marks:
    # A part has all variables of a constraint, or none.
    return variables[one.variables[:, 0]]


def _wrong(rings: Sequence[Network]) -> list[tuple[list[Linear], Mapping[str, Bounds]]]:
    if not rings:
        return []
    # Most packages have no circle of sums, and the solver takes a second to import.
    from schemas.extremes import impossible

    domains = {name: bounds for ring in rings for name, bounds in ring.domains.items()}
    sums = [[one for one in ring.constraints if isinstance(one, Linear)] for ring in rings]
    return [(list(one), domains) for one in impossible(sums, domains)]


def _smallest_circle(
    ring: Sequence[Linear], domains: Mapping[str, Bounds], printed: Mapping[str, Figure]
) -> frozenset[str]:
    from schemas.extremes import feasible

    near = {name: domains[name] for one in ring for name in one.variables}
    names = sorted(near.keys() & printed.keys())
    return _needed(names, lambda freed: not feasible(ring, near | dict.fromkeys(freed, ANY)))


def _smallest_chain(
    network: Network, broken: Constraint, printed: Mapping[str, Figure]
) -> frozenset[str]:
    near = _behind(network, broken)
    names = sorted({name for one in near.constraints for name in one.variables} & printed.keys())
    return _needed(names, lambda freed: propagate(near, freed=freed).contradiction is not None)


def _behind(network: Network, broken: Constraint) -> Network:
    """Return the relations that a contradiction rests on: those that tightened its variables."""
    state: Propagation = propagate(network)
    by_name = {one.name: one for one in network.constraints}
    kept = {broken.name: broken}
    waiting = list(broken.variables)
    seen = set(waiting)
    while waiting:
        for name in state.tightened_by.get(waiting.pop(), ()):
            kept[name] = by_name[name]
            fresh = set(by_name[name].variables) - seen
            seen |= fresh
            waiting.extend(sorted(fresh))
    return Network({name: network.domains[name] for name in sorted(seen)}, list(kept.values()))


def _needed(names: Sequence[str], contradicts: Callable[[set[str]], bool]) -> frozenset[str]:
    """Return a smallest set of figures without any of which the contradiction would go."""
    if not contradicts(set()):
        return frozenset()
    freed: set[str] = set()
    for name in names:
        if contradicts(freed | {name}):
            freed.add(name)
    return frozenset(names) - freed
