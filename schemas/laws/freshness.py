"""The newest figure of an indicator is not later than its cadence and lag allow."""

from __future__ import annotations

from math import inf

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.law import Law, Roles
from schemas.laws.operands import anchored, fixed
from schemas.laws.tables import Tables
from schemas.terms import Outcome, Status

# What was foreseen or wished for does not stand in for the figure that was due.
PUBLISHED = (Status.ACTUAL, Status.PRELIMINARY, Status.ESTIMATE)
SERIES = ["park", "indicator"]


def relations(tables: Tables) -> ir.Table:
    """Take the newest figure of each park and indicator, and the day by which the next was due."""
    paced = tables.indicators.filter(tables.indicators.cadence_months.notnull())
    paced = paced.select("indicator", "cadence_months", "lag_days")
    newest = _newest(tables.printed).inner_join(paced, "indicator").cross_join(tables.run)
    dated = newest.mutate(due=_due(newest))
    age = dated.as_of.delta(dated.period_end, unit="day").cast("float64")
    allowed = dated.due.delta(dated.period_end, unit="day").cast("float64")
    days = anchored(dated, "age").mutate(relation=dated.park + "|" + dated.indicator)
    exact = {f"age_{width}{end}": age for width in ("", "widest_") for end in ("low", "high")}
    days = days.mutate(**exact, age_digit=ibis.literal(1.0), unit=ibis.literal("days"))
    return days.mutate(**fixed("allowed", ibis.literal(-inf), allowed))


def _newest(figures: ir.Table) -> ir.Table:
    published = figures.filter(figures.status.isin(PUBLISHED))
    # Archives are long: only what is of the last period has to be sorted.
    last = published.group_by(SERIES).aggregate(period_end=published.period_end.max())
    published = published.semi_join(last, [*SERIES, "period_end"])
    order = [
        published.segment,
        published.measure != "level",
        ibis.desc(published.published_on, nulls_first=False),
        published.figure_id,
    ]
    place = ibis.row_number().over(group_by=SERIES, order_by=order)
    return published.mutate(place=place).filter(lambda t: t.place == 0).drop("place")


def _due(newest: ir.Table) -> ir.DateValue:
    """Return the day by which the next figure was due: a period's end is the end of a month."""
    day_after = newest.period_end + ibis.interval(days=1)
    next_end = day_after + newest.cadence_months.as_interval("M") - ibis.interval(days=1)
    due = next_end + newest.lag_days.fill_null(0).as_interval("D")
    # DuckDB makes a timestamp of a day and an interval, which ibis takes for a day still.
    return due.cast("timestamp").date()


def expected(roles: Roles) -> Interval:
    """Return how old the newest figure may be."""
    return roles["allowed"]


LAW = Law(
    name="freshness",
    says="The newest figure is not later than cadence and lag allow.",
    roles=("age", "allowed"),
    relations=relations,
    expected=expected,
    uses_implied=False,
    compares=False,
    at_most=Outcome.WARN,
    message="newest: {age}, {timing}",
)
