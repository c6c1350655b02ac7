"""Gathering the members of a family: its whole, its parts, and the one part that nobody printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from schemas.ibis_later import ibis, ir
from schemas.laws.law import no_ids
from schemas.laws.tables import Tables, every_figure, is_target

DIMENSIONS = ("park", "indicator", "segment")
WHEN = ("unit", "period_start", "period_end")
# A family speaks of one figure in all dimensions but its own; there this column is empty.
GROUP = ("family", "group_park", "group_indicator", "group_segment", *WHEN)
ON = [(name, name) for name in GROUP]
# What is asked of a member before it has its place in a relation; the rest of its columns follow.
_OF_FIGURE = (
    "figure_id",
    "ids",
    "source_id",
    "status",
    *DIMENSIONS,
    *WHEN,
    "rank",
    "newest_rank",
    "sharpest_rank",
)


def members(figures: ir.Table, families: ir.Table, which: str) -> ir.Table:
    """Return the figures that are a `part`, or the `whole`, of a family, with its group."""
    return ibis.union(*(_members(figures, families, which, one) for one in DIMENSIONS))


def _members(figures: ir.Table, families: ir.Table, which: str, dimension: str) -> ir.Table:
    codes = families.filter(families.dimension == dimension)
    codes = codes.select("family", "dimension", code=which, whole_code="whole").distinct()
    joined = figures.inner_join(codes, figures[dimension] == codes.code)
    groups = {
        f"group_{name}": ibis.literal("") if name == dimension else joined[name]
        for name in DIMENSIONS
    }
    return joined.select(*_OF_FIGURE, *codes.columns, **groups)


def of_touched_groups(*members_: ir.Table, tables: Tables) -> list[ir.Table]:
    """Keep the members of groups with a new one; in the first round all. No relation has others."""
    if tables.new is None:
        return [tables.keep(each) for each in members_]
    new = [each.semi_join(tables.new, "figure_id").select(*GROUP) for each in members_]
    touched = tables.keep(ibis.union(*new))
    return [tables.keep(each.semi_join(touched, list(GROUP))) for each in members_]


def first_of_each(candidates: ir.Table, per: Sequence[str], order: str) -> ir.Table:
    """Return the candidate of each group that has the least rank of an order."""
    groups = candidates.group_by([*GROUP, *per]).aggregate(first=candidates[order].min())
    # A figure is in one group of a family at most.
    first = groups.select("family", **{order: groups.first})
    return candidates.semi_join(first, ["family", order])


def own_whole(wholes: ir.Table) -> ir.Table:
    """Return each source's sharpest printing of a whole as an anchor, with its role's rank."""
    first = first_of_each(wholes, ["source_id", "status"], "sharpest_rank")
    return first.mutate(relation=first.family + "|" + first.figure_id, whole_rank=first.rank)


def orphans(parts: ir.Table, wholes: ir.Table) -> ir.Table:
    """Return, for each group of parts whose whole nobody printed, the newest part's source."""
    alone = parts.mutate(target=is_target(parts)).anti_join(
        wholes.mutate(target=is_target(wholes)), [*GROUP, "target"]
    )
    first = first_of_each(alone, ["target"], "newest_rank")
    words = [first.family, first.park, first.indicator, first.segment, first.figure_id]
    return first.mutate(relation=ibis.literal("|").join(words)).drop("target")


def with_figures(anchors: ir.Table) -> ir.Table:
    """Add the other columns of the figure that each anchor is."""
    figures = every_figure()
    others = [name for name in figures.columns if name not in anchors.columns]
    return anchors.inner_join(figures.select("rank", *others), "rank")


def once(relations: ir.Table, roles: Sequence[str]) -> ir.Table:
    """Keep one of the relations that were computed from the same figures, a complete one first.

    Families overlap: where the printed parts are a whole family, another that would need one
    more part says nothing new.
    """
    ids = [relations[f"{role}_ids"].fill_null(no_ids()) for role in roles]
    incomplete = reduce(or_, [relations[f"{role}_ids"].isnull() for role in roles])
    # Complete relations differ in nothing; incomplete ones in the part that they lack.
    lacking = relations.family + "|" + relations.missing.fill_null("")
    marked = relations.select(
        "relation",
        "source_id",
        same=reduce(lambda a, b: a.concat(b), ids).sort(),
        incomplete=incomplete,
        lack=ibis.ifelse(incomplete, lacking, ""),
    )
    best = marked.incomplete.min().over(group_by="same")
    kept = marked.mutate(best=best).filter(lambda t: t.incomplete == t.best)
    place = ibis.row_number().over(group_by=["same", "lack"], order_by=["source_id", "relation"])
    first = kept.mutate(place=place).filter(lambda t: t.place == 0)
    return relations.semi_join(first, "relation")
