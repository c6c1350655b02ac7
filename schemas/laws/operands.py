"""Choosing the figure that plays a role in a relation, where several could.

The operand comes from the anchor's own source where that printed it, and shares its status where
it can; else statuses stand in for one another in the order of `Status`, the newest source first,
then a printing that names its unit, then the sharpest. Targets combine with targets only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.law import OPERAND, no_ids
from schemas.terms import Status

On = Sequence[tuple[str, str]]

SAME_PERIOD: On = (("period_start", "period_start"), ("period_end", "period_end"))


def as_role(figures: ir.Table, role: str) -> dict[str, Any]:
    """Return the operand columns of figures, named for a role."""
    columns = {f"{role}_{name}": figures[name] for name in OPERAND if name != "members"}
    return columns | {f"{role}_members": ibis.array([figures.figure_id])}


def fixed(role: str, low: Any, high: Any) -> dict[str, Any]:
    """Return the operand columns of a role that no figure plays: bounds known beforehand."""
    bounds = {f"{role}_{width}low": low for width in ("", "widest_")}
    bounds |= {f"{role}_{width}high": high for width in ("", "widest_")}
    words = {f"{role}_{name}": ibis.null("string") for name in ("status", "source_id")}
    none = {f"{role}_ids": no_ids(), f"{role}_members": no_ids()}
    return none | bounds | words | {f"{role}_digit": ibis.null("float64")}


def pick(
    anchors: ir.Table, figures: ir.Table, role: str, on: On, per: Sequence[str] = ()
) -> ir.Table:
    """Choose one figure for each anchor, and for each value of the columns `per`.

    `anchors` need relation, ids, source_id, status and the first names of `on`; `figures` the
    second. Returns relation, unit, the columns `per` and the role's operand columns.
    """
    candidates = _candidates(anchors, figures, role, on, per)
    chosen = candidates.mutate(
        place=ibis.row_number().over(
            group_by=["relation", *per], order_by=_preference(candidates, role)
        )
    ).filter(lambda t: t.place == 0)
    return chosen.select("relation", *per, *(f"{role}_{column}" for column in OPERAND))


def _candidates(
    anchors: ir.Table, figures: ir.Table, role: str, on: On, per: Sequence[str]
) -> ir.Table:
    right = figures.select(
        **as_role(figures, role),
        **{f"key_{name}": figures[name] for _, name in on},
        **{name: figures[name] for name in per},
        newest=figures.published_on,
        assumed=figures.unit_assumed,
        id=figures.figure_id,
    )
    left = anchors.select(
        "relation",
        *{name for name, _ in on},
        own_ids="ids",
        own_source="source_id",
        own_status="status",
    )
    keys: list[Any] = [left[mine] == right[f"key_{theirs}"] for mine, theirs in on]
    same_kind = (left.own_status == Status.TARGET) == (right[f"{role}_status"] == Status.TARGET)
    joined = left.inner_join(right, [*keys, same_kind])
    # A figure implied by the anchor itself would confirm whatever the anchor says.
    return joined.filter(
        (joined[f"{role}_status"] != Status.IMPLIED)
        | (joined.own_ids.intersect(joined[f"{role}_ids"]).length() == 0)
    )


def _preference(candidates: ir.Table, role: str) -> list[Any]:
    own = candidates[f"{role}_source_id"] == candidates.own_source
    same_status = candidates[f"{role}_status"] == candidates.own_status
    width = candidates[f"{role}_high"] - candidates[f"{role}_low"]
    middle = (candidates[f"{role}_high"] + candidates[f"{role}_low"]).abs()
    return [
        own.desc(),
        same_status.desc(),
        status_rank(candidates[f"{role}_status"]),
        ibis.desc(candidates.newest, nulls_first=False),
        candidates.assumed,
        ibis.ifelse(width == 0, 0.0, width / middle),
        candidates.id,
    ]


def status_rank(status: Any) -> Any:
    """Return the place of each status in the order in which they stand in for one another."""
    return ibis.cases(*((status == name, rank) for rank, name in enumerate(Status)), else_=99)


def assign(anchors: ir.Table, picks: Mapping[str, ir.Table], parks: ir.Table) -> ir.Table:
    """Give each anchor its operands, once for every unit in which all of them were printed.

    An anchor for which no unit has all keeps the unit that has most.
    """
    units = _units(anchors, picks, parks)
    kept = units.filter((units.place == 0) | (units.found == len(picks)))
    return anchors.left_join(kept.drop("place", "found"), "relation").drop("relation_right")


def assign_one(anchors: ir.Table, picks: Mapping[str, ir.Table], parks: ir.Table) -> ir.Table:
    """Give each anchor its operands in one unit: the one that has most, the park's own first."""
    units = _units(anchors, picks, parks)
    kept = units.filter(units.place == 0).drop("place", "found")
    return anchors.left_join(kept, "relation").drop("relation_right")


def _units(anchors: ir.Table, picks: Mapping[str, ir.Table], parks: ir.Table) -> ir.Table:
    """Join the picks by relation and unit; `found` counts them, `place` ranks the units."""
    units = ibis.union(
        *(table.select("relation", "unit") for table in picks.values()), distinct=True
    )
    for table in picks.values():
        units = units.left_join(table, ["relation", "unit"]).drop("relation_right", "unit_right")
    there = {role: units[f"{role}_ids"].notnull() for role in picks}
    units = units.mutate(found=sum(one.cast("int64") for one in there.values()))
    homes = anchors.select("relation", "park").inner_join(parks, "park")
    units = units.inner_join(homes.select("relation", "currency"), "relation")
    order = [units.found.desc(), (units.unit == units.currency).desc(), units.unit]
    place = ibis.row_number().over(group_by="relation", order_by=order)
    return units.mutate(place=place).drop("currency")


def anchored(figures: ir.Table, role: str = "") -> ir.Table:
    """Return figures as anchors: the relation's columns, those to join on, and the role's."""
    own = as_role(figures, role) if role else {}
    return figures.mutate(relation=figures.figure_id, **own)


def all_of(*conditions: Any) -> Any:
    """Say where every condition holds."""
    return reduce(and_, conditions)
