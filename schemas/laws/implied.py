"""The figures that nobody printed and that relations with one operand missing imply."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.law import Law, Target
from schemas.laws.workings import Workings
from schemas.terms import Status

COORDINATES = ("park", "indicator", "segment")
KEY = (
    *COORDINATES,
    "measure",
    "of_park",
    "of_indicator",
    "of_segment",
    "period_start",
    "period_end",
)
BOUNDS = ("low", "high", "widest_low", "widest_high")


def named(measure: str = "level", **columns: str) -> Target:
    """Name the missing figure by the relation's own columns, or by others given for them."""

    def target(table: ir.Table) -> dict[str, Any]:
        names = {name: columns.get(name, name) for name in (*COORDINATES, *KEY[-2:])}
        return {name: table[column] for name, column in names.items()} | whole_of(measure, table)

    return target


def member(measure: str) -> Target:
    """Name the part of a family that nobody printed: the relation's figure, but for its code."""

    def target(table: ir.Table) -> dict[str, Any]:
        codes = {
            name: ibis.ifelse(table.dimension == name, table.missing, table[name])
            for name in COORDINATES
        }
        return codes | {name: table[name] for name in KEY[-2:]} | whole_of(measure, table)

    return target


def whole_of(measure: str, table: ir.Table) -> dict[str, Any]:
    """Return the measure, and for a share the columns that name its whole."""
    names = ("of_park", "of_indicator", "of_segment")
    whole = {name: table[name] if measure == "share" else ibis.literal("") for name in names}
    return {"measure": ibis.literal(measure), **whole}


def implied_figures(law: Law, relations: ir.Table) -> ir.Table | None:
    """Return what relations imply of the one operand that is missing, or only someone's estimate.

    Columns: those of KEY, unit, ids, low, high, widest_low, widest_high, relation, is_target.
    """
    tables = [_implied(law, relations, role) for role in law.targets]
    return ibis.union(*tables) if len(tables) > 1 else next(iter(tables), None)


def _implied(law: Law, relations: ir.Table, role: str) -> ir.Table:
    assert law.implied is not None, "a law with targets says what they must be"
    others = [name for name in law.roles if name != role]
    open_ = relations[f"{role}_ids"].isnull() | (relations[f"{role}_status"] == Status.ESTIMATE)
    there = reduce(and_, [relations[f"{other}_ids"].notnull() for other in others], open_)
    known = relations.filter(there)
    bounds: dict[str, Any] = {}
    table = known
    for width, names in ((False, BOUNDS[:2]), (True, BOUNDS[2:])):
        roles = Workings(table, law.roles, width)
        found = law.implied(role, roles)
        bounds |= dict(zip(names, (found.low, found.high), strict=True))
        table = roles.table
    ids = reduce(lambda a, b: a.concat(b), [known[f"{other}_ids"] for other in others])
    statuses = [known[f"{other}_status"].fill_null("") for other in others]
    return table.select(
        **{"unit": known.unit, **law.targets[role](known), **bounds},
        ids=ids.unique().sort(),
        relation=known.relation,
        is_target=reduce(lambda a, b: a | b, [one.contains(Status.TARGET) for one in statuses]),
    )
