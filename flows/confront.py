"""Confronting a data package with every law, in memory: what one run finds."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version

import duckdb

from flows.figure_files import Package
from flows.investigation import Investigation, investigate
from flows.law_rounds import Progress, run_rounds
from flows.law_tables import load
from flows.log_rows import check_results, compared, implied_rows, log_rows
from flows.reading_guard import refuse_misread
from flows.runs import RunRequest, utc_now
from flows.suspicion_rows import (
    network_checks,
    network_rows,
    tightened_rows,
    with_suspects,
)
from schemas.figures import Figure, read_figures
from schemas.laws import LAWS
from schemas.laws.law import Law
from schemas.quality_log import Findings, Row
from schemas.rules.laws import law_of
from schemas.terms import Outcome, Quarantined

__all__ = ["Examination", "RunRequest", "confront_package", "examine"]


def _silent(what: str, share_done: float) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True)
class Examination:
    """What one run found, with all that it rests on."""

    findings: Findings
    found: Investigation
    figures: Mapping[str, Figure]
    laws: Sequence[Law]


def confront_package(package: Package, run: RunRequest, progress: Progress = _silent) -> Findings:
    """Read a package's figures and apply every law to them."""
    return examine(package, run, progress).findings


def examine(package: Package, run: RunRequest, progress: Progress = _silent) -> Examination:
    """Confront a package, and keep the network of relations that the findings come from."""
    progress("reading figures", 0.0)
    figures, unread = read_figures(package.printed, package.codes)
    known = [figure for figure in figures if _known(figure, run.as_of)]
    rates = [rate for rate in package.rates if rate.day <= run.as_of]
    laws = (*LAWS, *map(law_of, package.rules))
    with duckdb.connect() as connection:
        load(connection, known, package.codes, rates)
        refuse_misread(connection)
        implied, seconds = run_rounds(connection, laws, progress)
        by_id = {one.figure_id: one for one in known}
        found = investigate(connection, _certain(laws), implied, by_id, package)
        checks = check_results(connection, laws, run, seconds)
        results = log_rows(connection, laws, run, {one.figure_id: one.printed for one in known})
        seen = compared(connection, laws)
    hidden = network_rows(found, run, by_id)
    results = with_suspects([*results, *hidden], found, by_id)
    checks = [*checks, *network_checks(hidden, run)]
    quarantined = sorted([*package.quarantined, *unread], key=_by_place)
    asked = [figure for figure in known if run.park in (None, figure.park)]
    alone = sorted(figure.figure_id for figure in asked if figure.figure_id not in seen)
    progress("done", 1.0)
    findings = Findings(
        run=_run_row(run, package, checks, asked, alone, quarantined),
        results=results,
        check_results=checks,
        figures=asked,
        implied=[*implied_rows(implied, run), *tightened_rows(found, run, by_id)],
        quarantine=[_quarantine_row(run, one) for one in quarantined],
        uncompared=alone,
    )
    return Examination(findings, found, by_id, laws)


def _certain(laws: Sequence[Law]) -> list[Law]:
    # What is only plausible contradicts no figure.
    return [law for law in laws if law.at_most == Outcome.FAIL]


def _known(figure: Figure, as_of: date) -> bool:
    # A source without a date cannot be said to be later than any day.
    return figure.published_on is None or figure.published_on <= as_of


def _run_row(
    run: RunRequest,
    package: Package,
    checks: Sequence[Row],
    figures: Sequence[Figure],
    alone: Sequence[str],
    quarantined: Sequence[Quarantined],
) -> Row:
    counts = {
        name: sum(check[name] for check in checks)
        for name in ("passed", "warned", "failed", "unknown", "waived")
    }
    refused = sum(one.refused for one in quarantined)
    return {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "finished_at": utc_now(),
        "as_of": run.as_of,
        "trigger": run.trigger,
        "parameters": run.parameters,
        "data_hash": package.data_hash,
        "code_version": version("parkfigures"),
        "verdict": _verdict(counts, len(quarantined), refused),
        **counts,
        "figures": len(figures),
        "uncompared": len(alone),
        "quarantined": len(quarantined),
        "refused": refused,
    }


def _verdict(counts: dict[str, int], quarantined: int, refused: int) -> str:
    if counts["failed"] or refused:
        return Outcome.FAIL.value
    return (Outcome.WARN if counts["warned"] or quarantined else Outcome.PASS).value


def _by_place(one: Quarantined) -> tuple[str, int, str]:
    return one.place.file, one.place.line, one.place.column


def _quarantine_row(run: RunRequest, one: Quarantined) -> Row:
    return {
        "run_id": run.run_id,
        **asdict(one.place),
        "found": one.found,
        "expected": one.expected,
        "row": one.row,
        "refused": one.refused,
    }
