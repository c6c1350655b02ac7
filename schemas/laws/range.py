"""A level lies within its indicator's bounds; a share lies between 0 and 100 %."""

from __future__ import annotations

from math import inf

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.operands import anchored, fixed
from schemas.laws.tables import Tables


def relations(tables: Tables) -> ir.Table:
    """Join each level to its indicator's bounds, and each share to those of all shares."""
    figures = anchored(tables.printed, "figure")
    bounds = tables.indicators.select("indicator", "unit", bound_low="low", bound_high="high")
    levels = figures.filter(figures.measure == "level").inner_join(bounds, ["indicator", "unit"])
    levels = levels.filter(levels.bound_low.notnull() | levels.bound_high.notnull())
    shares = figures.filter(figures.measure == "share")
    shares = shares.mutate(bound_low=ibis.literal(0.0), bound_high=ibis.literal(1.0))
    columns = [*figures.columns, "bound_low", "bound_high"]
    return _bounded(ibis.union(levels.select(columns), shares.select(columns)))


def _bounded(table: ir.Table) -> ir.Table:
    low, high = table.bound_low.fill_null(-inf), table.bound_high.fill_null(inf)
    return table.mutate(**fixed("bounds", low, high)).drop("bound_low", "bound_high")


def expected(roles: Roles) -> Interval:
    """Return the bounds."""
    return roles["bounds"]


LAW = Law(
    name="range",
    says="A level lies within its indicator's bounds; a share lies between 0 and 100 %.",
    roles=("figure", "bounds"),
    relations=relations,
    expected=expected,
    uses_implied=False,
    linear=LinearForm({"figure": 1, "bounds": -1}),
    message="{figure} for bounds of {expected}",
)
