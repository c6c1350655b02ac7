"""What a run was asked to do, however it was started."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any


def today() -> date:
    """Return the day it is where the program runs: what people mean who ask in the morning."""
    return datetime.now().astimezone().date()


def utc_now() -> datetime:
    """Return the time in UTC, without a zone as the log keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class RunRequest:
    """What a run was asked to do; times are UTC without a zone.

    `pass_rows` is how many passes are logged one by one; beyond it they are only counted.
    """

    run_id: str
    as_of: date
    park: str | None = None
    trigger: str = "cli"
    started_at: datetime = field(default_factory=utc_now)
    parameters: dict[str, Any] = field(default_factory=dict)
    pass_rows: int = 100_000
