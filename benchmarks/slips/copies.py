"""Copies of releases side by side in one package, each with parks and a source of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.figure_files import Package
from schemas.codes import Codes, Family, Park, Source
from schemas.figures import Figure
from schemas.printed_figures import PRINTED_COLUMNS, PrintedFigure

# Stands in no name of a park, a figure or a source.
MARK = "~"


@dataclass(frozen=True)
class Copy:
    """A release copied, with the text of one figure changed, or of none."""

    name: str
    release: Sequence[Figure]
    slipped: Figure | None = None

    def id_of(self, figure_id: str) -> str:
        return f"{figure_id}{MARK}{self.name}"

    @property
    def rows(self) -> Iterator[PrintedFigure]:
        for figure in self.release:
            slipped = self.slipped is not None and self.slipped.figure_id == figure.figure_id
            yield self._row(self.slipped if self.slipped is not None and slipped else figure)

    def _row(self, figure: Figure) -> PrintedFigure:
        cells = {name: getattr(figure, name) for name in (*PRINTED_COLUMNS, "file", "line")}
        return PrintedFigure(**cells | {
            "figure_id": self.id_of(figure.figure_id),
            "source_id": self.id_of(figure.source_id),
            "park": self.id_of(figure.park),
            "of": f"{figure.of}{MARK}{self.name}" if "@" in figure.of else figure.of,
        })  # fmt: skip


def package_of(copies: Iterable[Copy], original: Package) -> Package:
    """Return one package of all copies, with code lists that know their parks and sources."""
    copies = list(copies)
    codes = original.codes
    named = replace(
        codes,
        parks={park.park: park for copy in copies for park in _parks(copy, codes)},
        sources={one.source_id: one for copy in copies for one in _sources(copy, codes)},
        families=(*_families(codes), *(one for copy in copies for one in _of_parks(copy, codes))),
    )
    rows = [row for copy in copies for row in copy.rows]
    return Package(Path(), named, rows, original.rates, [], {})


def _parks(copy: Copy, codes: Codes) -> Iterator[Park]:
    names = {figure.park for figure in copy.release} | {figure.of_park for figure in copy.release}
    for name in sorted(names - {""}):
        park = codes.park(name)
        parent = copy.id_of(park.parent) if park.parent in names else ""
        yield replace(park, park=copy.id_of(name), parent=parent)


def _sources(copy: Copy, codes: Codes) -> Iterator[Source]:
    source = codes.source(copy.release[0].source_id)
    yield replace(source, source_id=copy.id_of(source.source_id))


def _families(codes: Codes) -> Iterator[Family]:
    return (one for one in codes.families if one.dimension != "park")


def _of_parks(copy: Copy, codes: Codes) -> Iterator[Family]:
    parks = {figure.park for figure in copy.release}
    for one in codes.families:
        if one.dimension == "park" and {one.whole, one.part} & parks:
            names = {name: copy.id_of(getattr(one, name)) for name in ("family", "whole", "part")}
            yield replace(one, **names)


def whose(figure_ids: Iterable[str]) -> str:
    """Return the name of the copy that figures belong to."""
    return next(iter(figure_ids)).rpartition(MARK)[2]


def original(figure_id: str) -> str:
    return figure_id.rpartition(MARK)[0]
