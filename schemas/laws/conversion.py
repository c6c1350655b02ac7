"""An amount in one currency divided by the amount in another is an exchange rate of that time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.ibis_later import ir
from schemas.intervals import Interval
from schemas.laws.exchange_rates import with_rates
from schemas.laws.implied import named
from schemas.laws.law import Law, Roles
from schemas.laws.operands import SAME_PERIOD, anchored, pick
from schemas.laws.tables import Tables

FIGURE = (("park", "park"), ("indicator", "indicator"), ("segment", "segment"), *SAME_PERIOD)
CURRENCY = "^[A-Z]{3}$"


def relations(tables: Tables) -> ir.Table:
    """Join each amount in a foreign currency to the same amount in the park's own."""
    levels = tables.of_measure("level")
    amounts = levels.filter(levels.unit.re_search(CURRENCY))
    foreign = tables.keep(_foreign(amounts, tables.parks))
    own = pick(foreign, amounts, "amount", (*FIGURE, ("currency", "unit")))
    pairs = foreign.inner_join(own, "relation")
    return with_rates(pairs.rename(base="unit", unit="currency"), tables.rates)


def _foreign(amounts: ir.Table, parks: ir.Table) -> ir.Table:
    """Return the amounts beside each other currency in which the same figure was printed."""
    figure = [name for name, _ in FIGURE]
    currencies = amounts.select(*figure, currency="unit").distinct()
    pairs = anchored(amounts, "base").inner_join(currencies, figure)
    home = pairs.inner_join(parks.rename(home="currency"), "park")
    # Of two currencies one is the park's own; of two foreign ones the first in the alphabet.
    quoted = (home.currency == home.home) | ((home.unit != home.home) & (home.currency < home.unit))
    home = home.filter((home.currency != home.unit) & quoted)
    return home.mutate(relation=home.figure_id + "|" + home.currency).drop("home")


def expected(roles: Roles) -> Interval:
    """Return the amount that the rates make of the foreign one."""
    return roles["base"] * roles["rate"]


def implied(role: str, roles: Roles) -> Interval:
    """Return what one role must be, given the other two."""
    match role:
        case "base":
            return roles["amount"] / roles["rate"]
        case "rate":
            return roles["amount"] / roles["base"]
        case _:
            return expected(roles)


def _rate(pairs: ir.Table) -> Mapping[str, Any]:
    """Name a rate that is not known: units of the amount's currency for one of the other's."""
    return {**named("rate")(pairs), "unit": pairs.unit + " per " + pairs.base}


LAW = Law(
    name="conversion",
    says="Two currencies' amounts of one figure are an exchange rate apart.",
    roles=("amount", "base", "rate"),
    relations=relations,
    expected=expected,
    uses_implied=False,
    implied=implied,
    targets={"rate": _rate},
    message="{amount} for {base}{convention}",
)
