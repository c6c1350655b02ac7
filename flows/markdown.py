"""Markdown that shows any text as it is, however it is written."""

import re
from collections.abc import Iterable, Sequence
from html import escape

# An underscore between letters is no markup, and codes are full of them.
_MARKUP = re.compile(r"([\\`*\[\]|~#]|(?<!\w)_|_(?!\w))")


def shown(text: object) -> str:
    """Return a text on one line, such that Markdown and HTML in it are shown, not obeyed."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return _MARKUP.sub(r"\\\1", escape(line, quote=False))


def bullets(lines: Iterable[str]) -> str:
    """Return a list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; cells are any text, None an empty cell."""
    lines = [_row(columns), _row(["---"] * len(columns))]
    lines += [_row([shown("" if cell is None else cell) for cell in row]) for row in rows]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
