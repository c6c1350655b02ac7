"""The page of a run: what the log holds of it, in the order in which people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flows.headline import headline
from flows.report.cards import Card, cards
from flows.report.freshness import Fresh, fresh
from flows.report.history import in_order
from flows.report.missing import Unprinted, unprinted
from flows.report.record import Record
from flows.report.suspects import Suspected, suspected
from flows.wording import verdict
from schemas.quality_log import Findings, Row
from schemas.revisions import Revision, revisions

# A warning is looked at once, and a waived failure has been.
MOST_WARNING_LINES = 20
MOST_WAIVED_LINES = 10
# Who looks for a release looks for the ones that settle most.
MOST_UNPRINTED = 200


@dataclass(frozen=True)
class ParkFigures:
    """The figures of one park, by indicator, segment and period."""

    park: str
    figures: Sequence[Row]


@dataclass(frozen=True)
class Page:
    """Everything that a report says.

    `places` and `source_places` number figures and sources, for links to them. `checks` are those
    of all runs of the history; `since` has the failures by the run in which they were first seen.
    """

    record: Record
    verdict: str
    headline: str
    failures: Sequence[Card]
    suspects: Sequence[Suspected]
    waived: Sequence[Card]
    warnings: Sequence[Card]
    unprinted: Sequence[Unprinted]
    more_unprinted: int
    parks: Sequence[ParkFigures]
    places: Mapping[str, int]
    source_places: Mapping[str, int]
    revisions: Sequence[Revision]
    checks: Sequence[str]
    since: Sequence[tuple[Row, Sequence[Card]]]
    freshness: Sequence[Fresh]

    @property
    def with_park(self) -> bool:
        """Whether the park of a row has to be said."""
        return len(self.record.parks) != 1


def page_of(record: Record) -> Page:
    """Return the page of a run."""
    failures = cards(record.failures, record)
    parks = _by_park(record)
    figures = {row["figure_id"]: row for row in record.figures}
    lacking = unprinted(record.unknown, figures, _codes(record))
    published_on = {name: row["published_on"] for name, row in record.sources.items()}
    return Page(
        record=record,
        verdict=verdict(record.run, [record.names.park(park) for park in record.parks]),
        headline=headline(_counted(record)),
        failures=failures,
        suspects=suspected(failures),
        waived=cards(record.waived, record, MOST_WAIVED_LINES),
        warnings=cards(record.warnings, record, MOST_WARNING_LINES),
        unprinted=lacking[:MOST_UNPRINTED],
        more_unprinted=len(lacking[MOST_UNPRINTED:]),
        parks=parks,
        places=_places(parks),
        source_places={name: place for place, name in enumerate(sorted(record.sources), start=1)},
        revisions=revisions(record.printings, published_on),
        checks=_checks(record),
        since=_by_first_run(failures),
        freshness=fresh(record.freshness, figures, record.run["as_of"]),
    )


def _counted(record: Record) -> Findings:
    return Findings(
        run=record.run,
        results=(),
        check_results=record.checks,
        figures=(),
        implied=(),
        quarantine=record.quarantine.rows,
        uncompared=(),
    )


def _codes(record: Record) -> dict[str, set[str]]:
    kinds = ("park", "indicator", "segment")
    return {kind: {row[kind] for row in record.figures if row[kind]} for kind in kinds}


def _by_park(record: Record) -> list[ParkFigures]:
    names = ("park", "indicator", "segment", "period", "measure", "figure_id")
    rows = sorted(record.figures, key=lambda row: [row[name] for name in names])
    return [ParkFigures(park, list(of)) for park, of in groupby(rows, key=lambda row: row["park"])]


def _places(parks: Sequence[ParkFigures]) -> dict[str, int]:
    rows = (row for park in parks for row in park.figures)
    return {row["figure_id"]: place for place, row in enumerate(rows, start=1)}


def _checks(record: Record) -> list[str]:
    """Return this run's checks in their order, then those that earlier runs had."""
    own = [row["check_id"] for row in record.checks]
    return list(dict.fromkeys([*own, *sorted(check for _, check in record.history.checks)]))


def _by_first_run(failures: Sequence[Card]) -> list[tuple[Row, Sequence[Card]]]:
    found: dict[str, tuple[Row, list[Card]]] = {}
    for card in failures:
        if card.since:
            run = card.since.run
            found.setdefault(run["run_id"], (run, []))[1].append(card)
    return sorted(found.values(), key=lambda of: in_order(of[0]))
