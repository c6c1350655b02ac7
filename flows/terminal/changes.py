"""What changed between two runs, on a terminal: new failures first, each with its reasons."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from flows.terminal.findings import STYLES, console
from flows.terminal.parts import Indented, Parts, entry, heading, more
from flows.wording import Row, coordinates, counted, harmless
from schemas.display import format_interval
from schemas.run_changes import Change, Changes

# As many characters of a run's id as tell runs apart; commands take them.
_ID_CHARACTERS = 8
_ALL = "--limit 0 shows all"


def show_changes(changes: Changes, limit: int) -> None:
    """Print what changed, at most `limit` relations of each kind; 0 is no limit."""
    out = console()
    for part in _parts(changes, limit):
        out.print(part)


def _parts(changes: Changes, limit: int) -> Parts:
    yield Indented(Text(_headline(changes), _style(changes)), columns=0)
    for line in (*changes.not_comparable, *changes.differing):
        yield Indented(Text(harmless(line)), hanging=2)
    loud = [one for one in changes.changed if not one.is_quiet]
    with_park = len({_row(one)["park"] for one in (*changes.new, *changes.settled, *loud)}) > 1
    yield from _group("New failures", "red", changes.new, limit, with_park)
    yield from _group("Settled", "green", changes.settled, limit, with_park)
    yield from _group("Changed", "yellow", loud, limit, with_park)
    yield from _quiet([one for one in changes.changed if one.is_quiet])


def _headline(changes: Changes) -> str:
    runs = " -> ".join(map(_named, (changes.before, changes.after)))
    found = [
        counted(len(changes.new), "new failure"),
        f"{len(changes.settled):,} settled",
        f"{sum(not one.is_quiet for one in changes.changed):,} changed",
    ]
    return f"{runs}: {', '.join(found)}"


def _named(run: Row) -> str:
    return f"Run {harmless(run['run_id'][:_ID_CHARACTERS])} as of {run['as_of']}"


def _style(changes: Changes) -> str:
    if changes.new:
        return STYLES["fail"]
    return STYLES["pass"] if changes.settled else "bold"


def _group(title: str, style: str, changes: Sequence[Change], limit: int, with_park: bool) -> Parts:
    if changes:
        yield heading(f"{title}: {len(changes):,}", style)
    for one in changes[: limit or None]:
        yield _entry(one, style, with_park)
    yield from more(len(changes), limit or len(changes), _ALL)


def _entry(change: Change, style: str, with_park: bool) -> RenderableType:
    row = _row(change)
    named = (harmless(change.check_id), f"bold {style}")
    first = Text.assemble(named, "  ", (_outcomes(change), "bold"), "  ")
    first.append(coordinates(row, with_park))
    reasons = [
        f"{'and' if position else 'because'} of {harmless(reason)}"
        for position, reason in enumerate(change.reasons)
    ]
    return entry(first, harmless(row["message"]), *_intervals(change), *reasons)


def _outcomes(change: Change) -> str:
    pair = [_outcome(row) for row in (change.before, change.after)]
    return " -> ".join(pair) if pair[0] != pair[1] else f"still {pair[0]}"


def _outcome(row: Row | None) -> str:
    if row is None:
        return "not there"
    return "waived" if row["waiver_id"] else str(row["outcome"])


def _intervals(change: Change) -> Iterator[str]:
    """Say which intervals moved, where both runs have the relation."""
    if change.before is None or change.after is None:
        return
    for side in ("observed", "expected"):
        for width in ("", "widest_"):
            pair = [_interval(row, f"{side}_{width}") for row in (change.before, change.after)]
            if pair[0] != pair[1]:
                yield f"{side}{' at the widest' if width else ''}: {' -> '.join(pair)}"
                break


def _interval(row: Row, prefix: str) -> str:
    low, high = row[f"{prefix}low"], row[f"{prefix}high"]
    if low is None and high is None:
        return "not known"
    return format_interval(low, high, row["unit"] or "")


def _quiet(changes: Sequence[Change]) -> Parts:
    """Count the relations that came or went, with nothing to look at."""
    for title, rows in (
        ("came", [one.after for one in changes if one.before is None]),
        ("went", [one.before for one in changes if one.after is None]),
    ):
        if rows:
            outcomes = Counter(_outcome(row) for row in rows)
            said = ", ".join(f"{count:,} {name}" for name, count in sorted(outcomes.items()))
            yield Text()
            yield Indented(Text(f"{counted(len(rows), 'relation')} {title}: {said}", "dim"), 0)


def _row(change: Change) -> Row:
    """Return a relation as it is now, or as it was where it is no more."""
    return change.after or change.before or {}
