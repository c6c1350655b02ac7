"""What a run found, in one line."""

from collections.abc import Sequence

from schemas.quality_log import Findings, Row

# The line stays readable in a list of runs.
_FILES_NAMED = 5


def headline(findings: Findings) -> str:
    """Return which checks fail or warn of how many relations, and what could not be read."""
    checked = _counted(sum(row["checked"] for row in findings.check_results), "relation")
    said = [
        _refused(findings.quarantine),
        _relations(findings.check_results, "failed", "fail", checked),
        _relations(findings.check_results, "warned", "warn", checked),
        _quarantined(findings.quarantine),
    ]
    return "; ".join(filter(None, said)) or f"None of {checked} fails or warns"


def _relations(checks: Sequence[Row], count: str, verb: str, checked: str) -> str:
    found = {row["check_id"]: row[count] for row in checks if row[count]}
    total = sum(found.values())
    named = ", ".join(f"{check} ({number:,})" for check, number in found.items())
    return f"{total:,} of {checked} {verb}{'s' * (total == 1)}: {named}" if total else ""


def _refused(quarantine: Sequence[Row]) -> str:
    files = [row["file"] for row in quarantine if row["refused"]]
    more = [f"{len(files) - _FILES_NAMED:,} more"] if len(files) > _FILES_NAMED else []
    named = ", ".join(files[:_FILES_NAMED] + more)
    return f"{_counted(len(files), 'file')} refused: {named}" if files else ""


def _quarantined(quarantine: Sequence[Row]) -> str:
    rows = sum(not row["refused"] for row in quarantine)
    return f"{_counted(rows, 'row')} quarantined" if rows else ""


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
