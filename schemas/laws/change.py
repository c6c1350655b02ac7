"""A figure less the same figure of an earlier period is its change."""

from __future__ import annotations

from schemas.ibis_later import ir
from schemas.intervals import Interval
from schemas.laws.growth import NOW, THEN
from schemas.laws.implied import named
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.operands import anchored, assign
from schemas.laws.tables import Tables

UNIT = (("unit", "unit"),)


def relations(tables: Tables) -> ir.Table:
    """Join each printed change to the levels of its period and of its base period."""
    changes = anchored(tables.of_measure("change"), "change")
    return assign(
        changes,
        {
            "now": (*NOW, *UNIT),
            "then": (*THEN, *UNIT),
        },
        tables,
    )


def expected(roles: Roles) -> Interval:
    """Return the change from then to now."""
    return roles["now"] - roles["then"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other two."""
    match role:
        case "now":
            return roles["then"] + roles["change"]
        case "then":
            return roles["now"] - roles["change"]
        case _:
            return expected(roles)


LAW = Law(
    name="change",
    starts_from={"measure": "change"},
    says="Now less then is the change.",
    roles=("change", "now", "then"),
    relations=relations,
    extends=True,
    expected=expected,
    implied=implied,
    linear=LinearForm({"change": 1, "now": -1, "then": 1}),
    targets={
        "now": named(),
        "then": named(period_start="base_start", period_end="base_end"),
    },
    message="{now} - {then} = {expected}; printed: {change}",
)
