"""What a run's report says of checks, implied figures, quarantine and lonely figures."""

from collections.abc import Sequence
from math import inf
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.terminal.parts import EVERYTHING, MOST_IDS, Indented, Parts, entry, heading, more
from flows.wording import Row, coordinates, counted, harmless, listed
from schemas.display import format_interval
from schemas.places import with_column
from schemas.terms import Place

MOST_IMPLIED = 5
MOST_QUARANTINED = 10
_COUNTS = {"passed": "green", "warned": "yellow", "failed": "red", "unknown": "", "waived": ""}


def by_check(checks: Sequence[Row]) -> Parts:
    """Count the outcomes of each check that found something to check."""
    found = [row for row in checks if row["checked"]]
    if not found:
        return
    names = [name for name in _COUNTS if name != "waived" or any(row[name] for row in found)]
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 3), header_style="dim")
    table.add_column("check", overflow="fold")
    for name in names:
        table.add_column(name, justify="right")
    for row in found:
        counts = [_count(row[name], _COUNTS[name]) for name in names]
        table.add_row(Text(harmless(row["check_id"])), *counts)
    yield Text()
    yield table


def _count(count: int, colour: str) -> Text:
    return Text(f"{count:,}", colour) if count else Text("-", "dim")


def implied_figures(implied: Sequence[Row], with_park: bool) -> Parts:
    """Show the figures that nobody printed, with their intervals, the tightest first."""
    implied = [row for row in implied if row["kind"] == "implied"]
    if implied:
        yield heading(f"{counted(len(implied), 'figure')} that nobody printed", "cyan")
    for row in sorted(implied, key=_relative_width)[:MOST_IMPLIED]:
        measure = "" if row["measure"] == "level" else f"{row['measure']} of "
        yield entry(
            Text(f"{measure}{coordinates(row, with_park)}"),
            format_interval(row["low"], row["high"], row["unit"]),
            f"by {row['law']} from {listed(row['from_figure_ids'], MOST_IDS)}",
        )
    yield from more(len(implied), MOST_IMPLIED, EVERYTHING)


def _relative_width(row: Row) -> float:
    if row["low"] is None or row["high"] is None:
        return inf
    size = max(abs(row["low"]), abs(row["high"]))
    return float((row["high"] - row["low"]) / size) if size else 0.0


def quarantine(rows: Sequence[Row], folder: Path) -> Parts:
    """Show what could not be read: where, what is there and what was expected."""
    refused_first = sorted(rows, key=lambda row: not row["refused"])
    if rows:
        yield heading("Quarantine: could not be read", "yellow")
    for row in refused_first[:MOST_QUARANTINED]:
        yield entry(
            Text(place(row, folder), "bold"),
            f"found {harmless(row['found'])}",
            f"expected {harmless(row['expected'])}",
        )
    yield from more(len(rows), MOST_QUARANTINED, EVERYTHING)


def place(row: Row, folder: Path) -> str:
    """Return where a quarantined row stands, as editors and terminals link to it."""
    return harmless(folder / with_column(Place(row["file"], row["line"], row["column"] or "")))


def uncompared(ids: Sequence[str]) -> Parts:
    """Name the figures that stand in no relation."""
    if ids:
        yield heading(f"Nothing to compare with: {counted(len(ids), 'figure')}")
        yield Indented(Text(listed(ids, MOST_IDS)))
