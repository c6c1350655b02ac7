"""The figures that can be operands of a rule, and the periods it asks for."""

from __future__ import annotations

from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.tables import Tables
from schemas.rules.dimensions import any_currency, shown_unit
from schemas.rules.instances import MONEY, Instance
from schemas.rules.operands import Operand
from schemas.rules.rule import Rule

CURRENCY = "^[A-Z]{3}$"


def instance_table(rule: Rule) -> ir.Table:
    """Return a row for each instance of a rule; the columns of operand n begin with `n_`."""
    rows = [_row(rule, number, one) for number, one in enumerate(rule.instances)]
    names = {name: type(value) for name, value in rows[0].items()}
    types = {int: "int64", str: "string", bool: "boolean"}
    fields = ", ".join(f'"{name}": {types[kind]}' for name, kind in names.items())
    literal = ibis.literal(rows, type=f"array<struct<{fields}>>".replace('"', ""))
    return literal.unnest().name("row").as_table().unpack("row")


def _row(rule: Rule, number: int, instance: Instance) -> dict[str, Any]:
    units = {role: one.unit for role, one in zip(rule.roles, instance, strict=True)}
    row: dict[str, Any] = {
        "instance": number,
        "any_currency": any_currency(rule.claim, units),
        "shown_unit": shown_unit(rule.claim, units),
    }
    for place, one in enumerate(instance):
        columns = ("indicator", "segment", "park", "unit", "is_stock")
        row |= {f"{column_of(place, name)}": getattr(one, name) for name in columns}
    return row


def column_of(place: int, name: str) -> str:
    """Return the column of an instance that speaks of the operand in a place."""
    return f"operand_{place}_{name}"


def candidates(rule: Rule, place: int, rows: ir.Table, tables: Tables) -> ir.Table:
    """Return the figures that can be one operand, with their instance and `currency`.

    A figure that is no amount in the relation's currency stands beside each currency there is.
    """
    figures = _measured(rule.operands[place], tables)
    codes = rows.select(
        "instance",
        **{name: column_of(place, name) for name in ("indicator", "segment")},
        asked_park=column_of(place, "park"),
        asked_unit=column_of(place, "unit"),
    )
    joined = figures.inner_join(codes, ["indicator", "segment"])
    is_money = joined.unit.re_search(CURRENCY)
    shares = is_money & joined.asked_unit.isin([MONEY, ""])
    fits = shares | (joined.asked_unit == "") | (joined.asked_unit == joined.unit)
    here = (joined.asked_park == "") | (joined.asked_park == joined.park)
    joined = joined.mutate(shares=shares).filter(fits & here)
    units = {one[place].unit for one in rule.instances}
    found = []
    if units & {MONEY, ""}:
        found.append(joined.filter(joined.shares).mutate(currency=lambda t: t.unit))
    if units != {MONEY}:
        found.append(joined.filter(~joined.shares).cross_join(_currencies(tables)))
    return ibis.union(*found) if len(found) > 1 else found[0]


def _measured(operand: Operand, tables: Tables) -> ir.Table:
    if not operand.share:
        return tables.levels
    shares = tables.figures.filter(tables.figures.measure == "share")
    same = (shares.of_park == shares.park) & (shares.of_indicator == shares.indicator)
    return shares.filter(same & (shares.of_segment == ""))


def _currencies(tables: Tables) -> ir.Table:
    printed = tables.levels.select(currency="unit").distinct()
    printed = printed.filter(printed.currency.re_search(CURRENCY))
    return ibis.union(printed, tables.parks.select("currency"), distinct=True)


def period_of(operand: Operand, table: ir.Table) -> tuple[Any, Any]:
    """Return the first and last day that an operand asks for, of a relation's own period."""
    start, end = table.period_start, table.period_end
    if operand.last_year:
        start, end = _year_before(start, end)
    if operand.full_year:
        return _full_year(start, end)
    return start, end


def _year_before(start: Any, end: Any) -> tuple[Any, Any]:
    a_day, a_year = ibis.interval(days=1), ibis.interval(years=1)
    last = ((end + a_day).cast("date") - a_year).cast("date") - a_day
    same_day = (end - a_year).cast("date")
    # The end of a month stays one: that of February moves.
    ended = ibis.ifelse((end + a_day).cast("date").day() == 1, last.cast("date"), same_day)
    return ibis.ifelse(start == end, ended, (start - a_year).cast("date")), ended


def _full_year(start: Any, end: Any) -> tuple[Any, Any]:
    one_year = start.year() == end.year()
    never = ibis.null("date")
    first, last = ibis.date(start.year(), 1, 1), ibis.date(end.year(), 12, 31)
    return ibis.ifelse(one_year, first, never), ibis.ifelse(one_year, last, never)


def at_the_end(figures: ir.Table) -> ir.Table:
    """Keep the figures of one month or less: a stock's can stand for any period ending with it."""
    return figures.filter(figures.period_start >= figures.period_end.truncate("M").cast("date"))
