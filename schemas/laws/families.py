"""Gathering the members of a family: its whole, its parts, and the one part that nobody printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.law import no_ids
from schemas.laws.operands import as_role, pick, status_rank
from schemas.laws.tables import is_target

DIMENSIONS = ("park", "indicator", "segment")
WHEN = ("unit", "period_start", "period_end")
# A family speaks of one figure in all dimensions but its own; there this column is empty.
GROUP = ("family", "group_park", "group_indicator", "group_segment", *WHEN)
ON = [(name, name) for name in GROUP]


def members(figures: ir.Table, families: ir.Table, which: str) -> ir.Table:
    """Return the figures that are a `part`, or the `whole`, of a family, with its group."""
    return ibis.union(*(_members(figures, families, which, one) for one in DIMENSIONS))


def _members(figures: ir.Table, families: ir.Table, which: str, dimension: str) -> ir.Table:
    codes = families.filter(families.dimension == dimension)
    codes = codes.select("family", "dimension", code=which, whole_code="whole").distinct()
    joined = figures.inner_join(codes, figures[dimension] == codes.code)
    return joined.mutate(
        **{
            f"group_{name}": ibis.literal("") if name == dimension else joined[name]
            for name in DIMENSIONS
        }
    )


def one_per_group(candidates: ir.Table, per: list[str], order_by: list[Any]) -> ir.Table:
    """Return the first candidate of each group."""
    place = ibis.row_number().over(group_by=[*GROUP, *per], order_by=order_by)
    return candidates.mutate(place=place).filter(lambda t: t.place == 0).drop("place")


def newest(candidates: ir.Table) -> list[Any]:
    """Return the order in which a candidate speaks for its group: status first, then the newest."""
    return [
        status_rank(candidates.status),
        ibis.desc(candidates.published_on, nulls_first=False),
        candidates.figure_id,
    ]


def with_parts(anchors: ir.Table, parts: ir.Table, families: ir.Table, role: str) -> ir.Table:
    """Add the role `role`, the sum of the parts there are, and `rest`, the part that is missing.

    `rest` is zero where no part is missing, and null, with its code in `missing`, where one is.
    Anchors of which more is missing are left out, as is each family of a single part.
    """
    slots = anchors.inner_join(families.select("family", "part"), "family")
    slots = slots.mutate(anchor=slots.relation, relation=slots.relation + "|" + slots.part)
    picked = pick(slots, parts, "one", [*ON, ("part", "code")])
    slots = slots.select("relation", "anchor", "part").left_join(picked, "relation")
    sums = slots.group_by("anchor").aggregate(
        parts=slots.count(),
        found=slots.one_ids.count(),
        missing=slots.part.first(where=slots.one_ids.isnull(), order_by="part"),
        **_summed(slots, role),
    )
    sums = sums.filter((sums.parts >= 2) & (sums.parts - sums.found <= 1))
    joined = anchors.inner_join(sums, anchors.relation == sums.anchor)
    return joined.mutate(**_rest(joined)).drop("anchor", "parts", "found")


def _summed(slots: ir.Table, role: str) -> dict[str, Any]:
    # Summed in a fixed order: the last bit of a sum of doubles depends on it.
    bounds = ("low", "high", "widest_low", "widest_high")
    sums = {
        f"{role}_{name}": slots[f"one_{name}"].collect(order_by=slots.part).sums()
        for name in bounds
    }
    words = {
        f"{role}_{name}": slots[f"one_{name}"].collect(distinct=True).sort().join(", ")
        for name in ("status", "source_id")
    }
    return {
        f"{role}_ids": slots.one_ids.collect(order_by=slots.part).flatten(),
        f"{role}_members": slots.one_members.collect(order_by=slots.part).flatten(),
        f"{role}_digit": slots.one_digit.max(),
        **sums,
        **words,
    }


def _rest(table: ir.Table) -> dict[str, Any]:
    nothing = table.missing.isnull()
    zero = ibis.ifelse(nothing, 0.0, ibis.null("float64"))
    return {
        "rest_ids": ibis.ifelse(nothing, no_ids(), ibis.null("array<string>")),
        "rest_members": ibis.ifelse(nothing, no_ids(), ibis.null("array<string>")),
        **dict.fromkeys(("rest_low", "rest_high", "rest_widest_low", "rest_widest_high"), zero),
        "rest_digit": ibis.null("float64"),
        "rest_status": ibis.null("string"),
        "rest_source_id": ibis.null("string"),
    }


def once(relations: ir.Table, roles: Sequence[str]) -> ir.Table:
    """Keep one of the relations that were computed from the same figures, a complete one first.

    Families overlap: where the printed parts are a whole family, another that would need one
    more part says nothing new.
    """
    ids = [relations[f"{role}_ids"].fill_null(no_ids()) for role in roles]
    marked = relations.mutate(
        same=reduce(lambda a, b: a.concat(b), ids).sort(),
        incomplete=reduce(or_, [relations[f"{role}_ids"].isnull() for role in roles]),
    )
    best = marked.incomplete.min().over(group_by="same")
    kept = marked.mutate(best=best).filter(lambda t: t.incomplete == t.best)
    # Complete relations differ in nothing; incomplete ones in the part that they lack.
    lack = ibis.ifelse(kept.incomplete, kept.family + "|" + kept.missing.fill_null(""), "")
    kept = kept.mutate(lack=lack)
    place = ibis.row_number().over(group_by=["same", "lack"], order_by=["source_id", "relation"])
    first = kept.mutate(place=place).filter(lambda t: t.place == 0)
    return first.drop("same", "incomplete", "best", "lack", "place")


def sharpest(candidates: ir.Table) -> list[Any]:
    """Return the order in which one printing of a figure stands before another of its source."""
    width = (candidates.high - candidates.low) / (candidates.high + candidates.low).abs()
    return [ibis.ifelse(candidates.high == candidates.low, 0.0, width), candidates.figure_id]


def orphans(parts: ir.Table, wholes: ir.Table) -> ir.Table:
    """Return, for each group of parts whose whole nobody printed, the newest part's source."""
    alone = parts.mutate(target=is_target(parts)).anti_join(
        wholes.mutate(target=is_target(wholes)), [*GROUP, "target"]
    )
    first = one_per_group(alone, ["target"], newest(alone))
    words = [first.family, first.park, first.indicator, first.segment, first.figure_id]
    return first.mutate(relation=ibis.literal("|").join(words)).drop("target")


def own_whole(wholes: ir.Table) -> ir.Table:
    """Return each source's sharpest printing of a whole as an anchor, with its role."""
    first = one_per_group(wholes, ["source_id", "status"], sharpest(wholes))
    return first.mutate(
        relation=first.family + "|" + first.figure_id,
        **as_role(first, "whole"),
    )
