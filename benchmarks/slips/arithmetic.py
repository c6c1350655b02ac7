"""One release, and what exact arithmetic says that each of its figures can be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.slips.propagation import (
    ANY,
    Domains,
    Node,
    Relation,
    around,
    meet,
    narrowed,
)
from benchmarks.slips.rates import RateTable
from benchmarks.slips.relations import Facts, relations
from benchmarks.slips.release import in_common, node_of, printings
from schemas.figures import Codes, Figure
from schemas.hierarchies import whole_rows
from schemas.intervals import Interval


@dataclass(frozen=True)
class Allowed:
    """What a figure can be: by each relation that it stands in, and by all of them together."""

    each: Sequence[Interval]
    together: Interval

    def broken_by(self, reading: Interval) -> int:
        return sum(meet(one, reading) is None for one in self.each)


class Release:
    """The figures of one release and the relations among them."""

    def __init__(self, figures: Sequence[Figure], codes: Codes, rates: RateTable) -> None:
        self.figures, self.codes, self.rates = figures, codes, rates
        self.printed = printings(figures)
        self._allowed: dict[tuple[str, bool], Allowed | None] = {}
        self._in_units: dict[tuple[str, str], Release] = {}

    @cached_property
    def relations(self) -> Sequence[Relation]:
        wholes = frozenset(
            (row["dimension"], row["part"], row["whole"])
            for row in whole_rows(self.codes, {figure.segment for figure in self.figures})
        )
        return relations(Facts(self.printed, self.codes, self.rates, wholes))

    def with_unit_of(self, slipped: Figure) -> "Release":
        """Return the release whose relations are those of a figure that has changed its unit."""
        key = slipped.figure_id, slipped.unit
        if any((one.figure_id, one.unit) == key for one in self.figures):
            return self
        if key not in self._in_units:
            figures = _with(self.figures, slipped)
            self._in_units[key] = Release(figures, self.codes, self.rates)
        return self._in_units[key]

    def domains(self, usual: bool, without: str = "") -> Domains:
        return {
            node: in_common((one for one in ones if one.figure_id != without), usual)
            for node, ones in self.printed.items()
        }

    @cached_property
    def sound(self) -> Mapping[str, bool]:
        """Say of each figure whether nothing that it is connected with contradicts itself."""
        return {figure.figure_id: self._sound(figure) for figure in self.figures}

    def _sound(self, figure: Figure) -> bool:
        near = around(node_of(figure), self.relations)
        here = {name for one in near for name in one.projections} | {node_of(figure)}
        domains = self.domains(usual=False)
        kept = {node: domains[node] for node in here if node in domains}
        empty = any(one.low > one.high for one in kept.values())
        return not empty and narrowed(near, kept) is not None

    def allowed(self, figure: Figure, usual: bool) -> Allowed | None:
        """Return what a figure can be, given all others; None where these contradict."""
        key = figure.figure_id, usual
        if key not in self._allowed:
            self._allowed[key] = self._find_allowed(figure, usual)
        return self._allowed[key]

    def _find_allowed(self, figure: Figure, usual: bool) -> Allowed | None:
        node = node_of(figure)
        domains = self.domains(usual, without=figure.figure_id)
        near = around(node, self.relations)
        own = [one for one in near if node in one.projections]
        together = narrowed(near, _of(near, domains, node))
        if together is None:
            return None
        each = [_by_one(one, own, near, domains, node) for one in own]
        printed = [domains[node]] if len(self.printed[node]) > 1 else []
        return Allowed([*each, *printed], together[node])


def _of(near: Iterable[Relation], domains: Domains, node: Node) -> Domains:
    reached = {name for one in near for name in one.projections} | {node}
    return {name: domains.get(name, ANY) for name in reached}


def _by_one(
    relation: Relation,
    own: Sequence[Relation],
    near: Sequence[Relation],
    domains: Domains,
    node: Node,
) -> Interval:
    """Return what one relation says of a figure, with what others say of its other members."""
    others = [one for one in near if one not in own]
    known = narrowed([relation, *others], {**_of(near, domains, node), node: ANY})
    return ANY if known is None else known[node]


def _with(figures: Sequence[Figure], slipped: Figure) -> list[Figure]:
    return [slipped if one.figure_id == slipped.figure_id else one for one in figures]
