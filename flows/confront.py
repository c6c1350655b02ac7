"""Confronting a data package with every law, in memory: what one run finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from flows.desk import desk_of
from flows.figure_files import Package
from flows.investigation import Investigation, investigate
from flows.law_rounds import Progress, run_rounds
from flows.law_tables import load
from flows.list_rows import source_rows, title_rows
from flows.log_rows import check_results, compared, implied_rows, log_rows, quarantine_rows
from flows.reading_guard import refuse_misread
from flows.run_row import run_row
from flows.runs import RunRequest
from flows.suspicion_rows import network_checks, network_rows, tightened_rows, with_suspects
from flows.vintages import Vintage, known_by
from flows.waiving import waived, waiver_rows
from schemas.figures import Figure
from schemas.laws import LAWS
from schemas.laws.law import Law
from schemas.quality_log import Findings, Row
from schemas.rules.laws import law_of
from schemas.terms import Outcome

__all__ = ["Examination", "RunRequest", "confront_package", "examine"]


@dataclass(frozen=True)
class Examination:
    """What one run found, with all that it rests on."""

    findings: Findings
    found: Investigation
    figures: Mapping[str, Figure]
    laws: Sequence[Law]


@dataclass(frozen=True)
class Confrontation:
    """What the laws say of figures: rows of the log, without what an investigation adds."""

    results: list[Row]
    checks: list[Row]
    implied: Sequence[Row]
    compared: set[str]
    found: Investigation


def _silent(what: str, share_done: float) -> None:
    """Take no notice of progress."""


def confront_package(package: Package, run: RunRequest, progress: Progress = _silent) -> Findings:
    """Read a package's figures and apply every law to them."""
    return examine(package, run, progress).findings


def examine(package: Package, run: RunRequest, progress: Progress = _silent) -> Examination:
    """Confront a package, and keep the network of relations that the findings come from."""
    laws = (*LAWS, *map(law_of, package.rules))
    with duckdb.connect() as connection:
        # ibis 12 writes the arrow of a lambda, which DuckDB 2.0 takes only when asked.
        connection.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
        progress("reading figures", 0.0)
        vintage = known_by(connection, package, run.as_of)
        said = _confronted(connection, package, vintage, laws, run, progress)
    findings = _findings(package, vintage, said, run)
    progress("done", 1.0)
    return Examination(findings, said.found, vintage.figures, laws)


def _confronted(
    connection: duckdb.DuckDBPyConnection,
    package: Package,
    vintage: Vintage,
    laws: Sequence[Law],
    run: RunRequest,
    progress: Progress,
) -> Confrontation:
    printed = {name: figure.printed for name, figure in vintage.figures.items()}
    figures = list(vintage.figures.values())
    load(connection, figures, package.codes, vintage.rates, run.as_of)
    refuse_misread(connection)
    implied, seconds = run_rounds(connection, laws, progress)
    desk = desk_of(package.codes, vintage.figures, vintage.rates)
    found = investigate(connection, _certain(laws), implied, vintage.figures, desk)
    checks = check_results(connection, laws, run, seconds)
    results = log_rows(connection, laws, run, printed)
    return Confrontation(results, checks, implied, compared(connection, laws), found)


def _certain(laws: Sequence[Law]) -> list[Law]:
    # What is only plausible contradicts no figure.
    return [law for law in laws if law.at_most == Outcome.FAIL]


def _findings(package: Package, vintage: Vintage, said: Confrontation, run: RunRequest) -> Findings:
    hidden = network_rows(said.found, run, vintage.figures)
    accused = with_suspects([*said.results, *hidden], said.found, vintage.figures)
    counted = [*said.checks, *network_checks(hidden, run)]
    results, checks = waived(accused, counted, package, vintage, run)
    tightened = tightened_rows(said.found, run, vintage.figures)
    figures = [one for one in vintage.figures.values() if run.park in (None, one.park)]
    alone = sorted(one.figure_id for one in figures if one.figure_id not in said.compared)
    counts = {"figures": len(figures), "uncompared": len(alone), "later": len(vintage.later)}
    return Findings(
        run=run_row(run, package, checks, counts, vintage.quarantined),
        results=results,
        check_results=checks,
        figures=figures,
        implied=[*implied_rows(said.implied, run), *tightened],
        quarantine=quarantine_rows(vintage.quarantined, run),
        uncompared=alone,
        sources=source_rows(figures, package.codes, run),
        titles=title_rows(figures, package.codes, run),
        waivers=waiver_rows(package.waivers, run),
    )
