"""Tables in Markdown."""

from collections.abc import Sequence


def as_table(headings: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a table whose columns stand under each other, all but the first to the right."""
    lines = [list(headings), *map(list, body)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(cells, widths) for cells in [lines[0], rule, *lines[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return f"| {' | '.join(padded)} |"
