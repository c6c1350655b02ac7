"""The number lines of a page."""

from collections.abc import Mapping

from flows.report.kept_drawings import drawings
from flows.report.names import Names
from schemas.bars import NumberLine
from schemas.number_lines import of_row
from schemas.quality_log import Row
from schemas.suggestions import suggested
from schemas.suspect_lines import of_suspect


def drawn(row: Row, figures: Mapping[str, Row], names: Names) -> str:
    """Return a row's number line, and its suspect's, as SVG; "" where nothing is to compare."""
    interval = suggested(row, figures)
    lines = [
        one for one in (of_row(row, figures, interval), of_suspect(row, figures, interval)) if one
    ]
    if not lines:
        return ""
    title = f"{row['check_id']}: {names.coordinates(row)}"
    return "".join(_drawn(line, title) for line in lines)


def _drawn(line: NumberLine, title: str) -> str:
    def draw() -> str:
        # Its chart library takes long to import.
        from flows.report.charts import svg

        return svg(line, title)

    return drawings().get(repr((line, title)), draw)
