"""Confronting figures by the million: batch by batch, as many side by side as there are cores."""

import os
from collections.abc import Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from flows.batches.collecting import not_collecting
from flows.batches.findings import BatchedFindings, Kept
from flows.batches.one_batch import Batch, BatchFound, Shared, confront_batch, file_of
from flows.batches.stored_rows import StoredRows
from flows.batches.vintage import BatchedVintage, known_by_batches
from flows.figure_files import Package
from flows.laws.rounds import Progress
from flows.list_rows import source_rows, title_rows
from flows.log.rows import quarantine_rows
from flows.run_row import run_row
from flows.runs import RunRequest
from flows.waivers.waiving import lapses, waiver_rows
from schemas.lapsed_waivers import Known
from schemas.quality_log import Findings, Row

# A batch of so many takes some seconds, and half a gigabyte or so.
FIGURES_OF_A_BATCH = 200_000
# Smaller ones leave no core without work, but for each batch some eighty queries are planned.
_SMALL_BATCH = 25_000
_BATCHES = 8
IN_FILES = ("quality_log", "implied_figures", "figures")


def confront_batches(
    package: Package, rows: StoredRows, run: RunRequest, progress: Progress
) -> Findings:
    """Read a package's figures in batches, and apply every law to each of them."""
    progress("reading figures", 0.0)
    most = most_of_a_batch(len(rows))
    vintage = known_by_batches(package, rows, run.as_of, run.park, most)
    folder = rows.folder / f"found-{run.run_id}"
    folder.mkdir(exist_ok=True)
    shared = shared_by_all(package, vintage, run, folder)
    found = list(_confronted(shared, rows.file, batches_of(vintage, run), progress))
    files = {
        table: [file_of(folder, table, number) for number in vintage.figures] for table in IN_FILES
    }
    progress("done", 1.0)
    return findings_of(package, vintage, found, run, Kept(rows, files))


def shared_by_all(
    package: Package, vintage: BatchedVintage, run: RunRequest, folder: Path
) -> Shared:
    """Return what all batches of a run have in common."""
    return Shared(
        folder=folder,
        codes=package.codes,
        rules=package.rules,
        rates=vintage.rates,
        waivers=package.waivers,
        below_zero=vintage.below_zero,
        run=run,
    )


def most_of_a_batch(rows: int) -> int:
    """Return how many figures to put into a batch: as many on every machine."""
    return min(FIGURES_OF_A_BATCH, max(_SMALL_BATCH, rows // _BATCHES))


def batches_of(vintage: BatchedVintage, run: RunRequest) -> list[Batch]:
    """Return the batches; each logs its part of the passes one by one."""
    total = sum(vintage.figures.values())
    return [
        Batch(number, run.pass_rows * count // total) for number, count in vintage.figures.items()
    ]


def _confronted(
    shared: Shared, file: Path, batches: Sequence[Batch], progress: Progress
) -> Iterator[BatchFound]:
    processes = min(os.cpu_count() or 1, len(batches))
    if not processes:
        return
    # A process that was started anew has no threads or locks of this one.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for number, found in enumerate(pool.map(partial(_confronted_alone, shared, file), batches)):
            progress(f"batch {number + 1} of {len(batches)}", (number + 1) / len(batches))
            yield found


def _confronted_alone(shared: Shared, file: Path, batch: Batch) -> BatchFound:
    with not_collecting():
        return confront_batch(shared, file, batch)


def findings_of(
    package: Package,
    vintage: BatchedVintage,
    found: Sequence[BatchFound],
    run: RunRequest,
    kept: Kept,
) -> BatchedFindings:
    """Return what a run found from what it found of each batch."""
    shown = [row for one in found for row in one.shown]
    warnings, counted = lapses(shown, package.waivers, _known(package, vintage, found, run), run)
    checks = [*_summed([one.checks for one in found]), *counted]
    uncompared = sorted(figure_id for one in found for figure_id in one.uncompared)
    counts = {
        "figures": sum(vintage.figures.values()),
        "uncompared": len(uncompared),
        "later": vintage.later,
    }
    return BatchedFindings(
        run=run_row(run, package, checks, counts, vintage.quarantined),
        results=[*shown, *warnings],
        check_results=checks,
        figures=[],
        implied=[row for one in found for row in one.implied],
        quarantine=quarantine_rows(vintage.quarantined, run),
        uncompared=uncompared,
        sources=source_rows(vintage.used["source_id"], package.codes, run),
        titles=title_rows(vintage.used, package.codes, run),
        waivers=waiver_rows(package.waivers, run),
        kept=kept,
        all_parks=sorted(vintage.used["park"]),
    )


def _known(
    package: Package, vintage: BatchedVintage, found: Sequence[BatchFound], run: RunRequest
) -> Known:
    named = sorted({one for waiver in package.waivers for one in waiver.figure_ids})
    figures, later, unread = vintage.named(named)
    return Known(
        figures=figures,
        later=later,
        unread=unread,
        park=run.park,
        all_passes=_all_passes(found),
    )


def _all_passes(found: Sequence[BatchFound]) -> Set[str]:
    """Return the checks whose passes are all logged; few batches have something of each check."""
    logged = [({row["check_id"] for row in one.checks}, one.all_passes) for one in found]
    known = {check for checks, _ in logged for check in checks}
    return known.difference(*(checks - all_passes for checks, all_passes in logged))


def _summed(batches: Sequence[Sequence[Row]]) -> list[Row]:
    """Add up the counts of each check, in the order in which the batches have them."""
    sums: dict[str, Row] = {}
    for row in (row for checks in batches for row in checks):
        before = sums.get(row["check_id"])
        if before is None:
            sums[row["check_id"]] = dict(row)
        else:
            for name, value in row.items():
                if not isinstance(value, str):
                    before[name] += value
    return list(sums.values())
