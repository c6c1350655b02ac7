"""All relations of figures together: tightest intervals, and contradictions.

Propagation to a fixed point (Mackworth 1977, AC-3; with intervals Davis 1987, Constraint
propagation with interval labels, Artificial Intelligence 32) finds what chains of relations
imply. Where relations are linear and run in circles it is not complete; schemas.linear is.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from schemas.constraints import ANY, Bounds, Constraint, meet, tied

# Interval propagation can creep for ever by ever smaller steps; below this they tell nothing new.
LEAST_STEP = 1e-9
# No figure's interval has been seen to tighten this often; a circle of products might.
MOST_STEPS_EACH = 40


@dataclass(frozen=True)
class Network:
    """Variables with their domains, and the constraints that tie them."""

    domains: Mapping[str, Bounds]
    constraints: Sequence[Constraint]
    by_variable: Mapping[str, list[Constraint]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up each variable's constraints once."""
        object.__setattr__(self, "by_variable", tied(self.constraints))


@dataclass
class Propagation:
    """The domains at the fixed point, and for each variable the constraints that tightened it.

    `contradiction` is a constraint that left a variable no value, with that variable.
    """

    domains: dict[str, Bounds]
    tightened_by: dict[str, list[str]] = field(default_factory=dict)
    contradiction: tuple[Constraint, str] | None = None


def propagate(
    network: Network, freed: Iterable[str] = (), aside: Iterable[str] = ()
) -> Propagation:
    """Tighten every domain until nothing changes, or until a variable has no value left.

    `freed` variables start without bounds; constraints named in `aside` do not take part.
    """
    state = Propagation(dict(network.domains) | dict.fromkeys(freed, ANY))
    without = set(aside)
    waiting = deque(one for one in network.constraints if one.name not in without)
    queued = {one.name for one in waiting}
    steps = MOST_STEPS_EACH * max(len(waiting), 1)
    while waiting and steps:
        steps -= 1
        constraint = waiting.popleft()
        queued.discard(constraint.name)
        changed = _tighten(constraint, state)
        if state.contradiction:
            break
        for variable in changed:
            for other in network.by_variable[variable]:
                name = other.name
                if other is not constraint and name not in queued and name not in without:
                    waiting.append(other)
                    queued.add(name)
    return state


def _tighten(constraint: Constraint, state: Propagation) -> list[str]:
    changed: list[str] = []
    for variable in constraint.variables:
        old = state.domains[variable]
        new = meet(old, constraint.project(variable, state.domains))
        if new is None:
            state.contradiction = constraint, variable
            return changed
        if _tighter(old, new):
            state.domains[variable] = new
            state.tightened_by.setdefault(variable, []).append(constraint.name)
            changed.append(variable)
    return changed


def _tighter(old: Bounds, new: Bounds) -> bool:
    if new == old:
        return False
    if old[0] == -inf < new[0] or old[1] == inf > new[1]:
        return True
    sizes = abs(new[0]), abs(new[1]), old[1] - old[0]
    size = max(sizes)
    # A bound on one side can still come nearer, however far the other side is.
    least = LEAST_STEP * (size if size < inf else max(one if one < inf else 0.0 for one in sizes))
    return new[0] - old[0] > least or old[1] - new[1] > least


def settled(network: Network) -> tuple[Propagation, list[tuple[Constraint, str]]]:
    """Propagate with every constraint that contradicts the others set aside; return these too."""
    contradictions: list[tuple[Constraint, str]] = []
    while True:
        state = propagate(network, aside=[one.name for one, _ in contradictions])
        if state.contradiction is None:
            return state, contradictions
        contradictions.append(state.contradiction)
