"""Where a data package's files say what a row of the quality log is about."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from flows.wording import Row, harmless
from schemas.places import sheet_of
from schemas.quality_log import Findings
from schemas.terms import Place
from schemas.waivers import WAIVER, WAIVERS_FILE


class Pointing:
    """Points from rows of the quality log to lines of the package's files."""

    def __init__(self, findings: Findings) -> None:
        self._figures = {figure.figure_id: figure for figure in findings.figures}
        self._waivers = {waiver["waiver_id"]: waiver for waiver in findings.waivers}

    def place(self, row: Row) -> Place | None:
        """Return where to look: a waiver's line, else the suspect's or the first figure's."""
        waiver = self._waivers.get(row["relation_id"]) if row["check_id"] == WAIVER else None
        if waiver is not None:
            return Place(WAIVERS_FILE, waiver["line"])
        return next((place for _, place in self.figures(row)), None)

    def figures(self, row: Row) -> Iterator[tuple[str, Place]]:
        """Return a relation's figures with their places, the suspect first."""
        for one in dict.fromkeys([row["suspect_figure_id"], *row["figure_ids"]]):
            figure = self._figures.get(one)
            if figure is not None:
                yield figure.figure_id, Place(figure.file, figure.line, "printed")

    def printed(self, figure_id: str) -> str:
        """Return a figure's text as it was printed."""
        return self._figures[figure_id].printed


def cell_first(place: Place | None) -> str:
    """Return what a message begins with for a place in a workbook, which has no lines to show."""
    cell = sheet_of(place.file) if place else ""
    return f"{harmless(cell)}: " if cell else ""


def uri(path: Path) -> str:
    """Return the URI of a file: relative where its path is."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")
