"""The lines of a file of any size, counted without holding it in memory."""

import re
from pathlib import Path
from typing import NamedTuple

# In a piece without an end of line there is none that is a row of a table.
_PIECE_BYTES = 1 << 20

# Spaces beside the quotes of a cell: to one reader they are part of it, to another they are not.
_LOOSE = re.compile(rb'(?:^|[,\r\n])[ \t]+"|"[ \t]+(?:[,\r\n]|$)')


class Lines(NamedTuple):
    """The number of a file's last line, how lines end, and whether the last one does.

    `commas` are those of all lines but the first.
    """

    last: int
    commas: int
    end: str
    last_ends: bool

    def end_of(self, line: int) -> str:
        """Return what ends a line."""
        return self.end if line < self.last or self.last_ends else ""


def lines_of(path: Path) -> Lines | None:
    """Count the lines of a file; None where they do not all end alike, or are no text."""
    feeds, returns, pairs, last = 0, 0, 0, b""
    with path.open("rb") as file:
        commas = -file.readline(_PIECE_BYTES).count(b",")
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            if b"\0" in piece or _has_loose_quotes(piece):
                return None
            ends = piece.count(b"\n")
            if not ends and len(piece) == _PIECE_BYTES:
                return None
            feeds += ends
            commas += piece.count(b",")
            returns += piece.count(b"\r")
            pairs += (last + piece).count(b"\r\n")
            last = piece[-1:]
    if returns != pairs or pairs not in (0, feeds):
        return None
    return Lines(feeds + (last != b"\n"), commas, "\r\n" if pairs else "\n", last == b"\n")


def _has_loose_quotes(piece: bytes) -> bool:
    # Most files have none, and this much is quickly seen.
    near = any(pair in piece for pair in (b' "', b'" ', b'\t"', b'"\t'))
    return near and _LOOSE.search(piece) is not None
