"""The sum of a family's parts, and the one part that is missing from it."""

from __future__ import annotations

from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.families import ON
from schemas.laws.law import OPERAND, no_ids, no_members
from schemas.laws.operands import chosen, with_operand
from schemas.laws.tables import Tables

_BOUNDS = ("low", "high", "widest_low", "widest_high")


def with_parts(anchors: ir.Table, parts: ir.Table, tables: Tables, role: str) -> ir.Table:
    """Add the role `role`, the sum of the parts there are, and `rest`, the part that is missing.

    `rest` is zero where no part is missing, and null, with its code in `missing`, where one is.
    Anchors of which more is missing are left out, as is each family of a single part.
    """
    slots = anchors.inner_join(tables.families.select("family", "part"), "family")
    slots = slots.mutate(anchor=slots.relation, relation=slots.relation + "|" + slots.part)
    picked = chosen(slots, parts, "one", [*ON, ("part", "code")])
    slots = slots.select("relation", "anchor", "part").left_join(picked, "relation")
    slots = tables.keep(slots.select("anchor", "part", "one_rank"))
    counted = tables.keep(_counted(slots))
    joined = anchors.inner_join(counted, anchors.relation == counted.anchor).drop("anchor")
    joined = joined.inner_join(_summed(slots.semi_join(counted, "anchor"), role), "relation")
    return joined.mutate(**_rest(joined)).drop("parts", "found")


def _counted(slots: ir.Table) -> ir.Table:
    """Return the anchors of which one part is missing at most, and that part."""
    counted = slots.group_by("anchor").aggregate(
        parts=slots.count(),
        found=slots.one_rank.count(),
        missing=slots.part.min(where=slots.one_rank.isnull()),
    )
    return counted.filter((counted.parts >= 2) & (counted.parts - counted.found <= 1))


def _summed(slots: ir.Table, role: str) -> ir.Table:
    """Return the operand columns of the sum of each anchor's parts."""
    there = with_operand(slots.filter(slots.one_rank.notnull()), "one")
    operand = ibis.struct({name: there[name] for name in there.columns if name != "anchor"})
    lists = there.group_by(relation="anchor").aggregate(
        each=operand.collect(), digit=there.one_digit.max()
    )
    # In a fixed order, for the last bit of a sum of doubles depends on it.
    each = lists.mutate(each=lists.each.sort())
    columns = {"digit": each.digit}
    columns |= {name: _each(each, name).sums() for name in _BOUNDS}
    columns |= {name: _each(each, name).flatten() for name in ("ids", "members")}
    for name in ("status", "source_id"):
        columns[name] = _each(each, name).unique().sort().join(", ")
    return each.select("relation", **{f"{role}_{name}": columns[name] for name in OPERAND})


def _each(lists: ir.Table, name: str) -> Any:
    return lists.each.map(lambda part: part[f"one_{name}"])


def _rest(table: ir.Table) -> dict[str, Any]:
    nothing = table.missing.isnull()
    zero = ibis.ifelse(nothing, 0.0, ibis.null("float64"))
    return {
        "rest_ids": ibis.ifelse(nothing, no_ids(), ibis.null("array<string>")),
        "rest_members": ibis.ifelse(nothing, no_members(), ibis.null("array<int64>")),
        **{f"rest_{name}": zero for name in _BOUNDS},
        "rest_digit": ibis.null("float64"),
        "rest_status": ibis.null("string"),
        "rest_source_id": ibis.null("string"),
    }
