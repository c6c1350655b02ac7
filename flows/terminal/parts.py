"""What the parts of a report are made of: headings, entries, and what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

Parts = Iterator[RenderableType]

# The command that shows all of a run's findings.
EVERYTHING = "parkfigures check --format json"
# Enough to find them again; the log has all.
MOST_IDS = 8
# Deeper than this, a narrow terminal has no room for words.
_LEAST_WORDS_COLUMNS = 20


@dataclass(frozen=True)
class Indented:
    """Text wrapped within a margin; its further lines stand `hanging` columns further in."""

    text: Text
    columns: int = 2
    hanging: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - self.columns - self.hanging, _LEAST_WORDS_COLUMNS)
        margin = self.columns
        for line in self.text.wrap(console, width, overflow="fold"):
            line.rstrip()
            yield Text(" " * margin) + line
            margin = self.columns + self.hanging


def heading(text: str, style: str = "") -> Text:
    """Return a part's title, with an empty line above."""
    return Text(f"\n{text}", f"bold {style}".strip())


def entry(first: Text, *lines: str) -> RenderableType:
    """Return one entry of a part: its first line, the others below and further in."""
    below = [Indented(Text(line), columns=4) for line in lines if line]
    return Group(Indented(first, hanging=2), *below)


def more(total: int, most: int, where: str) -> Parts:
    """Say how many entries are left out, and where they are."""
    if total > most:
        yield Indented(Text(f"and {total - most:,} more: {where}", "dim"))
