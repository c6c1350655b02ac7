"""Confronting a data package with every law, in memory: what one run finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.batches.stored_rows import StoredRows
from flows.confronting import Found, Known, confront, laws_of, working_connection
from flows.figure_files import Package
from flows.laws.rounds import Progress
from flows.list_rows import codes_used, source_rows, title_rows
from flows.log.rows import quarantine_rows
from flows.network.desk import first_of_sources
from flows.network.investigation import Investigation
from flows.network.ties import ties_of
from flows.network.tightened import tightened_rows
from flows.run_row import run_row
from flows.runs import RunRequest
from flows.vintages import Vintage, known_by
from flows.waivers.waiving import all_passes, lapses, waiver_rows
from schemas.explanation import Ties
from schemas.figures import Figure
from schemas.hierarchies import printed_below_zero
from schemas.lapsed_waivers import Known as KnownToWaivers
from schemas.laws.law import Law
from schemas.quality_log import Findings, Row

__all__ = ["Examination", "RunRequest", "confront_package", "examine"]


@dataclass(frozen=True)
class Examination:
    """What one run found, with what it rests on; `ties` are the relations of one figure."""

    findings: Findings
    found: Investigation
    figures: Mapping[str, Figure]
    laws: Sequence[Law]
    ties: Ties


def _silent(what: str, share_done: float) -> None:
    """Take no notice of progress."""


def confront_package(package: Package, run: RunRequest, progress: Progress = _silent) -> Findings:
    """Read a package's figures and apply every law to them, in batches where they are many."""
    if isinstance(package.printed, StoredRows):
        from flows.batches.all_batches import confront_batches

        return confront_batches(package, package.printed, run, progress)
    return examine(package, run, progress).findings


def examine(
    package: Package, run: RunRequest, progress: Progress = _silent, about: str = ""
) -> Examination:
    """Confront a package, and keep what the findings about a figure come from."""
    with working_connection() as connection:
        progress("reading figures", 0.0)
        vintage = known_by(connection, package, run.as_of)
        known = Known(
            codes=package.codes,
            laws=laws_of(package.rules),
            rates=vintage.rates,
            waivers=package.waivers,
            of_source=first_of_sources(vintage.figures.values()),
            below_zero=printed_below_zero(vintage.figures.values()),
        )
        found = confront(connection, vintage.figures, known, run, progress)
        found = replace(found, implied=[*found.implied, *tightened_rows(connection)])
        ties = ties_of(connection, found.investigation.network, about)
    findings = _findings(package, vintage, found, run)
    progress("done", 1.0)
    return Examination(findings, found.investigation, vintage.figures, known.laws, ties)


def _lapses(
    package: Package, vintage: Vintage, found: Found, run: RunRequest
) -> tuple[list[Row], list[Row]]:
    if not package.waivers:
        return [], []
    known = KnownToWaivers(
        figures=vintage.figures,
        later=set(vintage.later),
        unread={row.figure_id for row in package.printed} - set(vintage.figures),
        park=run.park,
        all_passes=all_passes(found.results, found.checks),
    )
    return lapses(found.results, package.waivers, known, run)


def _findings(package: Package, vintage: Vintage, found: Found, run: RunRequest) -> Findings:
    warnings, counted = _lapses(package, vintage, found, run)
    checks = [*found.checks, *counted]
    figures = [one for one in vintage.figures.values() if run.park in (None, one.park)]
    counts = {
        "figures": len(figures),
        "uncompared": len(found.uncompared),
        "later": len(vintage.later),
    }
    return Findings(
        run=run_row(run, package, checks, counts, vintage.quarantined),
        results=[*found.results, *warnings],
        check_results=checks,
        figures=figures,
        implied=found.implied,
        quarantine=quarantine_rows(vintage.quarantined, run),
        uncompared=found.uncompared,
        sources=source_rows({one.source_id for one in figures}, package.codes, run),
        titles=title_rows(codes_used(figures), package.codes, run),
        waivers=waiver_rows(package.waivers, run),
    )
