"""What the parts of a report are made of: headings, entries, and what is left out."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

Parts = Iterator[RenderableType]

# Enough to find them again; the log has all.
MOST_IDS = 8


def heading(text: str, style: str = "") -> Text:
    """Return a part's title, with an empty line above."""
    return Text(f"\n{text}", style=f"bold {style}".strip())


def entry(first: Text, *lines: str) -> RenderableType:
    """Return one entry of a part: its first line, the others below and further in."""
    below = [Padding(Text(line, overflow="fold"), (0, 0, 0, 4)) for line in lines if line]
    return Group(Padding(first, (0, 0, 0, 2)), *below)


def more(total: int, most: int, where: str) -> Parts:
    """Say how many entries are left out, and where they are."""
    if total > most:
        yield Padding(Text(f"and {total - most:,} more: {where}", "dim"), (0, 0, 0, 2))
