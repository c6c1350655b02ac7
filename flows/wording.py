"""Words that all forms of report share: harmless text, counts with their noun, the verdict."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.terms import Outcome

WORST_FIRST = (Outcome.FAIL, Outcome.WARN, Outcome.UNKNOWN, Outcome.PASS)

# A run's counts in the order of its verdict, with their verb for one relation and for several.
_VERBS = (
    ("passed", "passes", "pass"),
    ("failed", "fails", "fail"),
    ("warned", "warns", "warn"),
    ("unknown", "is unknown", "are unknown"),
    ("waived", "is waived", "are waived"),
)

Row = Mapping[str, Any]


def harmless(text: object) -> str:
    """Return text on one line that cannot steer a terminal: control characters are escaped."""
    return "".join(map(_visible, str(text)))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() else char.encode("unicode_escape").decode("ascii")


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def verdict(run: Row, parks: Sequence[str]) -> str:
    """Return a run's verdict in one sentence; `parks` are titles."""
    what = harmless(parks[0]) if len(parks) == 1 else counted(len(parks), "park")
    return f"{what} - {', '.join([*_outcomes(run), *_unread(run)])}"


def _outcomes(run: Row) -> list[str]:
    found = [(run[count], one, several) for count, one, several in _VERBS if run[count]]
    if not found:
        return ["no relation to check"]
    (first, one, several), *others = found
    said = f"{counted(first, 'relation')} {one if first == 1 else several}"
    return [
        said,
        *(f"{count:,} {one if count == 1 else several}" for count, one, several in others),
    ]


def _unread(run: Row) -> list[str]:
    rows = run["quarantined"] - run["refused"]
    said = [f"{counted(rows, 'row')} in quarantine"] if rows else []
    return [*said, f"{counted(run['refused'], 'file')} refused"] if run["refused"] else said


def coordinates(row: Row, with_park: bool = True) -> str:
    """Return where a row's figure stands: its park, indicator, segment and period."""
    names = ("park", "indicator", "segment", "period")
    return ", ".join(harmless(row[name]) for name in names[not with_park :] if row[name])


def one_line(row: Row) -> str:
    """Return what a row says: of what, its message, and the ids of its figures."""
    ids = ", ".join(map(harmless, row["figure_ids"]))
    said = ": ".join(filter(None, [coordinates(row), harmless(row["message"])]))
    return f"{said} ({ids})" if ids else said


def listed(ids: Sequence[str], most: int) -> str:
    """Return the first few of many ids."""
    more = f" and {len(ids) - most:,} more" if len(ids) > most else ""
    return ", ".join(map(harmless, ids[:most])) + more


def standing(results: Iterable[Row], outcome: str) -> list[Row]:
    """Return the rows with an outcome that no waiver accepts."""
    return [row for row in results if row["outcome"] == outcome and not row["waiver_id"]]


def worst_first(results: Iterable[Row]) -> list[Row]:
    """Return rows of the quality log by outcome, then widest gap, then check and figures."""
    return sorted(results, key=_badness)


def _badness(row: Row) -> tuple[Any, ...]:
    outcome = WORST_FIRST.index(row["outcome"])
    return outcome, -(row["gap"] or 0.0), row["check_id"], row["figure_ids"]
