"""Where on its line a figure's printed text stands, if only one place can be meant."""

from pathlib import Path
from typing import Any

from flows.text_files import Refused, decode
from schemas.terms import Place


class Texts:
    """The lines of a package's files, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, list[str]] = {}

    def region(self, place: Place, printed: str, instead: str) -> dict[str, Any] | None:
        """Return the region of a printed text that another can take the place of, if sure."""
        line = self._line(place)
        if line.count(printed) != 1 or '"' in printed + instead:
            return None
        start = line.index(printed)
        # A comma would end a cell that has no quotation marks.
        if "," in instead and line[:start].count('"') % 2 == 0:
            return None
        columns = {"startColumn": start + 1, "endColumn": start + len(printed) + 1}
        return {"startLine": place.line, **columns}

    def _line(self, place: Place) -> str:
        if place.file not in self._lines:
            self._lines[place.file] = _lines(self._folder / place.file)
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else ""


def _lines(file: Path) -> list[str]:
    try:
        text = decode(file.read_bytes())
    except (OSError, Refused):
        # It was there when the figures were read; without it there is nothing to point at.
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
