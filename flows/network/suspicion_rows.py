"""What an investigation adds to the quality log: suspects, and what only the network shows."""

from collections.abc import Mapping, Sequence

from flows.log.rows import finite
from flows.network.investigation import Investigation
from flows.runs import RunRequest
from schemas.display import format_interval
from schemas.figures import Figure
from schemas.quality_log import QUALITY_LOG, Row
from schemas.suspects import Suspect
from schemas.terms import Outcome

NETWORK = "network"
# More names than this are no help to whoever looks for the one.
NAMED = 3


def with_suspects(
    results: Sequence[Row], found: Investigation, figures: Mapping[str, Figure]
) -> list[Row]:
    """Name in each failing row the likeliest suspect, what it may have been, and who else."""
    return [
        _with_suspect(row, found.suspects.get(frozenset(row["figure_ids"]), ()), figures)
        if row["outcome"] == Outcome.FAIL
        else row
        for row in results
    ]


def _with_suspect(row: Row, suspects: Sequence[Suspect], figures: Mapping[str, Figure]) -> Row:
    if not suspects:
        return row
    first = suspects[0]
    return row | {
        "suspect_figure_id": first.figure_id,
        "suspect_low": finite(first.needed[0]),
        "suspect_high": finite(first.needed[1]),
        "suggestion": first.suggestion,
        "message": f"{row['message']}; {_accused(first, figures)}{_others(suspects)}",
    }


def _accused(suspect: Suspect, figures: Mapping[str, Figure]) -> str:
    figure = figures[suspect.figure_id]
    needed = format_interval(*suspect.needed, figure.unit)
    likely = suspect.hypotheses[0] if suspect.hypotheses else None
    if likely is not None and likely.text:
        return f"suspect {figure.figure_id}: perhaps {likely.text!r} ({likely.slip})"
    return f"suspect {figure.figure_id}: {needed} would fit"


def _others(suspects: Sequence[Suspect]) -> str:
    names = [one.figure_id for one in suspects[1:NAMED]]
    return f", else {' or '.join(names)}" if names else ""


def network_rows(found: Investigation, run: RunRequest, figures: Mapping[str, Figure]) -> list[Row]:
    """Return a failing row for each contradiction that no single relation shows."""
    rows = [_network_row(sorted(one), run, figures) for one in found.hidden]
    return [row for row in rows if run.park in (None, row["park"])]


def _network_row(ids: Sequence[str], run: RunRequest, figures: Mapping[str, Figure]) -> Row:
    first = figures[ids[0]]
    texts = "; ".join(f"{one} {figures[one].printed.strip()!r}" for one in ids)
    return dict.fromkeys(QUALITY_LOG) | {
        "run_id": run.run_id,
        "check_id": NETWORK,
        "relation_id": "|".join(ids),
        "unit": first.unit,
        "outcome": Outcome.FAIL.value,
        "park": first.park,
        "indicator": first.indicator,
        "segment": first.segment,
        "period": first.period,
        "source_id": first.source_id,
        "figure_ids": list(ids),
        "message": f"cannot all be true, by several relations together: {texts}",
    }


def network_checks(hidden: Sequence[Row], run: RunRequest) -> list[Row]:
    """Return the row of check_results for hidden contradictions, where there are any."""
    if not hidden:
        return []
    counts = {"checked": len(hidden), "passed": 0, "warned": 0, "failed": len(hidden)}
    names = {"run_id": run.run_id, "check_id": NETWORK}
    return [{**names, **counts, "unknown": 0, "waived": 0, "seconds": 0.0}]
