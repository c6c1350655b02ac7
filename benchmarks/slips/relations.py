"""Every relation among the figures of one release, written down apart from the program's laws."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from benchmarks.slips.families import shares_of_families, sums
from benchmarks.slips.propagation import Relation, bounded, product, total
from benchmarks.slips.rates import RateTable
from benchmarks.slips.release import Node, Printings
from schemas.figures import Codes, Indicator

Units = Callable[[Node, Node], Sequence[str]]


@dataclass(frozen=True)
class Facts:
    """What the relations of one release are made from."""

    printed: Printings
    codes: Codes
    rates: RateTable
    wholes: frozenset[tuple[str, str, str]]

    def indicator(self, node: Node) -> Indicator:
        return self.codes.indicators.get(node.indicator) or Indicator(node.indicator)


def relations(facts: Facts) -> list[Relation]:
    """Return the relations in which at most one figure follows only from the others."""
    waiting = [*_equations(facts)]
    known = set(facts.printed)
    found: list[Relation] = []
    while True:
        ready = [one for one in waiting if len(one.projections.keys() - known) <= 1]
        if not ready:
            break
        found += ready
        waiting = [one for one in waiting if one not in ready]
        known.update(*(one.projections for one in ready))
    return [*found, *_bounds(facts), *_conversions(facts), *_orders(facts, known)]


def _equations(facts: Facts) -> Iterator[Relation]:
    for node in facts.printed:
        if node.measure == "share":
            yield from _shares(node, facts)
        elif node.measure == "growth":
            yield from _growth(node, facts)
        elif node.measure == "change":
            now, then = _now_and_then(node, node.unit)
            yield total("change", {now: 1, then: -1, node: -1})
    yield from sums(facts.printed, facts.codes.families)
    yield from shares_of_families(facts.printed, facts.codes.families)


def _shares(node: Node, facts: Facts) -> Iterator[Relation]:
    part = node._replace(measure="level", more=())
    park, indicator, segment = node.more
    whole = part._replace(park=park, indicator=indicator, segment=segment)
    for unit in _units(part, whole, facts) if part != whole else ():
        yield product("share", _in(part, unit), _in(whole, unit), node)


def _growth(node: Node, facts: Facts) -> Iterator[Relation]:
    now, then = _now_and_then(node, "")
    home = facts.codes.park(node.park).currency or "CNY"

    def order(unit: str) -> tuple[bool, bool, str]:
        both = _in(now, unit) in facts.printed and _in(then, unit) in facts.printed
        return not both, unit != home, unit

    for unit in sorted(_units(now, then, facts), key=order)[:1]:
        yield product("growth", _in(now, unit), _in(then, unit), node, less=1)


def _now_and_then(node: Node, unit: str) -> tuple[Node, Node]:
    now = node._replace(measure="level", unit=unit, more=())
    start, end = node.more
    return now, now._replace(start=start, end=end)


def _in(node: Node, unit: str) -> Node:
    return node._replace(unit=unit)


def _units(a: Node, b: Node, facts: Facts) -> list[str]:
    units = {one.unit for one in facts.printed if one.measure == "level"}
    return sorted(u for u in units if {_in(a, u), _in(b, u)} & facts.printed.keys())


def _bounds(facts: Facts) -> Iterator[Relation]:
    for node in facts.printed:
        indicator = facts.indicator(node)
        if node.measure == "share":
            yield bounded("range", node, 0, 1)
        elif node.measure == "level" and indicator.unit == node.unit:
            low = -inf if indicator.low is None else indicator.low
            yield bounded("range", node, low, inf if indicator.high is None else indicator.high)


def _conversions(facts: Facts) -> Iterator[Relation]:
    for node, figures in facts.printed.items():
        home = facts.codes.park(node.park).currency or "CNY"
        own = _in(node, home)
        if node.measure == "level" and node.unit != home and own in facts.printed:
            band = facts.rates.band(figures[0], node.unit, home)
            if band is not None:
                yield product("conversion", own, node, rate := _in(node, "rate"))
                yield bounded("", rate, band.low, band.high)


def _orders(facts: Facts, known: set[Node]) -> Iterator[Relation]:
    """Yield that a part is not more than its whole, nor a flow than that of a longer period."""
    levels = [one for one in known if one.measure == "level" and not _signed(one, facts)]
    for node in levels:
        for dimension, part, whole in facts.wholes:
            if getattr(node, dimension) == part:
                larger = node.at(dimension, whole)
                if larger in known:
                    yield total("part-of-whole", {node: 1, larger: -1}, low=-inf)
        if facts.indicator(node).kind == "flow":
            for longer in levels:
                if longer != node and _within(node, longer):
                    yield total("year-to-date", {node: 1, longer: -1}, low=-inf)


def _signed(node: Node, facts: Facts) -> bool:
    low = facts.indicator(node).low
    return low is not None and low < 0


def _within(node: Node, longer: Node) -> bool:
    same = node._replace(start=longer.start, end=longer.end) == longer
    return same and longer.start <= node.start and longer.end >= node.end
