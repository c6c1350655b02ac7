"""The yearly growth that a target needs from the newest actual is plausible for its indicator."""

from __future__ import annotations

from math import inf

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval, greatest
from schemas.laws.law import Law, Roles
from schemas.laws.operands import anchored, as_role, fixed
from schemas.laws.tables import Tables
from schemas.terms import Outcome, Status

SUBJECT = ("park", "indicator", "segment", "unit")
# What was only foreseen is no place to start from.
KNOWN = (Status.ACTUAL, Status.PRELIMINARY, Status.ESTIMATE)


def relations(tables: Tables) -> ir.Table:
    """Join each target to the newest earlier level of the same kind, and to plausible growth."""
    levels = tables.levels.filter(tables.levels.low > 0)
    targets = anchored(levels.filter(levels.status == Status.TARGET), "target")
    known = levels.filter(levels.status.isin(KNOWN))
    paths = targets.inner_join(_newest(targets, known), "relation").inner_join(
        tables.indicators.select("indicator", "growth_low", "growth_high"), "indicator"
    )
    years = (_months(paths.period_end) - _months(paths.now_end)) / 12
    band = (paths.growth_low.fill_null(-inf), paths.growth_high.fill_null(inf))
    return paths.mutate(**fixed("years", years, years), **fixed("band", *band))


def _newest(targets: ir.Table, known: ir.Table) -> ir.Table:
    right = known.select(
        *SUBJECT,
        **as_role(known, "now"),
        now_start="period_start",
        now_end="period_end",
        rank="newest_rank",
    )
    left = targets.select("relation", *SUBJECT, "period_start", "period_end")
    joined = left.inner_join(right, [*SUBJECT, left.period_end > right.now_end])
    # A year is compared with a year: ten months of income grow otherwise.
    alike = joined.filter(
        _months(joined.period_end) - _months(joined.period_start)
        == _months(joined.now_end) - _months(joined.now_start)
    )
    order = [alike.now_end.desc(), alike["rank"]]
    place = ibis.row_number().over(group_by="relation", order_by=order)
    first = alike.mutate(place=place).filter(lambda t: t.place == 0)
    return first.select("relation", "now_end", *as_role(known, "now"))


def _months(day: ir.DateValue) -> ir.IntegerValue:
    return day.year() * 12 + day.month()


def path(roles: Roles) -> Interval:
    """Return the yearly growth from now to the target."""
    return (roles["target"] / roles["now"]).root(roles["years"].low).shifted(-1)


def expected(roles: Roles) -> Interval:
    """Return the plausible growth of a year."""
    return roles["band"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what plausible growth makes of the figure of now."""
    # Nothing shrinks by more than all of it.
    band = Interval(greatest(roles["band"].low, -1.0), roles["band"].high)
    return roles["now"] * band.shifted(1).raised(roles["years"].low)


LAW = Law(
    name="target-path",
    starts_from={"measure": "level", "status": Status.TARGET.value},
    says="The yearly growth that a target needs from the newest actual is plausible.",
    roles=("target", "now", "years", "band"),
    relations=relations,
    measured_in="percent",
    expected=expected,
    observed_by=path,
    implied=implied,
    uses_implied=False,
    at_most=Outcome.WARN,
    message="from {now} to {target} {over}: {observed} a year, plausible: {expected}",
)
