"""Words that every form of report shares: text made harmless, counts with their noun, verdicts."""

from collections.abc import Mapping, Sequence

from schemas.quality_log import Row
from schemas.terms import Outcome

# Count of a run, and its verb for one relation and for several; in the order of a verdict.
_VERBS = (
    ("passed", "passes", "pass"),
    ("failed", "fails", "fail"),
    ("warned", "warns", "warn"),
    ("unknown", "is unknown", "are unknown"),
    ("waived", "is waived", "are waived"),
)
WORST_FIRST = (Outcome.FAIL, Outcome.WARN, Outcome.UNKNOWN, Outcome.PASS)


def harmless(text: object) -> str:
    """Return text on one line that cannot steer a terminal: control characters are escaped."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else _escaped(char)
        for char in str(text)
    )


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def verdict(run: Row, parks: Sequence[str]) -> str:
    """Return a run's verdict in one sentence; `parks` are titles."""
    what = harmless(parks[0]) if len(parks) == 1 else counted(len(parks), "park")
    return f"{what} - {', '.join([*_outcomes(run), *_unread(run)])}"


def _outcomes(run: Row) -> list[str]:
    found = [(run[count], one, several) for count, one, several in _VERBS if run[count]]
    said = [f"{number:,} {one if number == 1 else several}" for number, one, several in found]
    if not found:
        return ["no relation to check"]
    number, verb = said[0].split(" ", 1)
    said[0] = f"{number} relation{'' if number == '1' else 's'} {verb}"
    return said


def _unread(run: Row) -> list[str]:
    rows = run["quarantined"] - run["refused"]
    said = [f"{counted(rows, 'row')} in quarantine"] if rows else []
    return [*said, f"{counted(run['refused'], 'file')} refused"] if run["refused"] else said


def coordinates(row: Mapping[str, object], with_park: bool = True) -> str:
    """Return where a row's figure stands: its park, indicator, segment and period."""
    names = ("park", "indicator", "segment", "period")
    return ", ".join(harmless(row[name]) for name in names[not with_park :] if row[name])


def worst_first(results: Sequence[Row]) -> list[Row]:
    """Return rows of the quality log by outcome, then the widest gap, then check and figures."""
    return sorted(
        results,
        key=lambda row: (
            WORST_FIRST.index(row["outcome"]),
            -(row["gap"] or 0.0),
            row["check_id"],
            row["figure_ids"],
        ),
    )
