"""Which figure of a contradiction is wrong, and what it probably should have been.

The least-weight set of figures whose removal lets all relations hold (Fellegi and Holt 1976, A
systematic approach to automatic edit and imputation, JASA 71), found as hitting sets of the
relations that fail (Reiter 1987, A theory of diagnosis from first principles), each tested by
freeing it in the network. Sets of equal size are ranked by weight and by repair hypotheses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from schemas.constraints import Bounds, Constraint
from schemas.figures import Figure
from schemas.network import Network, propagate
from schemas.repairs import Desk, Hypothesis, hypotheses

# Two slips in one release are rare, four unheard of; each step costs tenfold.
MOST_TOGETHER = 3
MOST_SETS = 400


@dataclass(frozen=True)
class Suspect:
    """A figure that may be wrong: what it would have to be, and what it may have been."""

    figure_id: str
    needed: Bounds
    hypotheses: tuple[Hypothesis, ...]
    likelihood: float
    together_with: tuple[str, ...] = ()

    @property
    def suggestion(self) -> str | None:
        """The text that the figure probably should have had."""
        return next((one.text for one in self.hypotheses if one.text), None)


@dataclass(frozen=True)
class Case:
    """Contradictions that share figures: the figures of each, and the relations around them.

    `usual` and `widest` are the same relations over the usual and the widest readings.
    """

    contradictions: tuple[frozenset[str], ...]
    usual: Network
    widest: Network


def cases(contradictions: Iterable[frozenset[str]]) -> list[tuple[frozenset[str], ...]]:
    """Join contradictions that share a figure, in a fixed order."""
    joined: list[tuple[set[str], list[frozenset[str]]]] = []
    for one in sorted(set(contradictions), key=sorted):
        touching = [case for case in joined if case[0] & one]
        figures = set(one).union(*(case[0] for case in touching))
        members = [one, *(member for case in touching for member in case[1])]
        joined = [case for case in joined if case not in touching]
        joined.append((figures, members))
    return [tuple(sorted(members, key=sorted)) for _, members in joined]


def suspects(
    case: Case, figures: Mapping[str, Figure], weights: Mapping[str, float], desk: Desk
) -> list[Suspect]:
    """Return the suspects of a case, the likeliest first; none where no few figures explain it."""
    for size in range(1, MOST_TOGETHER + 1):
        found = [
            suspect
            for chosen in islice(_hitting_sets(case.contradictions, size, weights), MOST_SETS)
            for suspect in _if_wrong(case, chosen, figures, weights, desk)
        ]
        if found:
            return _ranked(found)
    return []


def _ranked(found: Sequence[Suspect]) -> list[Suspect]:
    best: dict[str, Suspect] = {}
    for one in sorted(found, key=lambda one: (-one.likelihood, one.figure_id)):
        best.setdefault(one.figure_id, one)
    return list(best.values())


def _hitting_sets(
    contradictions: Sequence[frozenset[str]], size: int, weights: Mapping[str, float]
) -> Iterator[tuple[str, ...]]:
    """Yield the sets of figures of one size that touch every contradiction, the lightest first."""
    if size == 1:
        common = frozenset.intersection(*contradictions)
        yield from ((one,) for one in sorted(common, key=lambda name: (weights[name], name)))
        return
    everyone = sorted(frozenset.union(*contradictions), key=lambda name: (weights[name], name))
    for chosen in combinations(everyone, size):
        if all(one & set(chosen) for one in contradictions):
            yield chosen


def _if_wrong(
    case: Case,
    chosen: tuple[str, ...],
    figures: Mapping[str, Figure],
    weights: Mapping[str, float],
    desk: Desk,
) -> list[Suspect]:
    """Return the chosen figures as suspects, if all relations can hold without them."""
    domains = _freed(case.usual, chosen) or _freed(case.widest, chosen)
    if domains is None:
        return []
    found = []
    for name in chosen:
        tried = hypotheses(figures[name], domains[name], desk)
        likelihood = sum(one.likelihood for one in tried) / weights[name]
        rest = tuple(other for other in chosen if other != name)
        found.append(Suspect(name, domains[name], tuple(tried), likelihood, rest))
    return found


def _freed(network: Network, chosen: tuple[str, ...]) -> Mapping[str, Bounds] | None:
    state = propagate(network, freed=chosen)
    return None if state.contradiction else state.domains


def around(network: Network, figures: Iterable[str], printed: Mapping[str, Figure]) -> Network:
    """Return the relations of some figures, and those of what nobody printed between them."""
    kept: dict[str, Constraint] = {}
    reached = set(figures)
    waiting = list(reached)
    while waiting:
        for constraint in network.by_variable.get(waiting.pop(), ()):
            if constraint.name not in kept:
                kept[constraint.name] = constraint
                unprinted = {one for one in constraint.variables if one not in printed} - reached
                reached |= unprinted
                waiting.extend(unprinted)
    variables = {name for one in kept.values() for name in one.variables}
    domains = {name: network.domains[name] for name in sorted(variables)}
    return Network(domains, [kept[name] for name in sorted(kept)])
