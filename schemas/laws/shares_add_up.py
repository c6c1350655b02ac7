"""The shares of a whole family, of the same whole, add up to 100 %."""

from __future__ import annotations

from schemas.ibis_later import ibis, ir
from schemas.intervals import Interval
from schemas.laws.families import (
    DIMENSIONS,
    first_of_each,
    members,
    of_touched_groups,
    once,
    with_figures,
)
from schemas.laws.family_sums import with_parts
from schemas.laws.implied import member
from schemas.laws.law import Law, LinearForm, Roles
from schemas.laws.tables import Tables
from schemas.terms import Status


def relations(tables: Tables) -> ir.Table:
    """Join the printed shares of each family, where all but one of them were printed."""
    (shares,) = of_touched_groups(_shares(tables), tables=tables)
    printed = shares.filter(shares.status != Status.IMPLIED)
    anchors = first_of_each(printed, ["source_id", "status"], "newest_rank")
    anchors = tables.keep(anchors.mutate(relation=anchors.family + "|" + anchors.figure_id))
    return with_figures(with_parts(anchors, shares, tables, "shares"))


def narrowed(relations: ir.Table) -> ir.Table:
    """Leave out what other relations say already."""
    return once(relations, ("shares", "rest"))


def _shares(tables: Tables) -> ir.Table:
    """Return the shares of their family's whole in its dimension, and of their own elsewhere."""
    every = tables.figures.filter(tables.figures.measure == "share")
    wholes = every.select("rank", *(f"of_{name}" for name in DIMENSIONS))
    shares = members(every, tables.families, "part").inner_join(wholes, "rank")
    of_the_whole = ibis.and_(
        *(
            shares[f"of_{name}"]
            == ibis.ifelse(shares.dimension == name, shares.whole_code, shares[name])
            for name in DIMENSIONS
        )
    )
    return shares.filter(of_the_whole)


def expected(roles: Roles) -> Interval:
    """Return what is left of 100 % for the shares there are."""
    return (-roles["rest"]).shifted(1)


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other."""
    return (-roles["shares" if role == "rest" else "rest"]).shifted(1)


LAW = Law(
    name="shares-add-up",
    starts_from={"measure": "share"},
    joins=frozenset({"families"}),
    says="The shares of a whole family add up to 100 %.",
    roles=("shares", "rest"),
    relations=relations,
    extends=True,
    measured_in="percent",
    expected=expected,
    implied=implied,
    narrowed=narrowed,
    linear=LinearForm({"shares": 1, "rest": 1}, low=1, high=1),
    targets={"rest": member("share")},
    message="{shares} add up to {observed}",
)
