"""The parts of a family add up to its whole."""

from __future__ import annotations

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.families import (
    ON,
    members,
    of_touched_groups,
    once,
    orphans,
    own_whole,
    with_figures,
)
from schemas.laws.family_sums import with_parts
from schemas.laws.implied import member, named
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.operands import chosen, with_operand
from schemas.laws.tables import Tables
from schemas.terms import Status


def relations(tables: Tables) -> ir.Table:
    """Join the whole of each family to its parts, where all but one of them were printed."""
    wholes, parts = of_touched_groups(
        members(tables.levels, tables.families, "whole"),
        members(tables.levels, tables.families, "part"),
        tables=tables,
    )
    printed = wholes.filter(wholes.status != Status.IMPLIED)
    columns = ["relation", *wholes.columns, "whole_rank"]
    unprinted = _unprinted(parts, wholes, printed)
    anchors = tables.keep(ibis.union(own_whole(printed).select(columns), unprinted.select(columns)))
    summed = with_parts(anchors, parts, tables, "parts")
    one_missing = summed.whole_rank.notnull() | summed.missing.isnull()
    return with_figures(with_operand(summed.filter(one_missing), "whole"))


def _unprinted(parts: ir.Table, wholes: ir.Table, printed: ir.Table) -> ir.Table:
    alone = orphans(parts.filter(parts.status != Status.IMPLIED), printed)
    # The whole's own code takes the place of the part's in the family's dimension.
    alone = alone.mutate(
        **{
            name: ibis.ifelse(alone.dimension == name, alone.whole_code, alone[name])
            for name in ("park", "indicator", "segment")
        }
    )
    implied = chosen(alone, wholes, "whole", ON)
    return alone.left_join(implied, "relation")


def narrowed(relations: ir.Table) -> ir.Table:
    """Leave out what other relations say already."""
    return largest(once(relations, ("whole", "parts", "rest")))


def largest(relations: ir.Table) -> ir.Table:
    """Leave out families that are printed whole as a part of a larger one of the same whole."""
    own = relations.filter(relations.rest_ids.notnull())
    larger = own.select(all_ids="parts_ids", of="whole_ids")
    within = [
        own.whole_ids == larger.of,
        own.parts_ids.length() < larger.all_ids.length(),
        own.parts_ids.intersect(larger.all_ids).length() == own.parts_ids.length(),
    ]
    smaller = own.inner_join(larger, within).select("relation")
    return relations.anti_join(smaller, "relation")


def expected(roles: Roles) -> Interval:
    """Return the sum of the parts."""
    return roles["parts"] + roles["rest"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the others."""
    return roles["whole"] - roles["parts"] if role == "rest" else expected(roles)


LAW = Law(
    name="sum",
    joins=frozenset({"families"}),
    says="The parts of a family add up to its whole.",
    roles=("whole", "parts", "rest"),
    relations=relations,
    extends=True,
    expected=expected,
    implied=implied,
    targets={"whole": named(), "rest": member("level")},
    narrowed=narrowed,
    linear=LinearForm({"whole": 1, "parts": -1, "rest": -1}),
    message="{parts} = {expected}; printed: {whole}",
)
