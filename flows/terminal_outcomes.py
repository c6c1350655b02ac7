"""Relations in a run's report: those that fail or warn, and those that nobody can tell."""

from rich.console import RenderableType
from rich.text import Text

from flows.terminal_parts import MOST_IDS, Parts, entry, heading, more
from flows.wording import Row, coordinates, counted, harmless, listed, worst_first
from schemas.display import format_number
from schemas.quality_log import Findings

MOST_UNKNOWN = 3
# Noun, colour, and how many fit on a screen or two.
_NOTABLE = {"fail": ("failure", "red", 20), "warn": ("warning", "yellow", 10)}


def outcomes(findings: Findings, outcome: str, with_park: bool) -> Parts:
    """Show the failures, or the warnings, with their arithmetic, the widest gap first."""
    rows = worst_first(row for row in findings.results if row["outcome"] == outcome)
    noun, style, most = _NOTABLE[outcome]
    if rows:
        yield heading(counted(len(rows), noun), style)
    for row in rows[:most]:
        yield _relation(row, style, with_park)
    yield from more(len(rows), most, f"parkfigures log --outcome {outcome}")


def _relation(row: Row, style: str, with_park: bool) -> RenderableType:
    return entry(
        _named(row, style, with_park),
        harmless(row["message"]),
        _gap(row),
        _suspect(row),
        listed(row["figure_ids"], MOST_IDS),
    )


def _named(row: Row, style: str, with_park: bool) -> Text:
    check = (harmless(row["check_id"]), f"bold {style}".strip())
    return Text.assemble(check, "  ", coordinates(row, with_park), overflow="fold")


def _gap(row: Row) -> str:
    if not row["gap"]:
        return ""
    gap = format_number(float(f"{row['gap']:.3g}"))
    return f"off by {gap} in the last printed digit"


def _suspect(row: Row) -> str:
    if not row["suspect_figure_id"]:
        return ""
    suggestion = f": {harmless(row['suggestion'])}" if row["suggestion"] else ""
    return f"suspect: {harmless(row['suspect_figure_id'])}{suggestion}"


def unknown(findings: Findings, with_park: bool) -> Parts:
    """Say which figures would settle a few of the relations that are unknown."""
    rows = [row for row in findings.results if row["outcome"] == "unknown"]
    if rows:
        yield heading(f"{len(rows):,} unknown: a figure is missing")
    for row in rows[:MOST_UNKNOWN]:
        yield entry(_named(row, "", with_park), harmless(row["message"]))
    yield from more(len(rows), MOST_UNKNOWN, "parkfigures log --outcome unknown")
