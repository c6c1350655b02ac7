"""The tightest interval of every figure, printed or not, and the relations that make it so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from schemas.constraints import Bounds, Linear, meet
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


def tightest(network: Network, failing: Collection[str]) -> list[Tightened]:
    """Return every variable that relations narrow; relations that contradict are left out."""
    found = [one for part in parts(network, failing) for one in _tightest(part)]
    return sorted(found, key=lambda one: one.name)


def _tightest(part: Network) -> list[Tightened]:
    state, broken = settled(part)
    aside = {one.name for one, _ in broken}
    domains = dict(state.domains)
    by = {name: list(names) for name, names in state.tightened_by.items()}
    rest = [one for one in part.constraints if one.name not in aside]
    for ring in rings(rest, domains):
        for name, bounds in _extremes(ring, domains).items():
            both = meet(domains[name], bounds)
            if both is not None and _narrower(domains[name], both):
                domains[name] = both
                by.setdefault(name, []).extend(one.name for one in ring if name in one.variables)
    return [
        Tightened(name, domains[name], tuple(dict.fromkeys(by[name])))
        for name in by
        if _narrower(part.domains[name], domains[name])
    ]


def _extremes(ring: Sequence[Linear], domains: Mapping[str, Bounds]) -> dict[str, Bounds]:
    # Most packages have no circle of sums, and the solver takes a second to import.
    from schemas.linear import extremes

    return extremes(ring, domains)


def _narrower(old: Bounds, new: Bounds) -> bool:
    if new[1] - new[0] == inf and old[1] - old[0] == inf:
        return new != old
    return (new[1] - new[0]) < (old[1] - old[0]) * (1 - WORTH)
