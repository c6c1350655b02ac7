"""Recording one run's findings again and again, as runs of day after day up to today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import process_time
from typing import Any
from uuid import UUID

EXAMPLE = Path("data/examples/zhongguancun")
AS_OF = date(2026, 11, 23)
_PARTS = ("results", "check_results", "implied", "quarantine", "sources", "titles", "waivers")
# What the process that records found, once.
_FOUND: list[Any] = []


def confront() -> None:
    """Find what is to be recorded."""
    from flows.confront import confront_package
    from flows.figure_files import load_package
    from flows.runs import RunRequest

    _FOUND.append(confront_package(load_package(EXAMPLE), RunRequest("run", AS_OF)))


def record_all(warehouse: Path, numbers: Sequence[int], most: int) -> list[float]:
    """Record the findings as so many runs; return the seconds that each took."""
    from flows.warehouse.recording import record

    seconds = []
    for number in numbers:
        again = _as_run(str(UUID(int=Random(number).getrandbits(128))), most - number)
        started = process_time()
        record(again, warehouse)
        seconds.append(process_time() - started)
    return seconds


def _as_run(run_id: str, days_ago: int) -> Any:
    def own(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {"run_id": run_id} for row in rows]

    found = _FOUND[0]
    at = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days_ago)
    run = {"run_id": run_id, "started_at": at, "finished_at": at, "as_of": at.date()}
    return replace(
        found, run=found.run | run, **{name: own(getattr(found, name)) for name in _PARTS}
    )
