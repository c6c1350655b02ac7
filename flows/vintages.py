"""What was known on a day: the figures published by then, and the rates of the days before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.figure_files import Package
from schemas.codes import Rate
from schemas.figures import Figure, read_figures
from schemas.terms import Quarantined


@dataclass(frozen=True)
class Vintage:
    """A package as it was known on a day; `later` counts the figures published since."""

    figures: Mapping[str, Figure]
    rates: Sequence[Rate]
    quarantined: Sequence[Quarantined]
    later: int


def known_by(package: Package, as_of: date) -> Vintage:
    """Read a package's figures, and leave out what was published later."""
    figures, unread = read_figures(package.printed, package.codes)
    known = {figure.figure_id: figure for figure in figures if _known(figure, as_of)}
    return Vintage(
        figures=known,
        rates=[rate for rate in package.rates if rate.day <= as_of],
        quarantined=sorted([*package.quarantined, *unread], key=_by_place),
        later=len(figures) - len(known),
    )


def _known(figure: Figure, as_of: date) -> bool:
    # A source without a date cannot be said to be later than any day.
    return figure.published_on is None or figure.published_on <= as_of


def _by_place(one: Quarantined) -> tuple[str, int, str]:
    return one.place.file, one.place.line, one.place.column
