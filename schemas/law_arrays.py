"""A law's relations as arrays of numbers, and the constraints that they make.

Constraints are numbered in the order of the laws, of a law's relations, and of what a relation
makes; variables are numbered by whoever reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from schemas.alike import Alike, Floats, Marks, Numbers, Products, Sums, different
from schemas.laws.law import Law


@dataclass(frozen=True, eq=False)
class LawArrays:
    """The relations of a law in a fixed order.

    `counts` has the number of members of each role, -1 for an operand that is missing; `members`
    are the variables, role by role within each relation. `known` are the bounds of roles without
    members: low, high, widest low, widest high. `lacking` is the variable of the one operand that
    a relation lacks, -1 where none is named.
    """

    law: Law
    counts: Numbers
    members: Numbers
    known: Floats
    lacking: Numbers

    @cached_property
    def makes(self) -> Numbers:
        """How many constraints each relation makes; with more than one unknown it says nothing."""
        missing = (self.counts < 0).sum(axis=1)
        says = (missing == 0) | ((missing == 1) & (self.lacking >= 0))
        if self.law.equal:
            return np.where(says, np.maximum(self.counts[:, self._observed] - 1, 0), 0)
        can = self.law.linear is not None or self.law.implied is not None
        return np.where(says & can, 1, 0)

    @cached_property
    def place_of(self) -> Numbers:
        """The relation of each member."""
        return np.repeat(np.arange(len(self.counts)), self._sizes.sum(axis=1))

    @cached_property
    def role_of(self) -> Numbers:
        """The role of each member, by its place among the law's roles."""
        roles = np.tile(np.arange(self.counts.shape[1]), len(self.counts))
        return np.repeat(roles, self._sizes.ravel())

    @property
    def _sizes(self) -> Numbers:
        return np.maximum(self.counts, 0)

    @property
    def _observed(self) -> int:
        return self.law.roles.index(self.law.observed)


@dataclass(frozen=True, eq=False)
class Entries:
    """Factors of variables in sums, and the bounds of each sum."""

    numbers: Numbers
    low: Floats
    high: Floats
    of: Numbers
    variables: Numbers
    factors: Floats


def entries(law: LawArrays, first: int) -> Entries:
    """Return what a law that is a sum, or an equality, makes of its relations."""
    return _equalities(law, first) if law.law.equal else _sums(law, first)


def _equalities(law: LawArrays, first: int) -> Entries:
    """Return that each two printings after one another are equal."""
    chosen = (law.role_of == law._observed) & (law.makes > 0)[law.place_of]
    members, places = law.members[chosen], law.place_of[chosen]
    pairs = np.flatnonzero(places[1:] == places[:-1])
    count = len(pairs)
    numbers = np.arange(count) + first
    ends, zero = np.stack([members[pairs], members[pairs + 1]], axis=1), np.zeros(count)
    signs = np.tile([1.0, -1.0], count)
    return Entries(numbers, zero, zero, np.repeat(numbers, 2), ends.ravel(), signs)


def _sums(law: LawArrays, first: int) -> Entries:
    form = law.law.linear
    assert form is not None, "the caller asked"
    factors = np.array([form.coefficients.get(role, 0.0) for role in law.law.roles])
    says = law.makes > 0
    number_of = np.cumsum(says) - 1 + first
    low, high = np.full(len(says), float(form.low)), np.full(len(says), float(form.high))
    for place, factor in enumerate(factors.tolist()):
        # A role that is no figure, like the bounds of a range, is known from the row.
        if factor:
            fixed = law.counts[:, place] == 0
            ends = np.sort(factor * law.known[fixed, place, :2], axis=1)
            low[fixed] -= ends[:, 1]
            high[fixed] -= ends[:, 0]
    kept = says[law.place_of]
    lacking = np.flatnonzero(says & (law.counts < 0).any(axis=1))
    open_role = (law.counts[lacking] < 0).argmax(axis=1)
    return Entries(
        number_of[says],
        low[says],
        high[says],
        number_of[np.concatenate([law.place_of[kept], lacking])],
        np.concatenate([law.members[kept], law.lacking[lacking]]),
        factors[np.concatenate([law.role_of[kept], open_role])],
    )


def products(law: LawArrays, first: int, first_constant: int) -> tuple[Products, Numbers]:
    """Return a law's constraints that are no sums, and for each constant its place in `known`.

    What a relation knows of a role without a figure is a variable of its own: a constant.
    """
    says = law.makes > 0
    starts = np.cumsum(law._sizes.ravel()) - law._sizes.ravel()
    # The last place is one that no relation asks for.
    members = np.append(law.members, -1)
    variables = members[np.minimum(starts, len(law.members))].reshape(law.counts.shape)
    variables = np.where(law.counts < 0, law.lacking[:, None], variables)[says]
    constant = law.counts[says] == 0
    variables[constant] = first_constant + np.arange(constant.sum())
    assert law.law.implied is not None, "only such laws make constraints that are no sums"
    made = Products(np.arange(len(variables)) + first, variables, law.law.roles, law.law.implied)
    return made, np.flatnonzero((law.counts == 0) & says[:, None])


def sums(of: Iterable[Entries], variables: int) -> list[Sums]:
    """Return sums by how many variables they have, those of a row in the order of their numbers."""
    all_of = list(of)
    if not all_of:
        return []
    numbers, low, high, rows, columns, factors = (
        np.concatenate([getattr(one, name) for one in all_of])
        for name in ("numbers", "low", "high", "of", "variables", "factors")
    )
    keys = rows * variables + columns
    order = np.argsort(keys, kind="stable")
    first = np.append(True, keys[order][1:] != keys[order][:-1])[: len(keys)]
    # A part of itself, over a circle of parents, says nothing of itself.
    added = np.bincount(np.cumsum(first) - 1, weights=factors[order])
    kept = order[first][added != 0]
    rows, columns, added = rows[kept], columns[kept], added[added != 0]
    return list(_by_size(numbers, low, high, rows, columns, added))


def _by_size(
    numbers: Numbers,
    low: Floats,
    high: Floats,
    rows: Numbers,
    columns: Numbers,
    factors: Floats,
) -> Iterable[Sums]:
    order = np.argsort(numbers)
    numbers, low, high = numbers[order], low[order], high[order]
    place = np.searchsorted(numbers, rows)
    sizes = np.bincount(place, minlength=len(numbers))
    for size in different(sizes[sizes > 0]).tolist():
        chosen, within = sizes == size, sizes[place] == size
        yield Sums(
            numbers[chosen],
            columns[within].reshape(-1, size),
            factors[within].reshape(-1, size),
            low[chosen],
            high[chosen],
        )


def constraint_starts(laws: Sequence[LawArrays]) -> list[int]:
    """Return the number of the first constraint of each law, and the number of all."""
    return [0, *np.cumsum([one.makes.sum() for one in laws], dtype=np.int64).tolist()]


def is_bound(one: Alike) -> Marks:
    """Say which constraints are only bounds: sums that may be one number or another."""
    if isinstance(one, Sums):
        found: Marks = one.low != one.high
        return found
    return np.zeros(len(one.numbers), dtype=bool)
