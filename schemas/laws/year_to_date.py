"""A flow over a period is not more than the flow over a longer period that contains it."""

from __future__ import annotations

from math import inf

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.growth import SUBJECT
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.operands import all_of, anchored, pick, touched
from schemas.laws.part_of_whole import up_to
from schemas.laws.tables import Tables


def relations(tables: Tables) -> ir.Table:
    """Join each flow to the flow over every longer period that contains its own."""
    flows = tables.never_negative(tables.levels).semi_join(
        tables.indicators.filter(tables.indicators.kind == "flow"), "indicator"
    )
    pairs = touched(_containing(flows), [_keys()], tables)
    longer = pick(pairs, flows, "longer", _keys())
    return pairs.inner_join(longer, "relation")


def _containing(flows: ir.Table) -> ir.Table:
    periods = flows.select(
        *(name for name, _ in SUBJECT), "unit", longer_start="period_start", longer_end="period_end"
    ).distinct()
    pairs = anchored(flows, "shorter").inner_join(periods, [*(name for name, _ in SUBJECT), "unit"])
    within = all_of(
        pairs.longer_start <= pairs.period_start,
        pairs.longer_end >= pairs.period_end,
        (pairs.longer_start < pairs.period_start) | (pairs.longer_end > pairs.period_end),
    )
    longer = ibis.literal("/").join(
        [pairs.longer_start.cast("string"), pairs.longer_end.cast("string")]
    )
    return pairs.filter(within).mutate(relation=pairs.figure_id + "|" + longer)


def _keys() -> list[tuple[str, str]]:
    period = [("longer_start", "period_start"), ("longer_end", "period_end")]
    return [*SUBJECT, ("unit", "unit"), *period]


def expected(roles: Roles) -> Interval:
    """Return what the shorter period's flow can be: anything up to the longer's."""
    return up_to(roles["longer"])


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other."""
    if role == "longer":
        return -up_to(-roles["shorter"])
    return expected(roles)


LAW = Law(
    name="year-to-date",
    says="A flow is not more than the flow over a longer period that contains it.",
    roles=("shorter", "longer"),
    relations=relations,
    extends=True,
    expected=expected,
    implied=implied,
    linear=LinearForm({"shorter": 1, "longer": -1}, low=-inf),
    message="{shorter} of {longer} over the longer period{pace}",
)
