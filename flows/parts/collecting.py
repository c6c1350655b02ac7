"""What all parts of a run found, together: the findings of the run."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flows.batches.all_batches import IN_FILES, findings_of
from flows.batches.findings import BatchedFindings, Kept
from flows.batches.one_batch import file_of
from flows.confronting import laws_of
from flows.figure_files import Package
from flows.parts.exchange import Exchange
from flows.parts.first_passes import Logged, with_first_passes
from flows.parts.handing_out import HandedOut, Part
from flows.parts.one_part import PartFound, handed_in
from flows.runs import RunRequest
from schemas.quality_log import Row


def collected(
    package: Package, handed_out: HandedOut, run: RunRequest, exchange: Exchange
) -> BatchedFindings:
    """Return what a run found; its rows stay in the exchange folder until they are logged."""
    parts = [(part, handed_in(exchange, part.number)) for part in handed_out.parts]
    found = [one for _, handed in parts for one in handed.found]
    files = {table: _files(exchange, handed_out.parts, table) for table in IN_FILES}
    logged = Logged(found, files["quality_log"])
    if handed_out.in_memory:
        laws = [law.name for law in laws_of(package.rules)]
        to = exchange.folder / "quality_log.parquet"
        logged = with_first_passes(logged, laws, run.pass_rows, to)
    kept = Kept(handed_out.vintage.rows, files | {"quality_log": logged.files})
    findings = findings_of(package, handed_out.vintage, logged.found, run, kept)
    return replace(findings, part_runs=[_part_run(run, *one) for one in parts])


def _files(exchange: Exchange, parts: Sequence[Part], table: str) -> list[Path]:
    return [
        file_of(exchange.found(part.number), table, batch.number)
        for part in parts
        for batch in part.batches
    ]


def _part_run(run: RunRequest, part: Part, handed: PartFound) -> Row:
    return {
        "run_id": handed.run_id,
        "parent_run_id": run.run_id,
        "part": part.number,
        "parks": list(part.parks),
        "figures": part.figures,
        "relations": sum(row["checked"] for one in handed.found for row in one.checks),
        "started_at": handed.started_at,
        "finished_at": handed.finished_at,
    }
