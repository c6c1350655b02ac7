"""The row that a run adds to the table of runs."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from flows.runs import RunRequest, utc_now
from schemas.quality_log import Row
from schemas.terms import Outcome, Quarantined

OUTCOMES = ("passed", "warned", "failed", "unknown", "waived")


def run_row(
    run: RunRequest,
    data_hash: str,
    checks: Sequence[Row],
    counts: Mapping[str, int],
    quarantined: Sequence[Quarantined],
) -> Row:
    """Return a run's row; `counts` are those of its figures."""
    outcomes = {name: sum(check[name] for check in checks) for name in OUTCOMES}
    refused = sum(one.refused for one in quarantined)
    return {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "finished_at": utc_now(),
        "as_of": run.as_of,
        "trigger": run.trigger,
        "parameters": run.parameters,
        "data_hash": data_hash,
        "code_version": version("parkfigures"),
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
