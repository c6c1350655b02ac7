"""Findings that a test writes down row by row."""

import re
from datetime import date, datetime
from typing import Any

from schemas.quality_log import (
    CHECK_RESULTS,
    IMPLIED_FIGURES,
    QUALITY_LOG,
    QUARANTINE,
    RUNS,
    Findings,
    Row,
)

# A control character of a terminal, a workflow command, markup, and a reversal of direction.
HOSTILE = "\x1b[2J\r\n::error::<b>]]>&\x00\ud800\u202e,:%\t[red]"
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202e]|^::error::<b>", re.MULTILINE)

STARTED_AT = datetime(2016, 12, 27, 8)  # noqa: DTZ001 the log keeps UTC without a zone
_RELATION = {"check_id": "share", "park": "P", "indicator": "income", "period": "2016"}
_UNREAD = {"file": "figures/a.csv", "line": 7, "column": "printed", "refused": False}
_VERBS = {"pass": "passed", "warn": "warned", "fail": "failed", "unknown": "unknown"}


def relation(outcome: str, **given: Any) -> Row:
    said = {"figure_ids": ["a", "b"], "message": "1 / 2 = 50 %"}
    return _row(QUALITY_LOG, outcome=outcome, **(_RELATION | said | given))


def unread(**given: Any) -> Row:
    said = {"found": "many", "expected": "a number", "row": "{}"}
    return _row(QUARANTINE, **(_UNREAD | said | given))


def implied(**given: Any) -> Row:
    said = {
        "kind": "implied",
        "unit": "CNY",
        "measure": "level",
        "law": "share",
        "from_figure_ids": ["a", "b"],
    }
    return _row(IMPLIED_FIGURES, **(_RELATION | said | given))


def findings(*results: Row, **parts: Any) -> Findings:
    """Return findings with these rows of the log; `verdict`, and other rows, may be given."""
    counts = _counts(list(results))
    quarantine = parts.get("quarantine", [])
    run = _row(RUNS, run_id="r", as_of=date(2016, 12, 27), started_at=STARTED_AT)
    run |= counts | {"verdict": parts.get("verdict", "fail"), "quarantined": len(quarantine)}
    return Findings(
        run=run | {"refused": sum(row["refused"] for row in quarantine)},
        results=results,
        check_results=[
            _row(CHECK_RESULTS, check_id=check, seconds=0.25, checked=len(rows), **_counts(rows))
            for check, rows in _by_check(results).items()
        ],
        figures=[],
        implied=parts.get("implied", []),
        quarantine=quarantine,
        uncompared=parts.get("uncompared", []),
    )


def _row(columns: Any, **given: Any) -> Row:
    return {name: given.get(name) for name in columns}


def _by_check(results: Any) -> dict[str, list[Row]]:
    checks: dict[str, list[Row]] = {}
    for row in results:
        checks.setdefault(row["check_id"], []).append(row)
    return checks


def _counts(rows: list[Row]) -> dict[str, int]:
    counts = {
        name: sum(row["outcome"] == outcome and not row["waiver_id"] for row in rows)
        for outcome, name in _VERBS.items()
    }
    return counts | {"waived": sum(bool(row["waiver_id"]) for row in rows)}
