"""Waivers, and which rows of the quality log they accept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.quality_log import Row
from schemas.rules.rule import LAW_NAMES
from schemas.terms import Outcome

WAIVERS_FILE = "waivers.yml"
# The check whose rows say of waivers that they no longer do what they are there for.
WAIVER = "waiver"
WAIVABLE_CHECKS = tuple(name for name in LAW_NAMES if name != WAIVER)
WAIVABLE_OUTCOMES = (Outcome.FAIL, Outcome.WARN, Outcome.UNKNOWN)
# Pages show it as a link, and an address of another kind could be a program.
LINK_PATTERN = r"^https?://[^\s/]\S*$"

# A check, the ids of all figures of one of its relations, and an outcome.
Accepted = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Waiver:
    """An acceptance of one expected outcome of the relation of a check and of its figures.

    `figure_ids` are sorted; `until` is the last day on which it holds, None for no end; `line` is
    that of waivers.yml.
    """

    waiver_id: str
    check_id: str
    figure_ids: tuple[str, ...]
    outcome: Outcome
    reason: str
    by: str
    until: date | None = None
    link: str = ""
    line: int = 0

    @property
    def accepts(self) -> Accepted:
        """What it accepts, by which two waivers of the same thing are equal."""
        return self.check_id, self.figure_ids, self.outcome

    def holds_on(self, day: date) -> bool:
        """Say whether it has not expired by a day."""
        return self.until is None or day <= self.until


def relation_of(row: Row) -> tuple[str, tuple[str, ...]]:
    """Return the check and the figures of a row of the quality log, as waivers name them."""
    return row["check_id"], tuple(sorted(row["figure_ids"]))


def with_waivers(rows: Sequence[Row], waivers: Iterable[Waiver], as_of: date) -> list[Row]:
    """Name in each row the waiver that accepts its outcome on a day."""
    holding = {one.accepts: one.waiver_id for one in waivers if one.holds_on(as_of)}
    if not holding:
        return list(rows)
    return [
        row | {"waiver_id": holding[key]}
        if (key := (*relation_of(row), row["outcome"])) in holding
        else row
        for row in rows
    ]
