"""What is news of a run as one short message: the arithmetic, and a link to the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from flows.report.names import Names
from flows.wording import coordinates, counted, harmless
from schemas.news import News
from schemas.quality_log import Row

# As much as is read on a telephone; the report has the rest.
MOST_LINES = 5
MOST_CHECKS_NAMED = 3
_LINE_CHARACTERS = 600


@dataclass(frozen=True)
class Message:
    """A message to people; `good` if it only says that checks recovered."""

    subject: str
    body: str
    good: bool = False


def message_of(news: Sequence[News], names: Names, link: str | None) -> Message | None:
    """Return what to tell of the news, None where there is none."""
    if not news:
        return None
    parks = {one.park for one in news}
    several_checks = len({(one.park, one.check_id) for one in news}) > 1
    lines = [line for one in news for line in _lines(one, names, len(parks) > 1, several_checks)]
    more = [f"and {len(lines) - MOST_LINES:,} more"] if len(lines) > MOST_LINES else []
    return Message(
        subject=_subject(news, names, sorted(parks)),
        body="\n".join([*lines[:MOST_LINES], *more, *([link] if link else [])]),
        good=all(one.kind == "recovered" for one in news),
    )


def _subject(news: Sequence[News], names: Names, parks: Sequence[str]) -> str:
    what = counted(len(parks), "park") if len(parks) > 1 else harmless(names.park(parks[0]))
    return f"{what}: {', '.join(_said(news, names))}" if what else ", ".join(_said(news, names))


def _said(news: Sequence[News], names: Names) -> Iterator[str]:
    checks, one, several = _of_kind(news, "failed"), "newly fails", "newly fail"
    if checks:
        yield f"{_checks(checks)} {one if len(checks) == 1 else several}"
    late = [row for piece in news if piece.kind == "overdue" for row in piece.rows]
    if late:
        figures = harmless(names.subject(late[0])) if len(late) == 1 else f"{len(late):,} figures"
        yield f"{figures} {'is' if len(late) == 1 else 'are'} overdue"
    if checks := _of_kind(news, "recovered"):
        yield f"{_checks(checks)} recovered"


def _of_kind(news: Iterable[News], kind: str) -> list[str]:
    return [one.check_id for one in news if one.kind == kind]


def _checks(ids: Sequence[str]) -> str:
    named = list(dict.fromkeys(map(harmless, ids)))
    few = len(named) == len(ids) <= MOST_CHECKS_NAMED
    return ", ".join(named) if few else f"{len(ids):,} checks"


def _lines(one: News, names: Names, with_park: bool, with_check: bool) -> Iterator[str]:
    check = harmless(one.check_id) if with_check else ""
    for row in one.rows:
        where = coordinates(row, with_park)
        place = ", ".join(filter(None, (check, where)))
        said = f"{place}: {_verb(one, row)}{harmless(row['message'])}"
        yield shorten(said, _LINE_CHARACTERS, placeholder=" ...")
    if not one.rows:
        park = harmless(names.park(one.park)) if with_park else ""
        place = ", ".join(filter(None, (harmless(one.check_id), park)))
        yield f"{place}: what failed is no longer checked"


def _verb(one: News, row: Row) -> str:
    if one.kind != "recovered":
        return ""
    return (
        f"accepted by waiver {harmless(row['waiver_id'])}: " if row["waiver_id"] else "recovered: "
    )
