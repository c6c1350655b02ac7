"""The tables that laws join: figures, and what the code lists say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.terms import Status

# Names of columns with those that ibis has for their types.
Columns = Mapping[str, str]

# The columns of `figures` by which operands are matched and chosen, beside those of a figure.
# Figures are numbered from 0, the printed ones first. `ids` are the printed figures that a figure
# rests on: itself, or those that imply it. Its ranks are its places among all figures in the orders
# of `schemas.laws.orders`.
FIGURES: Columns = {
    "figure_id": "string",
    "number": "int64",
    "ids": "array<string>",
    "source_id": "string",
    "park": "string",
    "indicator": "string",
    "segment": "string",
    "measure": "string",
    "of": "string",
    "period": "string",
    "status": "string",
    "unit": "string",
    "low": "float64",
    "high": "float64",
    "widest_low": "float64",
    "widest_high": "float64",
    "digit": "float64",
    "unit_assumed": "boolean",
    "period_start": "date",
    "period_end": "date",
    "of_park": "string",
    "of_indicator": "string",
    "of_segment": "string",
    "base_start": "date",
    "base_end": "date",
    "published_on": "date",
    "rank": "int64",
    "newest_rank": "int64",
    "sharpest_rank": "int64",
}
INDICATORS: Columns = {
    "indicator": "string",
    "unit": "string",
    "kind": "string",
    "low": "float64",
    "high": "float64",
    "signed": "boolean",
    "growth_low": "float64",
    "growth_high": "float64",
    "cadence_months": "int64",
    "lag_days": "int64",
}
# What is a part of what: dimension is segment, park or indicator; whole "" is the park's total.
WHOLES: Columns = {"dimension": "string", "part": "string", "whole": "string"}
FAMILIES: Columns = {"family": "string", "dimension": "string", "part": "string", "whole": "string"}
RATES: Columns = {"day": "date", "base": "string", "quote": "string", "rate": "float64"}
PARKS: Columns = {"park": "string", "currency": "string"}
# One row: the day of what is known.
RUN: Columns = {"as_of": "date"}


@dataclass(frozen=True)
class Tables:
    """The tables of one confrontation, with the columns of the schemas above.

    `new` are the figures that the last round implied, None in the first round. `kept` are queries
    of further tables, each of which may use those before it.
    """

    figures: ir.Table
    indicators: ir.Table
    wholes: ir.Table
    families: ir.Table
    rates: ir.Table
    parks: ir.Table
    run: ir.Table
    new: ir.Table | None = None
    kept: list[ir.Table] = field(default_factory=list)

    def keep(self, query: ir.Table) -> ir.Table:
        """Return a query's result as a table: it is computed once, however often it is used."""
        self.kept.append(query)
        return ibis.table(query.schema(), name=kept_name(len(self.kept) - 1))

    @property
    def printed(self) -> ir.Table:
        """The figures that a source printed."""
        return self.figures.filter(self.figures.status != Status.IMPLIED)

    def of_measure(self, measure: str) -> ir.Table:
        """Return the printed figures of one measure."""
        return self.printed.filter(self.printed.measure == measure)

    @property
    def levels(self) -> ir.Table:
        """The levels that can be operands, printed or implied."""
        return self.figures.filter(self.figures.measure == "level")

    def never_negative(self, levels: ir.Table) -> ir.Table:
        """Keep the levels of indicators that cannot be negative."""
        signed = self.indicators.filter(self.indicators.signed).select("indicator")
        return levels.anti_join(signed, "indicator")


def kept_name(number: int) -> str:
    """Return the name of a law's kept table; the next law's takes its place."""
    return f"kept_{number}"


def every_figure() -> ir.Table:
    """Return the working table of figures as a name only."""
    return ibis.table(dict(FIGURES), "figures")


def unbound(new: bool = False) -> Tables:
    """Return the tables as names only, of the first round or of one with `new` figures."""
    return Tables(
        every_figure(),
        ibis.table(dict(INDICATORS), "indicators"),
        ibis.table(dict(WHOLES), "wholes"),
        ibis.table(dict(FAMILIES), "families"),
        ibis.table(dict(RATES), "rates"),
        ibis.table(dict(PARKS), "parks"),
        ibis.table(dict(RUN), "run"),
        new=ibis.table(dict(FIGURES), "implied") if new else None,
    )


def is_target(figures: Any) -> Any:
    """Say of each figure whether it is a target."""
    return figures.status == Status.TARGET
