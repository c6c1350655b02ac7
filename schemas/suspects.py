"""Which figure of a contradiction is wrong, and what it probably should have been.

The least-weight set of figures whose removal lets all relations hold (Fellegi and Holt 1976, A
systematic approach to automatic edit and imputation, JASA 71), found as hitting sets of the
relations that fail (Reiter 1987, A theory of diagnosis from first principles), each tested by
freeing it in the network. Sets of equal size are ranked by weight and by repair hypotheses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import fsum

from schemas.constraints import Bounds, Linear
from schemas.figures import Figure
from schemas.linking import linked
from schemas.network import Network, propagate
from schemas.repairs import Desk, Hypothesis, hypotheses

# Two slips in one release are rare, four unheard of; each step costs tenfold.
MOST_TOGETHER = 3
MOST_SETS = 400
MOST_STEPS = 20_000
# Ties between many slips multiply: past a small table, and a few of them, no reader is helped.
MOST_LINEAR = 60
MOST_TIES = 5


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
        """The text that the figure probably should have had, where one follows."""
        return (self.hypotheses[0].text or None) if self.hypotheses else None


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
    fixed = sorted(set(contradictions), key=sorted)
    return [tuple(case) for case in linked(fixed, sorted)]


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
    exact = islice(_lightest_sets(case, weights), MOST_TIES)
    return _ranked(
        [one for chosen in exact for one in _if_wrong(case, chosen, figures, weights, desk)]
    )


def _lightest_sets(case: Case, weights: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    """Yield the least-weight sets of any size, where all relations of a case are linear."""
    linear = [one for one in case.widest.constraints if isinstance(one, Linear)]
    if len(linear) < len(case.widest.constraints) or len(case.widest.domains) > MOST_LINEAR:
        return
    # So many slips at once are rare, and the solver takes a second to import.
    from schemas.linear import least_weight_sets

    for chosen in least_weight_sets(linear, case.widest.domains, weights):
        yield tuple(sorted(chosen))


def _ranked(found: Sequence[Suspect]) -> list[Suspect]:
    best: dict[str, Suspect] = {}
    for one in sorted(found, key=lambda one: (-one.likelihood, one.figure_id)):
        best.setdefault(one.figure_id, one)
    return list(best.values())


def _hitting_sets(
    contradictions: Sequence[frozenset[str]], size: int, weights: Mapping[str, float]
) -> Iterator[tuple[str, ...]]:
    """Yield the sets of figures of one size that touch every contradiction, light ones first."""
    everyone = frozenset.union(*contradictions)
    seen: set[frozenset[str]] = set()
    waiting: list[frozenset[str]] = [frozenset()]
    for _ in range(MOST_STEPS):
        if not waiting:
            return
        chosen = waiting.pop()
        untouched = next((one for one in contradictions if not one & chosen), None)
        if len(chosen) < size:
            more = everyone - chosen if untouched is None else untouched
            larger = [chosen | {name} for name in sorted(more, key=_heaviest(weights))]
            waiting += [one for one in larger if one not in seen]
            seen.update(larger)
        elif untouched is None:
            yield tuple(sorted(chosen))


def _heaviest(weights: Mapping[str, float]) -> Callable[[str], tuple[float, str]]:
    return lambda name: (-weights[name], name)


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
        likelihood = fsum(one.likelihood for one in tried) / weights[name]
        rest = tuple(other for other in chosen if other != name)
        found.append(Suspect(name, domains[name], tuple(tried), likelihood, rest))
    return found


def _freed(network: Network, chosen: tuple[str, ...]) -> Mapping[str, Bounds] | None:
    state = propagate(network, freed=chosen)
    return None if state.contradiction else state.domains
