"""The words every other module shares; imports nothing of the project."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a check says of one relation or figure."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """What a figure measures of its indicator."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    CHANGE = "change"


class Status(StrEnum):
    """How sure the source was; the order is the order in which one stands in for another."""

    ACTUAL = "actual"
    PRELIMINARY = "preliminary"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    IMPLIED = "implied"
    TARGET = "target"


PRINTED_STATUSES = tuple(status for status in Status if status is not Status.IMPLIED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a data package; line 0 is the file as a whole."""

    file: str
    line: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row, or a whole file, that could not be read, and what was expected in its place."""

    place: Place
    found: str
    expected: str
    row: str = "{}"
    refused: bool = False
