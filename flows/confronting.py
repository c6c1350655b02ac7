"""Confronting figures with every law: the rows of the log about them, and what these rest on."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import duckdb

from flows.connections import connected
from flows.laws.rounds import Progress, run_rounds
from flows.laws.tables import load
from flows.log.rows import check_results, implied_rows, log_rows, uncompared
from flows.network.desk import OfSource, desk_of
from flows.network.investigation import Investigation, investigate
from flows.network.suspicion_rows import network_checks, network_rows, with_suspects
from flows.network.tightened import add_tightened
from flows.reading_guard import refuse_misread
from flows.runs import RunRequest
from flows.waivers.waiving import accept
from schemas.codes import Codes, Rate
from schemas.figures import Figure
from schemas.laws import LAWS
from schemas.laws.law import Law
from schemas.quality_log import Row
from schemas.rules.laws import law_of
from schemas.rules.rule import Rule
from schemas.terms import Outcome
from schemas.waivers import Waiver


@dataclass(frozen=True)
class Known:
    """What a run knows beside the figures that it confronts.

    `of_source` gives the first figures of a source; `below_zero` are the indicators of which a
    level was printed below zero.
    """

    codes: Codes
    laws: Sequence[Law]
    rates: Sequence[Rate]
    waivers: Sequence[Waiver]
    of_source: OfSource
    below_zero: Set[str]


@dataclass(frozen=True)
class Found:
    """What the laws say of figures, as rows of the log's tables.

    `implied` are figures that nobody printed; the rows of those that are narrowed are in the table
    of `flows.network.tightened`. `uncompared` are the figures with nothing to compare with.
    """

    results: Sequence[Row]
    checks: Sequence[Row]
    implied: Sequence[Row]
    uncompared: Sequence[str]
    investigation: Investigation


def laws_of(rules: Iterable[Rule]) -> Sequence[Law]:
    """Return the laws, and a package's own rules after them."""
    return (*LAWS, *map(law_of, rules))


def working_connection() -> duckdb.DuckDBPyConnection:
    """Return a connection to an empty database in memory."""
    connection = connected()
    # ibis 12 writes the arrow of a lambda, which DuckDB 2.0 takes only when asked.
    connection.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    return connection


def confront(
    connection: duckdb.DuckDBPyConnection,
    figures: Mapping[str, Figure],
    known: Known,
    run: RunRequest,
    progress: Progress,
) -> Found:
    """Apply every law to the figures; the connection has their table as read."""
    codes, laws = known.codes, known.laws
    load(connection, codes, known.rates, run.as_of, known.below_zero)
    refuse_misread(connection)
    rounds = run_rounds(connection, laws, progress)
    desk = desk_of(codes, known.of_source, known.rates)
    found = investigate(connection, _certain(rounds.related), rounds.implied, figures, desk)
    counts = check_results(connection, laws, run, rounds)
    said = log_rows(connection, rounds.related, run)
    hidden = network_rows(found, run, figures)
    results, checks = accept(
        with_suspects([*said, *hidden], found, figures),
        [*counts, *network_checks(hidden, run)],
        known.waivers,
        run.as_of,
    )
    add_tightened(connection, found.network, run)
    return Found(
        results,
        checks,
        implied_rows(rounds.implied, run),
        uncompared(connection, rounds.related, run),
        found,
    )


def _certain(laws: Sequence[Law]) -> list[Law]:
    # What is only plausible contradicts no figure.
    return [law for law in laws if law.at_most == Outcome.FAIL]
