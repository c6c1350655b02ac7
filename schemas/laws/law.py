"""What a law is, and the columns by which every law's relations speak of their operands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.tables import Tables
from schemas.laws.workings import Workings, intervals
from schemas.terms import Outcome

Roles = Mapping[str, Interval]
# Returns, of a table of relations, the columns that name the figure missing from each.
Target = Callable[["ir.Table"], Mapping[str, Any]]

# Each role has these columns, prefixed by its name; all are null where the operand is missing.
# `members` are the numbers of figures of the working table, one for an operand that is no sum;
# `ids` the printed figures behind them.
OPERAND = (
    "ids",
    "members",
    "low",
    "high",
    "widest_low",
    "widest_high",
    "digit",
    "status",
    "source_id",
)

# Every table of relations starts with these; `relation` is unique within its law.
RELATION = ("relation", "park", "indicator", "segment", "period", "source_id", "unit")


@dataclass(frozen=True)
class LinearForm:
    """A law that is a sum: coefficient times role, over all roles, lies between low and high."""

    coefficients: Mapping[str, float]
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, eq=False)
class Law:
    """A kind of arithmetic that ties figures together.

    `roles` names the operands, the one that is measured against the others first.
    `relations` joins figures to roles; `expected` is what the first role must be, given the
    others; `implied` is what any one role must be, given the rest, and `targets` name the figure
    that is missing where a role is. `message` shows the arithmetic, with the roles' printed texts.
    `also` is what else must hold for more than a warning;
    `narrowed` leaves out relations that others make idle; `uses_implied` says whether implied
    figures can be operands, and `extends` whether `relations` finds only what new ones change,
    where the tables have new ones. `linear` is the law as a sum where it is one; `equal` says that
    all members of the first role must be the same number. `observed_by` makes of the roles what is
    measured, where that is not the first role itself, and `measured_in` is its unit, where that is
    not its relation's; the outcome is never worse than `at_most`.
    `indicators` are those whose figures can be operands, none for any; `compares` says whether
    the law speaks of figures' numbers at all. Without a printed figure that has the values of
    `starts_from`, or without rows in the tables of `joins`, the law has no relations.
    """

    name: str
    says: str
    roles: tuple[str, ...]
    relations: Callable[[Tables], ir.Table]
    expected: Callable[[Roles], Interval]
    implied: Callable[[str, Roles], Interval] | None = None
    targets: Mapping[str, Target] = field(default_factory=dict)
    message: str = "{expected}"
    also: Callable[[ir.Table], Any] | None = None
    narrowed: Callable[[ir.Table], ir.Table] | None = None
    linear: LinearForm | None = None
    equal: bool = False
    uses_implied: bool = True
    extends: bool = False
    observed_by: Callable[[Roles], Interval] | None = None
    measured_in: str = ""
    at_most: Outcome = Outcome.FAIL
    indicators: frozenset[str] = frozenset()
    compares: bool = True
    starts_from: Mapping[str, str] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()

    @property
    def observed(self) -> str:
        """The role that is measured against the others."""
        return self.roles[0]

    @property
    def measured(self) -> str:
        """What the columns of the measured interval begin with."""
        return self.observed if self.observed_by is None else "observed"


def no_ids() -> Any:
    """Return the ids of no figure."""
    # DuckDB takes an empty literal for a list of integers; an empty slice of texts is one of texts.
    return ibis.literal([""], type="array<string>")[:0]


def no_members() -> Any:
    """Return the numbers of no figure."""
    return ibis.literal([0], type="array<int64>")[:0]


def complete(table: ir.Table, roles: Sequence[str]) -> Any:
    """Say of each relation whether every operand is there."""
    return reduce(and_, [table[f"{role}_ids"].notnull() for role in roles])


def with_expectation(law: Law, relations: ir.Table) -> ir.Table:
    """Add what each relation's first role must be, usual and widest; null where that is unknown.

    Where a law measures more than its first role, `expected` is what that must be, `observed` what
    it is, and `needed` what the first role must be.
    """
    there, table = complete(relations, law.roles), relations
    columns = {}
    for width, widest in (("", False), ("widest_", True)):
        roles = Workings(table, law.roles, widest)
        for name, found in _claims(law, roles).items():
            for bound in ("low", "high"):
                value = getattr(found, bound)
                columns[f"{name}_{width}{bound}"] = ibis.ifelse(there, value, ibis.null("float64"))
        table = roles.table
    return table.mutate(**columns).select(*relations.columns, *columns)


def _claims(law: Law, roles: Roles) -> dict[str, Interval]:
    claims = {"expected": law.expected(roles)}
    if law.observed_by is None:
        return claims
    assert law.implied is not None, "a law that measures more than a role says what that must be"
    return claims | {
        "observed": law.observed_by(roles),
        "needed": law.implied(law.observed, roles),
    }


def holds(law: Law, relations: ir.Table, widest: bool = False) -> Any:
    """Say of each relation whether its readings can all be true; null where that is unknown."""
    both = intervals(relations, (law.measured, "expected"), widest)
    meets = both[law.measured].meets(both["expected"])
    if law.also is not None and not widest:
        meets = meets & law.also(relations)
    return ibis.ifelse(relations.expected_low.notnull(), meets, ibis.null("boolean"))
