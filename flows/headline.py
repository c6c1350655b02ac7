"""What a run found, in one line."""

from collections.abc import Sequence

from flows.wording import counted
from schemas.quality_log import Findings, Row

# The line stays readable in a list of runs.
_FILES_NAMED = 5


def headline(findings: Findings) -> str:
    """Return which checks fail or warn of how many relations, and what could not be read."""
    checks, quarantine = findings.check_results, findings.quarantine
    of_checked = f" of {counted(sum(row['checked'] for row in checks), 'relation')}"
    failing = _relations(checks, "failed", "fail", of_checked)
    # The number checked is said once.
    warning = _relations(checks, "warned", "warn", "" if failing else of_checked)
    said = [_refused(quarantine), failing, warning, _quarantined(quarantine)]
    return "; ".join(filter(None, said)) or f"None{of_checked} fails or warns"


def _relations(checks: Sequence[Row], count: str, verb: str, of_checked: str) -> str:
    found = {row["check_id"]: row[count] for row in checks if row[count]}
    total = sum(found.values())
    named = ", ".join(f"{check} ({number:,})" for check, number in found.items())
    return f"{total:,}{of_checked} {verb}{'s' * (total == 1)}: {named}" if total else ""


def _refused(quarantine: Sequence[Row]) -> str:
    files = [row["file"] for row in quarantine if row["refused"]]
    more = [f"{len(files) - _FILES_NAMED:,} more"] if len(files) > _FILES_NAMED else []
    named = ", ".join(files[:_FILES_NAMED] + more)
    return f"{counted(len(files), 'file')} refused: {named}" if files else ""


def _quarantined(quarantine: Sequence[Row]) -> str:
    rows = sum(not row["refused"] for row in quarantine)
    return f"{counted(rows, 'row')} quarantined" if rows else ""
