"""Relations in a run's report: those that fail or warn, are waived, or nobody can tell."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from flows.terminal.parts import EVERYTHING, MOST_IDS, Parts, entry, heading, more
from flows.waivers.wording import accepted_by, waivers_by_id
from flows.wording import Row, coordinates, counted, harmless, listed, standing, worst_first
from schemas.display import format_number

MOST_UNKNOWN = 3
MOST_WAIVED = 10
# Noun, colour, and how many fit on a screen or two.
_NOTABLE = {"fail": ("failure", "red", 20), "warn": ("warning", "yellow", 10)}


def outcomes(results: Sequence[Row], outcome: str, with_park: bool, rest: str) -> Parts:
    """Show the failures, or the warnings, with their arithmetic, the widest gap first."""
    rows = worst_first(standing(results, outcome))
    noun, style, most = _NOTABLE[outcome]
    if rows:
        yield heading(counted(len(rows), noun), style)
    for row in rows[:most]:
        yield _relation(row, style, with_park)
    yield from more(len(rows), most, rest)


def _relation(row: Row, style: str, with_park: bool) -> RenderableType:
    ids = listed(row["figure_ids"], MOST_IDS)
    return entry(
        _named(row, style, with_park),
        harmless(row["message"]),
        "; ".join(filter(None, [gap(row), ids])),
    )


def _named(row: Row, style: str, with_park: bool) -> Text:
    check = (harmless(row["check_id"]), f"bold {style}".strip())
    return Text.assemble(check, "  ", coordinates(row, with_park))


def gap(row: Row) -> str:
    """Say by how much a relation does not hold, "" where it does."""
    # How many days something is late, its message says.
    if not row["gap"] or row["unit"] == "days":
        return ""
    digits = format_number(float(f"{row['gap']:.3g}"))
    return f"off by {digits} units of the last printed digit"


def unknown(results: Sequence[Row], total: int, with_park: bool, rest: str) -> Parts:
    """Say which figures would settle a few of the relations that are unknown, of all there are."""
    rows = standing(results, "unknown")
    if total:
        yield heading(f"{total:,} unknown, for want of a figure")
    for row in rows[:MOST_UNKNOWN]:
        yield entry(_named(row, "", with_park), harmless(row["message"]))
    yield from more(total, MOST_UNKNOWN, rest)


def waived(results: Sequence[Row], waivers: Sequence[Row], with_park: bool) -> Parts:
    """Say whose word is taken for the relations whose outcome a waiver accepts, and until when."""
    rows = worst_first(row for row in results if row["waiver_id"])
    known = waivers_by_id(waivers)
    if rows:
        yield heading(f"{len(rows):,} waived")
    for row in rows[:MOST_WAIVED]:
        reason, word = accepted_by(row["waiver_id"], known)
        yield entry(_named(row, "", with_park), harmless(reason), harmless(word))
    yield from more(len(rows), MOST_WAIVED, EVERYTHING)
