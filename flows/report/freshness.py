"""How late the newest figure of each park and indicator is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.quality_log import Row


@dataclass(frozen=True)
class Fresh:
    """A newest figure, the day on which the next was due, and by how many days that is past.

    `figure` is None where the page leaves it out; `row` is that of the quality log.
    """

    row: Row
    figure: Row | None
    due: date
    late_days: int


def fresh(found: Iterable[Row], figures: Mapping[str, Row], as_of: date) -> list[Fresh]:
    """Return rows of the check `freshness` with their days, in the order given."""
    return [_fresh(row, figures, as_of) for row in found]


def _fresh(row: Row, figures: Mapping[str, Row], as_of: date) -> Fresh:
    newest = next((figures[one] for one in row["figure_ids"] if one in figures), None)
    past = timedelta(days=row["observed_low"] - row["expected_high"])
    return Fresh(row, newest, as_of - past, max(past.days, 0))
