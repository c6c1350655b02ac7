"""A part divided by its whole is its share."""

from __future__ import annotations

from schemas.ibis_later import ir
from schemas.intervals import Interval
from schemas.laws.implied import named
from schemas.laws.law import Law, Roles
from schemas.laws.operands import SAME_PERIOD, all_of, anchored, assign
from schemas.laws.tables import Tables

PART = (("park", "park"), ("indicator", "indicator"), ("segment", "segment"), *SAME_PERIOD)
WHOLE = (
    ("of_park", "park"),
    ("of_indicator", "indicator"),
    ("of_segment", "segment"),
    *SAME_PERIOD,
)


def relations(tables: Tables) -> ir.Table:
    """Join each printed share to its part and its whole, printed in one unit."""
    shares = anchored(tables.of_measure("share"), "share")
    itself = all_of(
        shares.park == shares.of_park,
        shares.indicator == shares.of_indicator,
        shares.segment == shares.of_segment,
    )
    # A share of itself is a share of a whole that the source leaves unsaid.
    shares = shares.filter(~itself)
    return assign(
        shares,
        {
            "part": PART,
            "whole": WHOLE,
        },
        tables,
    )


def expected(roles: Roles) -> Interval:
    """Return the share that part and whole make."""
    return roles["part"] / roles["whole"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other two."""
    match role:
        case "part":
            return roles["whole"] * roles["share"]
        case "whole":
            return roles["part"] / roles["share"]
        case _:
            return expected(roles)


LAW = Law(
    name="share",
    starts_from={"measure": "share"},
    says="A part divided by its whole is its share.",
    roles=("share", "part", "whole"),
    relations=relations,
    extends=True,
    measured_in="percent",
    expected=expected,
    implied=implied,
    targets={
        "part": named(),
        "whole": named(park="of_park", indicator="of_indicator", segment="of_segment"),
    },
    message="{part} / {whole} = {expected}; printed: {share}",
)
