"""A law's relations as arrays of numbers, and the constraints that they make.

Constraints are numbered in the order of the laws, of a law's relations, and of what a relation
makes; variables are numbered by whoever reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from schemas.alike import Floats, Numbers, Products
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
            return np.where(says, np.maximum(self.counts[:, self.observed] - 1, 0), 0)
        can = self.law.linear is not None or self.law.implied is not None
        return np.where(says & can, 1, 0)

    @cached_property
    def place_of(self) -> Numbers:
        """The relation of each member."""
        return np.repeat(np.arange(len(self.counts)), self.sizes.sum(axis=1))

    @cached_property
    def role_of(self) -> Numbers:
        """The role of each member, by its place among the law's roles."""
        roles = np.tile(np.arange(self.counts.shape[1]), len(self.counts))
        return np.repeat(roles, self.sizes.ravel())

    @property
    def sizes(self) -> Numbers:
        """How many members there are of each role."""
        return np.maximum(self.counts, 0)

    @property
    def observed(self) -> int:
        """The place of the role that is measured against the others."""
        return self.law.roles.index(self.law.observed)


def products(law: LawArrays, first: int, first_constant: int) -> tuple[Products, Numbers]:
    """Return a law's constraints that are no sums, and for each constant its place in `known`.

    What a relation knows of a role without a figure is a variable of its own: a constant.
    """
    says = law.makes > 0
    starts = np.cumsum(law.sizes.ravel()) - law.sizes.ravel()
    # The last place is one that no relation asks for.
    members = np.append(law.members, -1)
    variables = members[np.minimum(starts, len(law.members))].reshape(law.counts.shape)
    variables = np.where(law.counts < 0, law.lacking[:, None], variables)[says]
    constant = law.counts[says] == 0
    variables[constant] = first_constant + np.arange(constant.sum())
    assert law.law.implied is not None, "only such laws make constraints that are no sums"
    made = Products(np.arange(len(variables)) + first, variables, law.law.roles, law.law.implied)
    return made, np.flatnonzero((law.counts == 0) & says[:, None])


def constraint_starts(laws: Sequence[LawArrays]) -> list[int]:
    """Return the number of the first constraint of each law, and the number of all."""
    return [0, *np.cumsum([one.makes.sum() for one in laws], dtype=np.int64).tolist()]
