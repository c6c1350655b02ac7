"""All relations of a run: as arrays, and as a network of objects where someone asks for a few."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from schemas.alike import Alike, Domains, Marks, Numbers, Sums
from schemas.constraints import Constraint, Linear, Projected
from schemas.law_arrays import LawArrays
from schemas.network import Network
from schemas.variables import Variables

# Returns a relation's name within its law, and its unit, by the places of both.
Named = Callable[[int, int], tuple[str, str | None]]


@dataclass(frozen=True, eq=False)
class Relations:
    """The constraints of all relations, those that fail on their own, and every domain."""

    laws: Sequence[LawArrays]
    variables: Variables
    named: Named
    constraints: Sequence[Alike]
    starts: Sequence[int]
    failing: Marks
    usual: Domains
    widest: Domains

    def law_of(self, number: int) -> int:
        """Return the place of a constraint's law."""
        return bisect_right(self.starts, number) - 1

    def relation_of(self, number: int) -> tuple[int, int]:
        """Return the places of a constraint's law and of its relation, among that law's."""
        law = self.law_of(number)
        return law, int(np.searchsorted(self._ends[law], number - self.starts[law], "right"))

    def name(self, number: int) -> str:
        """Return what a constraint is called, unlike any other."""
        law, place = self.relation_of(number)
        relation, unit = self.named(law, place)
        name = f"{self.laws[law].law.name}|{relation}|{unit}"
        if not self.laws[law].law.equal:
            return name
        before = self._ends[law][place - 1] if place else 0
        return f"{name}|{number - self.starts[law] - before}"

    def tying(self, variable: int) -> list[int]:
        """Return the constraints of a variable, in their order."""
        variables, constraints = self._tied
        first, last = np.searchsorted(variables, (variable, variable + 1))
        return sorted(set(constraints[first:last].tolist()))

    def around(self, figures: Iterable[str]) -> list[int]:
        """Return the constraints of some figures, and those of what nobody printed between them.

        They come in the order of their names.
        """
        numbers = [self.variables.number(one) for one in figures]
        waiting = [one for one in numbers if one is not None]
        reached, kept = set(waiting), set[int]()
        while waiting:
            for number in self.tying(waiting.pop()):
                if number not in kept:
                    kept.add(number)
                    fresh = set(self.variables_of(number)) - reached
                    unprinted = [one for one in fresh if one >= len(self.variables.printed)]
                    reached.update(unprinted)
                    waiting += unprinted
        return sorted(kept, key=self.name)

    def satisfied(self, figure: str) -> int:
        """Return how many equations a figure satisfies."""
        variable = self.variables.number(figure)
        return 0 if variable is None else int(self._satisfied[variable])

    def variables_of(self, number: int) -> list[int]:
        """Return the variables of a constraint."""
        of, row = self._at(number)
        found: list[int] = of.variables[row].tolist()
        return found

    def network(self, numbers: Iterable[int], widest: bool = False) -> Network:
        """Return some constraints over the usual, or the widest, readings."""
        return self.networks(numbers)[widest]

    def networks(self, numbers: Iterable[int]) -> tuple[Network, Network]:
        """Return some constraints over the usual, and over the widest, readings."""
        constraints = []
        variables: dict[str, int] = {}
        for number in numbers:
            own = self.variables_of(number)
            names = [self._variable_name(one) for one in own]
            constraints.append(self._constraint(number, names))
            variables.update(zip(names, own, strict=True))
        usual, widest = (
            Network({name: among.of(one) for name, one in variables.items()}, constraints)
            for among in (self.usual, self.widest)
        )
        return usual, widest

    def variables_by_name(self, numbers: Iterable[int]) -> dict[str, int]:
        """Return the variables of some constraints by what their network calls them."""
        return {
            self._variable_name(one): one for number in numbers for one in self.variables_of(number)
        }

    def over(self, usual: Domains) -> Relations:
        """Return the same relations over other domains."""
        return replace(self, usual=usual)

    def _constraint(self, number: int, names: Sequence[str]) -> Constraint:
        of, row = self._at(number)
        name = self.name(number)
        if isinstance(of, Sums):
            factors = dict(zip(names, of.factors[row].tolist(), strict=True))
            return Linear(name, factors, float(of.low[row]), float(of.high[row]))
        return Projected(name, dict(zip(of.roles, names, strict=True)), of.implied)

    def _variable_name(self, variable: int) -> str:
        beyond = variable - len(self.variables)
        return self.variables.name(variable) if beyond < 0 else f"constant {beyond}"

    def _at(self, number: int) -> tuple[Alike, int]:
        of, row = self._places
        return self.constraints[of[number]], int(row[number])

    @cached_property
    def _ends(self) -> list[Numbers]:
        return [np.cumsum(one.makes) for one in self.laws]

    @cached_property
    def _places(self) -> tuple[Numbers, Numbers]:
        of, row = (np.full(len(self.failing), -1) for _ in range(2))
        for place, one in enumerate(self.constraints):
            of[one.numbers] = place
            row[one.numbers] = np.arange(len(one.numbers))
        return of, row

    @cached_property
    def _satisfied(self) -> Numbers:
        # A bound that holds says little for a figure; an equation says much.
        equations = [
            one.of(~(_is_bound(one) | self.failing[one.numbers])) for one in self.constraints
        ]
        variables = [np.empty(0, dtype=np.int64), *(one.variables.ravel() for one in equations)]
        return np.bincount(np.concatenate(variables), minlength=len(self.usual.low))

    @cached_property
    def _tied(self) -> tuple[Numbers, Numbers]:
        variables = [one.variables.ravel() for one in self.constraints]
        numbers = [np.repeat(one.numbers, one.variables.shape[1]) for one in self.constraints]
        none = np.empty(0, dtype=np.int64)
        all_variables = np.concatenate([none, *variables])
        order = np.argsort(all_variables, kind="stable")
        return all_variables[order], np.concatenate([none, *numbers])[order]


def _is_bound(one: Alike) -> Marks:
    """Say which constraints are only bounds: sums that may be one number or another."""
    if isinstance(one, Sums):
        found: Marks = one.low != one.high
        return found
    return np.zeros(len(one.numbers), dtype=bool)
