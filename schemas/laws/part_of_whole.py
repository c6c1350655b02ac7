"""A part is not more than its whole, where levels cannot be negative."""

from __future__ import annotations

from math import inf
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.operands import SAME_PERIOD, as_role, pick, touched
from schemas.laws.tables import Tables

DIMENSIONS = ("park", "indicator", "segment")


def relations(tables: Tables) -> ir.Table:
    """Join each level of a part to the level of every whole it belongs to."""
    levels = tables.never_negative(tables.levels)
    parts = ibis.union(*(_parts(levels, tables.wholes, dimension) for dimension in DIMENSIONS))
    parts = touched(parts, [_keys()], tables)
    wholes = pick(parts, levels, "whole", _keys())
    return parts.inner_join(wholes, "relation")


def _parts(levels: ir.Table, wholes: ir.Table, dimension: str) -> ir.Table:
    belongs = wholes.filter(wholes.dimension == dimension)
    parts = levels.inner_join(belongs, levels[dimension] == belongs.part)
    others = {f"whole_{other}": parts[other] for other in DIMENSIONS if other != dimension}
    return parts.mutate(
        relation=ibis.literal("|").join([parts.figure_id, dimension, parts.whole]),
        **{f"whole_{dimension}": parts.whole, **others},
        **as_role(parts, "part"),
    ).drop("dimension", "part", "whole")


def _keys() -> list[tuple[str, str]]:
    return [*((f"whole_{name}", name) for name in DIMENSIONS), ("unit", "unit"), *SAME_PERIOD]


def expected(roles: Roles) -> Interval:
    """Return what a part can be: anything up to its whole."""
    return up_to(roles["whole"])


def up_to(whole: Interval) -> Interval:
    """Return all numbers not above an interval."""
    return Interval(_endless(whole.high), whole.high)


def _endless(bound: Any) -> Any:
    return ibis.literal(-inf) if isinstance(bound, ir.Value) else -inf


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other."""
    if role == "whole":
        return -up_to(-roles["part"])
    return expected(roles)


LAW = Law(
    name="part-of-whole",
    joins=frozenset({"wholes"}),
    says="A part is not more than its whole.",
    roles=("part", "whole"),
    relations=relations,
    extends=True,
    expected=expected,
    implied=implied,
    linear=LinearForm({"part": 1, "whole": -1}, low=-inf),
    message="part {part} of whole {whole}",
)
