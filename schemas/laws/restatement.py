"""All printings of one figure can be true together."""

from __future__ import annotations

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.law import Law, Roles
from schemas.laws.tables import Tables
from schemas.terms import Status

FIGURE = (
    "park",
    "indicator",
    "segment",
    "measure",
    "of_park",
    "of_indicator",
    "of_segment",
    "base_start",
    "base_end",
    "period_start",
    "period_end",
    "unit",
)
NEVER_NULL = tuple(name for name in FIGURE if not name.startswith("base_"))


def relations(tables: Tables) -> ir.Table:
    """Gather the printings of each figure: those of one status, and one source's of several."""
    several = tables.printed.filter(tables.printed.status != Status.TARGET)
    alike = _gathered(tables.printed, "status")
    mixed = _gathered(several, "source_id")
    return ibis.union(alike, mixed.filter(mixed.statuses > 1))


def _repeated(figures: ir.Table, by: str) -> ir.Table:
    """Keep the figures that may have another printing, so that few are gathered."""
    printings = figures.group_by([*NEVER_NULL, by]).aggregate(printings=figures.count())
    return figures.semi_join(printings.filter(printings.printings > 1), [*NEVER_NULL, by])


def _gathered(every: ir.Table, by: str) -> ir.Table:
    figures = _repeated(every, by)
    newest_first = [ibis.desc(figures.published_on, nulls_first=False), figures.figure_id]
    groups = figures.group_by([*FIGURE, by]).aggregate(
        printings=figures.count(),
        statuses=figures.status.nunique(),
        relation=ibis.literal(f"{by}|") + figures.figure_id.min(),
        newest_source=figures.source_id.first(order_by=newest_first),
        written_period=figures.period.first(order_by=newest_first),
        ids=figures.figure_id.collect(order_by=newest_first),
        members=figures.number.collect(order_by=newest_first),
        **_extremes(figures),
    )
    groups = groups.filter(groups.printings > 1)
    return groups.select(
        *("relation", "park", "indicator", "segment", "measure", "unit", "statuses"),
        period="written_period",
        source_id="newest_source",
        highest_ids="ids",
        lowest_ids="ids",
        highest_members="members",
        lowest_members="members",
        **{name: groups[name] for name in _extremes(figures)},
    )


def _extremes(figures: ir.Table) -> dict[str, ir.Scalar]:
    """Return the columns of two roles: the highest bounds of all printings, and the lowest."""
    # Intervals have a point in common when no low lies above any high (Helly's theorem on a line).
    columns = ("low", "high", "widest_low", "widest_high", "digit", "status", "source_id")
    highest = {f"highest_{column}": figures[column].max() for column in columns}
    return highest | {f"lowest_{column}": figures[column].min() for column in columns}


def expected(roles: Roles) -> Interval:
    """Return the lowest printing, which the highest must meet."""
    return roles["lowest"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what all printings have in common."""
    return Interval(roles["highest"].low, roles["lowest"].high)


LAW = Law(
    name="restatement",
    says="All printings of one figure can be true together.",
    roles=("highest", "lowest"),
    relations=relations,
    expected=expected,
    uses_implied=False,
    equal=True,
    implied=implied,
    message="printed as {highest}",
    also=lambda table: table.statuses == 1,
)
