"""Reading in DuckDB: the same figures, and the same faults, as reading row by row."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows import figure_reading
from flows.figure_files import Package, load_package
from schemas.figures import PrintedFigure, read_figures

ROOT = Path(__file__).parents[2]
PACKAGES = ("data", "data/examples/zhongguancun", "tests/laws/package")


def faulty(package: Package) -> list[PrintedFigure]:
    """The rows of a package, and beside them rows with every kind of fault."""
    rows = list(package.printed)
    first, last = rows[0], rows[-1]
    changes = [
        *({"printed": text} for text in ("many", "", " \u3000", "1/6", "12 to 10")),
        *({name: "nowhere"} for name in ("source_id", "park", "indicator", "segment")),
        *({name: "nothing"} for name in ("measure", "status", "period")),
        {"measure": "share", "of": "[", "printed": "5 %"},
        {"measure": "growth", "of": "2016-13", "printed": "5 %"},
        {"measure": "growth", "printed": "5 yuan"},
        {"figure_id": first.figure_id},
        {"figure_id": last.figure_id, "printed": " \u3000"},
        {"figure_id": "empty first", "printed": "\u3000"},
        {"figure_id": "empty first", "printed": "7"},
        {"period": ""},
    ]
    added = [
        replace(first, **{"figure_id": f"faulty {place}", "line": 10_000 + place, **change})
        for place, change in enumerate(changes)
    ]
    return [*rows, *added, replace(last, figure_id="sound", line=20_000)]


@pytest.mark.parametrize("least", [1, 3])
@pytest.mark.parametrize("folder", PACKAGES[:2])
def test_queries_read_what_reading_row_by_row_does(
    folder: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_reading, "FEW_ROWS", 0)
    monkeypatch.setattr(figure_reading, "LEAST_OF_A_SHAPE", least)
    package = load_package(ROOT / folder)
    rows = faulty(package)
    figures, quarantined = read_figures(rows, package.codes)
    with duckdb.connect() as connection:
        read, unread = figure_reading.read_into(connection, rows, package.codes)
        kept = connection.execute("SELECT figure_id FROM read_figures ORDER BY ALL").fetchall()
    by_place = {row.figure_id: place for place, row in enumerate(rows)}
    read.sort(key=lambda figure: by_place[figure.figure_id])
    figures.sort(key=lambda figure: by_place[figure.figure_id])
    assert list(map(repr, read)) == list(map(repr, figures))
    assert unread == quarantined
    assert len(quarantined) > 15
    assert [name for (name,) in kept] == sorted(figure.figure_id for figure in figures)
