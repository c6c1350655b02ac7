"""What a package's waivers change in a run's findings."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date

from flows.log.rows import COUNTED
from flows.runs import RunRequest
from schemas.lapsed_waivers import Known, lapsed
from schemas.quality_log import Row
from schemas.terms import Outcome
from schemas.waivers import WAIVER, Waiver, with_waivers


def accept(
    results: Sequence[Row], checks: Sequence[Row], waivers: Sequence[Waiver], as_of: date
) -> tuple[list[Row], list[Row]]:
    """Accept what waivers accept on a day, and count it as waived only."""
    if not waivers:
        return list(results), list(checks)
    accepted = with_waivers(results, waivers, as_of)
    return accepted, _recounted(checks, accepted)


def lapses(
    results: Sequence[Row], waivers: Sequence[Waiver], known: Known, run: RunRequest
) -> tuple[list[Row], list[Row]]:
    """Return rows that warn of waivers that lapsed, and what they add to check_results."""
    warnings = [row | {"run_id": run.run_id} for row in lapsed(results, waivers, known, run.as_of)]
    return warnings, _waiver_checks(warnings, run)


def waiver_rows(waivers: Iterable[Waiver], run: RunRequest) -> list[Row]:
    """Return the rows of the table of waivers, in the order of the file."""
    return [
        {
            "run_id": run.run_id,
            "waiver_id": one.waiver_id,
            "check_id": one.check_id,
            "figure_ids": list(one.figure_ids),
            "outcome": one.outcome.value,
            "reason": one.reason,
            "by": one.by,
            "until": one.until,
            "link": one.link,
            "line": one.line,
        }
        for one in waivers
    ]


def all_passes(results: Iterable[Row], checks: Iterable[Row]) -> Set[str]:
    """Return the checks whose passes are all among the rows."""
    logged = Counter(row["check_id"] for row in results if row["outcome"] == Outcome.PASS)
    return {row["check_id"] for row in checks if logged[row["check_id"]] == row["passed"]}


def _recounted(checks: Iterable[Row], rows: Iterable[Row]) -> list[Row]:
    moved = Counter((row["check_id"], row["outcome"]) for row in rows if row["waiver_id"])
    return [_moved(check, moved) for check in checks]


def _moved(check: Row, moved: Counter[tuple[str, str]]) -> Row:
    by_count = {name: moved[check["check_id"], outcome] for outcome, name in COUNTED.items()}
    left = {name: check[name] - count for name, count in by_count.items()}
    return check | left | {"waived": check["waived"] + sum(by_count.values())}


def _waiver_checks(warnings: Sequence[Row], run: RunRequest) -> list[Row]:
    if not warnings:
        return []
    counts = dict.fromkeys(COUNTED.values(), 0) | {"warned": len(warnings)}
    names = {"run_id": run.run_id, "check_id": WAIVER, "checked": len(warnings)}
    return [{**names, **counts, "waived": 0, "seconds": 0.0}]
