"""Choosing the figure that plays a role in a relation, where several could.

The operand comes from the anchor's own source where that printed it, and shares its status where
it can; else statuses stand in for one another in the order of `Status`, the newest source first,
then a printing that names its unit, then the sharpest. Targets combine with targets only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.law import OPERAND, no_ids, no_members
from schemas.laws.tables import Tables, every_figure
from schemas.terms import Status

On = Sequence[tuple[str, str]]

# More figures than this are never confronted at a time; a preference has their rank below it.
_MOST_FIGURES = 1 << 40

SAME_PERIOD: On = (("period_start", "period_start"), ("period_end", "period_end"))


def as_role(figures: ir.Table, role: str) -> dict[str, Any]:
    """Return the operand columns of figures, named for a role."""
    columns = {f"{role}_{name}": figures[name] for name in OPERAND if name != "members"}
    return columns | {f"{role}_members": ibis.array([figures.number])}


def fixed(role: str, low: Any, high: Any) -> dict[str, Any]:
    """Return the operand columns of a role that no figure plays: bounds known beforehand."""
    bounds = {f"{role}_{width}low": low for width in ("", "widest_")}
    bounds |= {f"{role}_{width}high": high for width in ("", "widest_")}
    words = {f"{role}_{name}": ibis.null("string") for name in ("status", "source_id")}
    none = {f"{role}_ids": no_ids(), f"{role}_members": no_members()}
    return none | bounds | words | {f"{role}_digit": ibis.null("float64")}


def pick(
    anchors: ir.Table, figures: ir.Table, role: str, on: On, per: Sequence[str] = ()
) -> ir.Table:
    """Choose one figure for each anchor, and for each value of the columns `per`.

    `anchors` need relation, ids, source_id, status and the first names of `on`; `figures` the
    second. Returns relation, the columns `per` and the role's operand columns.
    """
    found = with_operand(chosen(anchors, figures, role, on, per), role)
    return found.select("relation", *per, *(f"{role}_{column}" for column in OPERAND))


def chosen(
    anchors: ir.Table, figures: ir.Table, role: str, on: On, per: Sequence[str] = ()
) -> ir.Table:
    """Choose as `pick` does, and return only the rank of the figure, as column `role`_rank."""
    candidates = _candidates(anchors, figures, on, per)
    # The least of whole numbers is found without sorting, or holding, all candidates.
    best = candidates.group_by(["relation", *per]).aggregate(best=_preference(candidates).min())
    return best.select("relation", *per, **{f"{role}_rank": best.best % _MOST_FIGURES})


def with_operand(table: ir.Table, role: str) -> ir.Table:
    """Add the role's operand columns to a table with the ranks of its figures."""
    figures = every_figure()
    operands = figures.select(**as_role(figures, role), role_rank=figures.rank)
    joined = table.left_join(operands, table[f"{role}_rank"] == operands.role_rank)
    return joined.drop("role_rank", f"{role}_rank")


def touched(anchors: ir.Table, ties: Iterable[On], tables: Tables) -> ir.Table:
    """Keep the anchors that are new, or of which an operand may be; in the first round all."""
    if tables.new is None:
        return anchors
    found = [_candidates(anchors, tables.new, on, ()).select("relation") for on in ties]
    new = anchors.semi_join(tables.new, "figure_id").select("relation")
    return anchors.semi_join(tables.keep(ibis.union(new, *found, distinct=True)), "relation")


def _candidates(anchors: ir.Table, figures: ir.Table, on: On, per: Sequence[str]) -> ir.Table:
    implied = figures.status == Status.IMPLIED
    right = figures.select(
        **{f"key_{name}": figures[name] for _, name in on},
        **{name: figures[name] for name in per},
        rank=figures.rank,
        status=figures.status,
        source=figures.source_id,
        implied_from=ibis.ifelse(implied, figures.ids, ibis.null("array<string>")),
    )
    left = anchors.select(
        "relation",
        *{name for name, _ in on},
        own_ids="ids",
        own_source="source_id",
        own_status="status",
    )
    keys: list[Any] = [left[mine] == right[f"key_{theirs}"] for mine, theirs in on]
    same_kind = (left.own_status == Status.TARGET) == (right.status == Status.TARGET)
    joined = left.inner_join(right, [*keys, same_kind])
    # A figure implied by the anchor itself would confirm whatever the anchor says.
    return joined.filter(
        joined.implied_from.isnull() | (joined.own_ids.intersect(joined.implied_from).length() == 0)
    )


def _preference(candidates: ir.Table) -> ir.IntegerValue:
    """Return a number that is less for the candidate to be preferred, and ends with its rank."""
    own = (candidates.source == candidates.own_source).cast("int64")
    same_status = (candidates.status == candidates.own_status).cast("int64")
    strange = 2 * (2 - own.fill_null(-1)) - same_status
    return strange * _MOST_FIGURES + candidates.rank


def assign(anchors: ir.Table, on: Mapping[str, On], tables: Tables) -> ir.Table:
    """Give each anchor its operands, once for every unit in which all of them were printed.

    `on` says for each role what ties a level to an anchor. An anchor for which no unit has all
    keeps the unit that has most.
    """
    anchors = touched(anchors, on.values(), tables)
    units = _units(anchors, on, tables)
    return _assigned(
        anchors, on, units.filter((units.place == 0) | (units.found == len(on))), tables
    )


def assign_one(anchors: ir.Table, on: Mapping[str, On], tables: Tables) -> ir.Table:
    """Give each anchor its operands in one unit: the one that has most, the park's own first."""
    anchors = touched(anchors, on.values(), tables)
    units = _units(anchors, on, tables)
    return _assigned(anchors, on, units.filter(units.place == 0), tables)


def _assigned(anchors: ir.Table, roles: Iterable[str], units: ir.Table, tables: Tables) -> ir.Table:
    kept = tables.keep(units.drop("place", "found"))
    table = anchors.drop("unit").left_join(kept, "relation").drop("relation_right")
    return reduce(with_operand, roles, table)


def _units(anchors: ir.Table, on: Mapping[str, On], tables: Tables) -> ir.Table:
    """Choose for each unit; `found` counts what was found, `place` ranks the units."""
    choices = {
        role: tables.keep(chosen(anchors, tables.levels, role, ties, per=["unit"]))
        for role, ties in on.items()
    }
    units = ibis.union(
        *(table.select("relation", "unit") for table in choices.values()), distinct=True
    )
    for table in choices.values():
        units = units.left_join(table, ["relation", "unit"]).drop("relation_right", "unit_right")
    there = {role: units[f"{role}_rank"].notnull() for role in choices}
    units = units.mutate(found=sum(one.cast("int64") for one in there.values()))
    homes = anchors.select("relation", "park").inner_join(tables.parks, "park")
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
