"""The tightest interval of every figure, printed or not, and the relations that make it so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from schemas.constraints import Bounds, Constraint, Linear, meet
from schemas.contradictions import rings
from schemas.network import Network, parts, settled

# Less than this of an interval's width is no news to anyone.
WORTH = 0.01


@dataclass(frozen=True)
class Tightened:
    """A figure's tightest interval and the names of the relations that tightened it."""

    name: str
    bounds: Bounds
    relations: tuple[str, ...]


def tightest(network: Network, failing: Collection[str]) -> tuple[list[Tightened], frozenset[str]]:
    """Return every variable that relations narrow; relations that contradict are left out.

    With them come the variables of whatever cannot hold together.
    """
    states = [_settled(part) for part in parts(network, failing)]
    domains = {name: bounds for one in states for name, bounds in one.domains.items()}
    by = {name: list(names) for one in states for name, names in one.tightened_by.items()}
    circles = [ring for one in states for ring in rings(one.constraints, domains)]
    extremes = _extremes(circles, domains)
    for ring in circles:
        for name in {name for one in ring for name in one.variables} & extremes.keys():
            both = meet(domains[name], extremes[name])
            if both is not None and _narrower(domains[name], both):
                domains[name] = both
                by.setdefault(name, []).extend(one.name for one in ring if name in one.variables)
    found = [
        Tightened(name, domains[name], tuple(dict.fromkeys(by[name])))
        for name in sorted(by)
        if _narrower(network.domains[name], domains[name])
    ]
    return found, _at_odds(states, circles, extremes)


def _at_odds(
    states: Sequence["_Settled"], circles: Sequence[Sequence[Linear]], reached: Collection[str]
) -> frozenset[str]:
    parts = [one.domains for one in states if one.contradicts]
    in_circles = {name for ring in circles for one in ring for name in one.variables}
    return frozenset(in_circles.difference(reached).union(*parts))


@dataclass(frozen=True)
class _Settled:
    """A connected part at its fixed point, and its constraints that do not contradict."""

    domains: Mapping[str, Bounds]
    tightened_by: Mapping[str, Sequence[str]]
    constraints: Sequence[Constraint]
    contradicts: bool


def _settled(part: Network) -> _Settled:
    state, broken = settled(part)
    aside = {one.name for one, _ in broken}
    sound = [one for one in part.constraints if one.name not in aside]
    return _Settled(state.domains, state.tightened_by, sound, bool(broken))


def _extremes(
    circles: Sequence[Sequence[Linear]], domains: Mapping[str, Bounds]
) -> dict[str, Bounds]:
    if not circles:
        return {}
    # Most packages have no circle of sums, and the solver takes a second to import.
    from schemas.extremes import extremes

    return extremes(circles, domains)


def _narrower(old: Bounds, new: Bounds) -> bool:
    if new[1] - new[0] == inf and old[1] - old[0] == inf:
        return new != old
    return (new[1] - new[0]) < (old[1] - old[0]) * (1 - WORTH)
