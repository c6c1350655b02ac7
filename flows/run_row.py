"""The row that a run adds to the table of runs."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from flows.figure_files import Package
from flows.package_hashes import KINDS
from flows.program import program_hash
from flows.runs import RunRequest, utc_now
from schemas.quality_log import Row
from schemas.terms import Outcome, Quarantined

OUTCOMES = ("passed", "warned", "failed", "unknown", "waived")


def run_row(
    run: RunRequest,
    package: Package,
    checks: Sequence[Row],
    counts: Mapping[str, int],
    quarantined: Sequence[Quarantined],
) -> Row:
    """Return a run's row; `counts` are those of its figures."""
    outcomes = {name: sum(check[name] for check in checks) for name in OUTCOMES}
    refused = sum(one.refused for one in quarantined)
    return {
        "run_id": run.run_id,
        "package": package.folder.resolve().name,
        "started_at": run.started_at,
        "finished_at": utc_now(),
        "as_of": run.as_of,
        "trigger": run.trigger,
        "parameters": run.parameters,
        **{kind: package.hashes.get(kind, "") for kind in KINDS},
        "code_version": version("parkfigures"),
        "program_hash": program_hash(),
        "verdict": _verdict(outcomes, len(quarantined), refused),
        **outcomes,
        **counts,
        "quarantined": len(quarantined),
        "refused": refused,
    }


def _verdict(outcomes: Mapping[str, int], quarantined: int, refused: int) -> str:
    if outcomes["failed"] or refused:
        return Outcome.FAIL.value
    return (Outcome.WARN if outcomes["warned"] or quarantined else Outcome.PASS).value
