"""What was known on a day: the figures published by then, and the rates of the days before."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

import duckdb

from flows.figure_files import Package
from flows.figure_reading import read_into
from schemas.codes import Rate
from schemas.figures import Figure
from schemas.terms import Quarantined


@dataclass(frozen=True)
class Vintage:
    """A package as it was known on a day; `later` are the ids of rows published since."""

    figures: Mapping[str, Figure]
    rates: Sequence[Rate]
    quarantined: Sequence[Quarantined]
    later: Sequence[str]


def known_by(connection: duckdb.DuckDBPyConnection, package: Package, as_of: date) -> Vintage:
    """Leave out of a package what was published later, and read the rest of its figures.

    Creates their table; `flows.figure_reading` says which.
    """
    later = later_sources(package, as_of)
    known = [row for row in package.printed if row.source_id not in later]
    figures, unread = read_into(connection, known, package.codes)
    return Vintage(
        figures={figure.figure_id: figure for figure in figures},
        rates=rates_by(package, as_of),
        quarantined=quarantined_by(package, later, unread),
        later=[row.figure_id for row in package.printed if row.source_id in later],
    )


def later_sources(package: Package, as_of: date) -> set[str]:
    """Return the sources that were published after a day."""
    # A source without a date cannot be said to be later than any day.
    return {
        source.source_id
        for source in package.codes.sources.values()
        if source.published_on is not None and source.published_on > as_of
    }


def rates_by(package: Package, as_of: date) -> list[Rate]:
    """Return the rates of a day and of those before it."""
    return [rate for rate in package.rates if rate.day <= as_of]


def quarantined_by(
    package: Package, later: Set[str], unread: Sequence[Quarantined]
) -> list[Quarantined]:
    """Return the rows in quarantine but those of later sources, by their places."""
    before = [one for one in package.quarantined if _source(one) not in later]
    return sorted([*before, *unread], key=_by_place)


def _source(one: Quarantined) -> str:
    """Return the source of a figure's row in quarantine, "" where it has none that can be told."""
    if not one.place.file.startswith(("figures/", "tables/")):
        return ""
    found = json.loads(one.row)
    return str(found.get("source_id", "")).strip() if isinstance(found, Mapping) else ""


def _by_place(one: Quarantined) -> tuple[str, int, str]:
    return one.place.file, one.place.line, one.place.column
