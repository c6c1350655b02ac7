"""What is news of a run: checks that newly fail or recovered, and figures that are overdue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.logged_run import fails
from schemas.quality_log import Row
from schemas.run_changes import FRESHNESS, Changes
from schemas.terms import Outcome

Kind = Literal["failed", "recovered", "overdue"]


@dataclass(frozen=True)
class News:
    """What is new of one check for one park, or of one figure that is overdue.

    `rows` are the log's of the relations it is about, the worst first; of a check that recovered,
    those that are still there.
    """

    kind: Kind
    park: str
    check_id: str
    rows: tuple[Row, ...]


def news_of(changes: Changes | None, results: Sequence[Row]) -> list[News]:
    """Return a run's news; where no run came before it (None), all that is wrong is new."""
    if changes is None:
        failing = _worst_first(row for row in results if fails(row))
        late = _worst_first(row for row in results if _is_late(row))
        return [*_failed(failing), *_overdue(late)]
    failing = [one.after for one in changes.new if one.after]
    late = [one.after for one in changes.overdue if one.after]
    return [*_failed(failing), *_overdue(late), *_recovered(changes, results)]


def _failed(rows: Iterable[Row]) -> Iterator[News]:
    by_check: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_check[_check(row)].append(row)
    for (park, check_id), found in by_check.items():
        yield News("failed", park, check_id, tuple(found))


def _overdue(rows: Iterable[Row]) -> Iterator[News]:
    for row in rows:
        yield News("overdue", *_check(row), (row,))


def _recovered(changes: Changes, results: Iterable[Row]) -> Iterator[News]:
    still = {_check(row) for row in results if fails(row)}
    by_check: dict[tuple[str, str], list[Row]] = {}
    for one in changes.settled:
        if one.before and _check(one.before) not in still:
            by_check.setdefault(_check(one.before), []).extend([one.after] if one.after else [])
    for (park, check_id), found in by_check.items():
        yield News("recovered", park, check_id, tuple(found))


def _check(row: Row) -> tuple[str, str]:
    return row["park"] or "", row["check_id"]


def _is_late(row: Row) -> bool:
    late = row["check_id"] == FRESHNESS and row["outcome"] == Outcome.WARN
    return late and not row["waiver_id"]


def _worst_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-(row["gap"] or 0.0), row["check_id"], row["figure_ids"]))
