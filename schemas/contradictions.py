"""Contradictions that no single relation shows: chains of relations, and circles of sums."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from schemas.constraints import ANY, Bounds, Constraint, Linear, connected, idle
from schemas.figures import Figure
from schemas.network import Network, Propagation, parts, propagate, settled

# A circle of sums as large as a yearbook's table; beyond it the solver would dominate a run.
MOST_VARIABLES = 600


def hidden_contradictions(
    network: Network,
    failing: Collection[str],
    printed: Mapping[str, Figure],
    doubtful: Collection[str],
) -> list[frozenset[str]]:
    """Return smallest sets of figures that cannot all be true though each relation can hold.

    `failing` are the constraints that fail on their own; they are left out. `doubtful` are
    variables of what narrower intervals contradict: what those allow, wider ones allow too.
    """
    if not doubtful:
        return []
    found: list[frozenset[str]] = []
    circles: list[list[Linear]] = []
    for part in parts(network, failing):
        if len(part.constraints) > 1 and not part.domains.keys().isdisjoint(doubtful):
            state, broken = settled(part)
            found += [_smallest_chain(part, one, printed) for one, _ in broken]
            aside = {one.name for one, _ in broken}
            rest = [one for one in part.constraints if one.name not in aside]
            circles += rings(rest, state.domains)
    found += [_smallest_circle(one, network.domains, printed) for one in _wrong(circles, network)]
    return sorted({one for one in found if one}, key=sorted)


def _wrong(circles: Sequence[list[Linear]], network: Network) -> Sequence[Sequence[Linear]]:
    if not circles:
        return []
    # Most packages have no circle of sums, and the solver takes a second to import.
    from schemas.extremes import impossible

    return impossible(circles, network.domains)


def rings(constraints: Iterable[Constraint], domains: Mapping[str, Bounds]) -> list[list[Linear]]:
    """Return the groups of linear constraints that run in circles, where chains do not suffice."""
    linear = [one for one in constraints if isinstance(one, Linear) and not idle(one, domains)]
    found = []
    for group in connected(linear):
        variables = {name for one in group for name in one.variables}
        if _is_circular(group) and _is_circular(_merged(group)) and _small(variables):
            found.append(group)
    return found


def _is_circular(group: Sequence[Linear]) -> bool:
    """Say whether a connected group of constraints has more ties than a tree."""
    variables = {name for one in group for name in one.variables}
    return sum(len(one.variables) for one in group) >= len(variables) + len(group)


def _merged(group: Sequence[Linear]) -> list[Linear]:
    """Take variables that are equal for one, and constraints that then say the same.

    Propagation makes equal variables' domains equal, so that these circles hide nothing from it:
    a total that was printed twice adds up from the same parts twice.
    """
    equal = [one for one in group if _is_equality(one)]
    same_as = {
        name: tied[0].variables[0]
        for tied in connected(equal)
        for one in tied
        for name in one.variables
    }
    merged: dict[object, Linear] = {}
    for one in group:
        coefficients: dict[str, float] = {}
        for name, factor in one.coefficients.items():
            of = same_as.get(name, name)
            coefficients[of] = coefficients.get(of, 0.0) + factor
        left = {name: factor for name, factor in coefficients.items() if factor}
        if left:
            key = frozenset(left.items()), one.low, one.high
            merged.setdefault(key, Linear(one.name, left, one.low, one.high))
    return list(merged.values())


def _is_equality(one: Linear) -> bool:
    return one.low == one.high == 0.0 and sorted(one.coefficients.values()) == [-1.0, 1.0]


def _small(variables: Collection[str]) -> bool:
    return len(variables) <= MOST_VARIABLES


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
