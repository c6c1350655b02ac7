"""Which old runs stay in the log: those that say since when what fails has failed, and why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import duckdb

from flows.log.reading import RELATION, rows
from flows.report.history import in_order
from flows.wording import counted
from schemas.logged_run import asked_park
from schemas.quality_log import Row

BACKFILL = "backfill"
# Unbroken rows of failures, run by run, of the relations that fail in a run to be kept: where each
# of them began that holds such a run, and where the first of all began.
_BEGINNINGS = f"""
    WITH placed AS (
        SELECT unnest($ids) AS run_id, unnest($series) AS series, unnest($places) AS place,
            unnest($kept) AS kept),
    failing AS (
        SELECT DISTINCT series, place, kept, check_id, {RELATION} AS relation
        FROM quality_log JOIN placed USING (run_id) WHERE outcome = 'fail'),
    streaks AS (
        SELECT *, place - row_number() OVER (
            PARTITION BY series, check_id, relation ORDER BY place) AS streak
        FROM failing),
    spans AS (
        SELECT series, check_id, relation, min(place) AS began, bool_or(kept) AS kept
        FROM streaks GROUP BY series, check_id, relation, streak),
    beginnings AS (
        SELECT series, check_id, relation, began FROM spans WHERE kept
        UNION
        SELECT series, check_id, relation, min(began) FROM spans
        GROUP BY series, check_id, relation HAVING bool_or(kept))
    SELECT series, began, count(DISTINCT (check_id, relation)) AS failures
    FROM beginnings GROUP BY series, began ORDER BY ALL"""


@dataclass(frozen=True)
class Staying:
    """Runs parted in those that go, and those that stay, each old one with why.

    `recent` are young enough.
    """

    gone: Sequence[Row]
    recent: Sequence[Row]
    old: Sequence[tuple[Row, str]]


class _Place(NamedTuple):
    series: int
    place: int


def staying(connection: duckdb.DuckDBPyConnection, since: datetime) -> Staying:
    """Part the log's runs into those that go and those that stay; none started since goes."""
    series = _series(connection)
    runs = {_Place(s, p): run for s, of in enumerate(series) for p, run in enumerate(of)}
    why = dict(_latest(series))
    recent = {place for place, run in runs.items() if run["started_at"] >= since}
    for place, reason in _beginnings(connection, runs, recent | why.keys()):
        why.setdefault(place, reason)
    parted = sorted(runs.items(), key=lambda of: in_order(of[1]))
    return Staying(
        gone=[run for place, run in parted if place not in recent | why.keys()],
        recent=[run for place, run in parted if place in recent],
        old=[(run, why[place]) for place, run in parted if place in why.keys() - recent],
    )


def _series(connection: duckdb.DuckDBPyConnection) -> list[list[Row]]:
    """Return the runs that can be compared with each other, in the order of their days."""
    series: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for run in sorted(rows(connection, "FROM runs"), key=in_order):
        series[run["package"], asked_park(run)].append(run)
    return list(series.values())


def _latest(series: Sequence[Sequence[Row]]) -> Iterator[tuple[_Place, str]]:
    """Tell the latest runs of each series, and those before them, with which they are compared."""
    for number, runs in enumerate(series):
        # A file that was refused says nothing of its figures: they may fail as they did before.
        read = [place for place, run in enumerate(runs) if not run["refused"]]
        started = max(range(len(runs)), key=lambda place: _start(runs[place]))
        for place in (len(runs) - 1, started, *read[-1:]):
            yield from _with_the_one_before(_Place(number, place), "latest")


def _start(run: Row) -> tuple[bool, datetime]:
    return run["trigger"] != BACKFILL, run["started_at"]


def _beginnings(
    connection: duckdb.DuckDBPyConnection, runs: dict[_Place, Row], kept: set[_Place]
) -> Iterator[tuple[_Place, str]]:
    given: dict[str, object] = {
        "ids": [run["run_id"] for run in runs.values()],
        "series": [place.series for place in runs],
        "places": [place.place for place in runs],
        "kept": [place in kept for place in runs],
    }
    for row in rows(connection, _BEGINNINGS, given):
        reason = f"{counted(row['failures'], 'failure')} began"
        yield from _with_the_one_before(_Place(row["series"], row["began"]), reason)


def _with_the_one_before(place: _Place, reason: str) -> Iterator[tuple[_Place, str]]:
    yield place, reason
    if place.place:
        yield place._replace(place=place.place - 1), f"before: {reason}"
