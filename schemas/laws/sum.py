"""The parts of a family add up to its whole."""

from __future__ import annotations

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.families import ON, members, once, orphans, own_whole, with_parts
from schemas.laws.implied import member, named
from schemas.laws.law import OPERAND, Law, LinearForm, Roles
from schemas.laws.operands import pick
from schemas.laws.tables import Tables
from schemas.terms import Status

ROLE = tuple(f"whole_{name}" for name in OPERAND)


def relations(tables: Tables) -> ir.Table:
    """Join the whole of each family to its parts, where all but one of them were printed."""
    wholes = members(tables.levels, tables.families, "whole")
    parts = members(tables.levels, tables.families, "part")
    printed = wholes.filter(wholes.status != Status.IMPLIED)
    anchors = ibis.union(own_whole(printed).select(_columns(wholes)), _unprinted(parts, wholes))
    summed = with_parts(anchors, parts, tables.families, "parts")
    one_missing = summed.whole_ids.notnull() | summed.missing.isnull()
    return once(summed.filter(one_missing), ("whole", "parts", "rest"))


def _columns(members_: ir.Table) -> list[str]:
    return ["relation", *members_.columns, *ROLE]


def _unprinted(parts: ir.Table, wholes: ir.Table) -> ir.Table:
    printed = wholes.filter(wholes.status != Status.IMPLIED)
    alone = orphans(parts.filter(parts.status != Status.IMPLIED), printed)
    # The whole's own code takes the place of the part's in the family's dimension.
    alone = alone.mutate(
        **{
            name: ibis.ifelse(alone.dimension == name, alone.whole_code, alone[name])
            for name in ("park", "indicator", "segment")
        }
    )
    implied = pick(alone, wholes, "whole", ON)
    return alone.left_join(implied, "relation").select(_columns(wholes))


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
    expected=expected,
    implied=implied,
    targets={"whole": named(), "rest": member("level")},
    narrowed=largest,
    linear=LinearForm({"whole": 1, "parts": -1, "rest": -1}),
    message="{parts} = {expected}; printed: {whole}",
)
