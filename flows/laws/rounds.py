"""Confronting laws with figures in rounds: what one round implies, the next one uses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import Any

import duckdb

from flows.laws.possible import possible_laws
from flows.laws.queries import queries
from flows.laws.tables import create, rank_implied
from flows.query_results import arrow_result
from schemas.laws.law import Law
from schemas.laws.tables import FIGURES
from schemas.period_text import written
from schemas.terms import Status

# Each round uses what the one before implied; no published chain has been seen to be longer.
ROUNDS = 4

Row = dict[str, Any]
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Confronted:
    """What the rounds leave behind.

    `implied` are the figures that nobody printed, `seconds` those that each law took by its name,
    and `related` the laws that have relations: only theirs are in tables.
    """

    implied: Sequence[Row]
    seconds: Mapping[str, float]
    related: Sequence[Law]


def run_rounds(
    connection: duckdb.DuckDBPyConnection, laws: Sequence[Law], progress: Progress
) -> Confronted:
    """Fill the table of relations of every law that has some."""
    seconds = dict.fromkeys((law.name for law in laws), 0.0)
    able = possible_laws(connection, laws)
    [(printed,)] = connection.execute("SELECT count(*) FROM figures").fetchall()
    related: dict[Law, bool] = {}
    implied: dict[tuple[str, ...], Row] = {}
    new: dict[tuple[str, ...], Row] = {}
    for number in range(ROUNDS):
        again = [law for law in able if number == 0 or _uses(law, new.values())]
        for place, law in enumerate(again):
            progress(law.name, (number + place / len(again)) / ROUNDS)
            start = perf_counter()
            related[law] = _confront(connection, law, related.get(law, False))
            seconds[law.name] += perf_counter() - start
        found = _implied(connection, [law for law in again if related[law]])
        unknown = [(key, row) for key, row in found if key not in implied]
        first = printed + len(implied)
        new = {key: row | {"number": first + place} for place, (key, row) in enumerate(unknown)}
        implied |= new
        if not _add(connection, list(new.values())):
            break
    return Confronted(list(implied.values()), seconds, [law for law in able if related[law]])


def _uses(law: Law, implied: Iterable[Row]) -> bool:
    if not law.indicators:
        return law.uses_implied
    return law.uses_implied and any(row["indicator"] in law.indicators for row in implied)


def _confront(connection: duckdb.DuckDBPyConnection, law: Law, known: bool) -> bool:
    """Fill a law's table of relations, or add to those that are `known`; say if there are any."""
    query = queries(law)
    making = query.later if known else query.first
    for kept in making.kept:
        connection.execute(kept)
    if connection.execute(making.found).fetchone() == (0,):
        return known and law.extends
    for step in making.rest:
        connection.execute(step)
    return True


def _implied(
    connection: duckdb.DuckDBPyConnection, laws: Sequence[Law]
) -> list[tuple[tuple[str, ...], Row]]:
    found = []
    for law in laws:
        query = queries(law).implied
        if query is None:
            continue
        for row in arrow_result(connection, query).to_pylist():
            # Where an operand stands twice, it may have no value that fits.
            if (row["low"] > -inf or row["high"] < inf) and row["low"] <= row["high"]:
                figure = (row["park"], row["indicator"], row["segment"], row["measure"])
                period = (str(row["period_start"]), str(row["period_end"]))
                key = (law.name, row["relation"], *figure, *period, row["unit"] or "")
                found.append(
                    (key, row | {"law": law.name, "figure_id": "|".join(("implied", *key))})
                )
    return sorted(found, key=lambda pair: pair[0])


def _add(connection: duckdb.DuckDBPyConnection, implied: list[Row]) -> int:
    """Add implied figures to the working table; a target's consequences stay out of it."""
    rows = [
        row
        | {
            "status": Status.IMPLIED.value,
            "period": written(row["period_start"], row["period_end"]),
            "unit_assumed": False,
        }
        for row in implied
        if not row["is_target"] and row["measure"] != "rate"
    ]
    create(connection, "implied", FIGURES, rows)
    connection.execute("INSERT INTO figures SELECT * FROM implied")
    if rows:
        rank_implied(connection)
    return len(rows)
