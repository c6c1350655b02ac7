"""A figure divided by the same figure of an earlier period, less one, is its growth."""

from __future__ import annotations

from schemas.ibis_later import ir
from schemas.intervals import Interval
from schemas.laws.implied import named
from schemas.laws.law import Law, Roles
from schemas.laws.operands import SAME_PERIOD, anchored, assign_one
from schemas.laws.tables import Tables

SUBJECT = (("park", "park"), ("indicator", "indicator"), ("segment", "segment"))
NOW = (*SUBJECT, *SAME_PERIOD)
THEN = (*SUBJECT, ("base_start", "period_start"), ("base_end", "period_end"))


def relations(tables: Tables) -> ir.Table:
    """Join each printed growth to the levels of its period and of its base period."""
    growths = anchored(tables.of_measure("growth"), "growth")
    # Exchange rates move: what grows by 5 % in yuan does not grow by 5 % in dollars.
    return assign_one(
        growths,
        {
            "now": NOW,
            "then": THEN,
        },
        tables,
    )


def expected(roles: Roles) -> Interval:
    """Return the growth from then to now."""
    return (roles["now"] / roles["then"]).shifted(-1)


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other two."""
    match role:
        case "now":
            return roles["then"] * roles["growth"].shifted(1)
        case "then":
            return roles["now"] / roles["growth"].shifted(1)
        case _:
            return expected(roles)


LAW = Law(
    name="growth",
    starts_from={"measure": "growth"},
    says="Now divided by then, less one, is the growth.",
    roles=("growth", "now", "then"),
    relations=relations,
    extends=True,
    measured_in="percent",
    expected=expected,
    implied=implied,
    targets={
        "now": named(),
        "then": named(period_start="base_start", period_end="base_end"),
    },
    message="{now} / {then} - 1 = {expected}; printed: {growth}",
)
