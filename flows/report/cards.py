"""What a page shows of one relation: its arithmetic, the figures in it, and whom it accuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.report.history import Since
from flows.report.laws import says
from flows.report.lines import drawn
from flows.report.record import Record, Rows
from schemas.display import format_interval
from schemas.logged_run import relation_of
from schemas.quality_log import Row

# Drawing takes a tenth of a second each, and nobody compares more pictures.
MOST_LINES = 60
# A sum of more figures is looked up in the log.
MOST_INVOLVED = 30


@dataclass(frozen=True)
class Card:
    """One row of the quality log with what belongs to it.

    `arithmetic` is the message up to where it names a suspect, `reason` what it says of that
    beside the suggestion, `needed` what all other figures allow it to be. `line` is the number
    line as SVG, empty where there is none.
    """

    number: int
    row: Row
    says: str
    arithmetic: str
    reason: str
    needed: str
    suspect: Row | None
    figures: Sequence[Row]
    more_figures: int
    sources: Sequence[Row]
    waiver: Row | None
    since: Since | None
    line: str


def cards(found: Rows, record: Record, most_lines: int = MOST_LINES) -> list[Card]:
    """Return a card for each row, the first with their number lines."""
    figures = {row["figure_id"]: row for row in record.figures}
    return [
        _card(number, row, record, figures, number <= most_lines)
        for number, row in enumerate(found, start=1)
    ]


def _card(
    number: int, row: Row, record: Record, figures: Mapping[str, Row], with_line: bool
) -> Card:
    arithmetic, reason = _parted(row)
    known = [figures[one] for one in row["figure_ids"] if one in figures]
    return Card(
        number=number,
        row=row,
        says=says(row["check_id"]),
        arithmetic=arithmetic,
        reason=reason,
        needed=_needed(row, figures),
        suspect=figures.get(row["suspect_figure_id"]),
        figures=known[:MOST_INVOLVED],
        more_figures=len(row["figure_ids"]) - len(known[:MOST_INVOLVED]),
        sources=[record.sources[one] for one in _source_ids(row, known) if one in record.sources],
        waiver=record.waivers.get(row["waiver_id"]),
        since=record.history.since.get((row["check_id"], relation_of(row))),
        line=drawn(row, figures, record.names) if with_line else "",
    )


def _parted(row: Row) -> tuple[str, str]:
    """Part a message from what it says of its suspect, which comes last."""
    mark = f"; suspect {row['suspect_figure_id']}: "
    before, found, reason = row["message"].rpartition(mark)
    suggested = f"perhaps {row['suggestion']!r}"
    return (before, reason.removeprefix(suggested).strip()) if found else (row["message"], "")


def _needed(row: Row, figures: Mapping[str, Row]) -> str:
    low, high = row["suspect_low"], row["suspect_high"]
    suspect = figures.get(row["suspect_figure_id"])
    if suspect is None or (low is None and high is None):
        return ""
    return format_interval(low, high, suspect["unit"])


def _source_ids(row: Row, figures: Sequence[Row]) -> list[str]:
    every = [row["source_id"], *(figure["source_id"] for figure in figures)]
    return list(dict.fromkeys(filter(None, every)))
