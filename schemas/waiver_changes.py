"""What became of the waiver of an outcome between two runs."""

from collections.abc import Iterator

from schemas.logged_run import LoggedRun
from schemas.quality_log import Row


def waiver_changes(
    runs: tuple[LoggedRun, LoggedRun], before: Row | None, after: Row | None
) -> Iterator[str]:
    """Say which waiver accepts an outcome no more, and which does now."""
    old, new = ((row or {}).get("waiver_id") or "" for row in (before, after))
    if old == new:
        return
    if old:
        yield f"waiver: {old} {_ended(old, runs[1])}"
    if new:
        yield f"waiver: {new} {_begun(new, runs[0])}"


def _ended(waiver_id: str, after: LoggedRun) -> str:
    waiver = after.waivers.get(waiver_id)
    if waiver is None:
        return "removed"
    if _is_over(waiver, after):
        return f"expired, it held until {waiver['until']}"
    return "no longer accepts this outcome"


def _begun(waiver_id: str, before: LoggedRun) -> str:
    waiver = before.waivers.get(waiver_id)
    if waiver is None:
        return "added"
    if _is_over(waiver, before):
        return "holds again"
    return "accepts this outcome"


def _is_over(waiver: Row, run: LoggedRun) -> bool:
    until = waiver["until"]
    return until is not None and until < run.run["as_of"]
