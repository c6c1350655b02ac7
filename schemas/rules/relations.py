"""A rule's relations, joined as a law's are: one for each printing of its first operand."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.implied import whole_of
from schemas.laws.law import Target, complete
from schemas.laws.operands import anchored, pick
from schemas.laws.tables import Tables
from schemas.rules.candidates import (
    at_the_end,
    candidates,
    column_of,
    instance_table,
    period_of,
)
from schemas.rules.instances import MONEY
from schemas.rules.rule import Rule
from schemas.terms import Status

SAME_INSTANCE = (("instance", "instance"), ("currency", "currency"))


def relations(rule: Rule, tables: Tables) -> ir.Table:
    """Join each printing of the operand that a rule starts from to its other operands."""
    rows = instance_table(rule)
    start = start_of(rule)
    table = anchors = _anchors(rule, start, rows, tables)
    for place in range(len(rule.roles)):
        if place != start:
            found = _picked(rule, anchors, candidates(rule, place, rows, tables), place)
            table = table.left_join(found, "relation").drop("relation_right")
    return table


def start_of(rule: Rule) -> int:
    """Return the place of the operand of whose printings each makes a relation.

    The first whose period and park are the relation's own; a flow, where there is one: a stock's
    day does not tell the flow's period.
    """

    def order(place: int) -> tuple[bool, bool, bool]:
        one, codes = rule.operands[place], rule.instances[0][place]
        return not one.is_plain, bool(one.park), codes.is_stock

    return min(range(len(rule.operands)), key=order)


def _anchors(rule: Rule, place: int, rows: ir.Table, tables: Tables) -> ir.Table:
    figures = candidates(rule, place, rows, tables)
    printed = figures.filter(figures.status != Status.IMPLIED)
    table = anchored(printed, rule.roles[place]).drop("asked_park", "asked_unit", "shares")
    table = table.inner_join(rows, "instance")
    table = table.inner_join(tables.parks.rename(home="currency"), "park")
    table = table.filter(table.any_currency | (table.currency == table.home))
    table = table.mutate(**_asked(rule, table))
    return table.mutate(
        relation=ibis.literal("|").join(
            [table.figure_id, table.instance.cast("string"), table.currency]
        ),
        unit=ibis.ifelse(table.shown_unit == MONEY, table.currency, table.shown_unit),
    )


def _asked(rule: Rule, table: ir.Table) -> dict[str, Any]:
    """Return the park, unit and period that each operand must have."""
    columns: dict[str, Any] = {}
    for place, operand in enumerate(rule.operands):
        first, last = period_of(operand, table)
        park, unit = table[column_of(place, "park")], table[column_of(place, "unit")]
        columns |= {
            column_of(place, "park"): ibis.ifelse(park == "", table.park, park),
            f"{rule.roles[place]}_unit": ibis.ifelse(unit == MONEY, table.currency, unit),
            column_of(place, "start"): first,
            column_of(place, "end"): last,
        }
    return columns


def _picked(rule: Rule, anchors: ir.Table, figures: ir.Table, place: int) -> ir.Table:
    """Choose one operand for each anchor; a stock's of the period's last day or month at need."""
    role = rule.roles[place]
    park_and_end = ((column_of(place, "park"), "park"), (column_of(place, "end"), "period_end"))
    keys = (*SAME_INSTANCE, *park_and_end)
    exact = pick(anchors, figures, role, (*keys, (column_of(place, "start"), "period_start")))
    if not any(one[place].is_stock for one in rule.instances):
        return exact
    stocks = anchors.filter(anchors[column_of(place, "is_stock")])
    late = pick(stocks, at_the_end(figures), role, keys)
    return ibis.union(exact, late.anti_join(exact, "relation"))


def narrowed(rule: Rule, table: ir.Table) -> ir.Table:
    """Keep one of the relations that differ in the currency alone, the park's own first.

    Left out are those in another currency that lack an operand, and those that compare a figure
    with itself, as a park with a named park that it is.
    """
    foreign = table.currency != table.home
    members = [table[f"{role}_members"] for role in rule.roles]
    place = ibis.row_number().over(
        group_by=["instance", *members], order_by=[foreign, table.currency]
    )
    figure = ["instance", "park", "period_start", "period_end"]
    has_home = (~foreign).any().over(group_by=figure)
    useful = complete(table, rule.roles) | ~foreign | ~has_home
    marked = table.mutate(place=place, useful=useful & ~_idle(rule, table))
    return marked.filter((marked.place == 0) & marked.useful).drop("place", "useful")


def _idle(rule: Rule, table: ir.Table) -> Any:
    """Say where one figure is two of a rule's operands."""
    members = [table[f"{role}_members"] for role in rule.roles]
    same = [(a == b).fill_null(False) for a, b in combinations(members, 2)]
    return reduce(or_, same, ibis.literal(False))


def target(rule: Rule, place: int) -> Target:
    """Name the figure that is missing where an operand is."""
    operand, role = rule.operands[place], rule.roles[place]

    def named(table: ir.Table) -> dict[str, Any]:
        codes = {name: table[column_of(place, name)] for name in ("park", "indicator", "segment")}
        whole = whole_of("level", table)
        if operand.share:
            own = {"of_park": codes["park"], "of_indicator": codes["indicator"]}
            whole = {"measure": ibis.literal("share"), **own, "of_segment": ibis.literal("")}
        period = {f"period_{end}": table[column_of(place, end)] for end in ("start", "end")}
        return codes | period | whole | {"unit": table[f"{role}_unit"]}

    return named
