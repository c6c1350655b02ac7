import json
from dataclasses import replace
from datetime import date
from math import inf

import pytest

from schemas.figures import (
    Codes,
    Figure,
    Indicator,
    Park,
    PrintedFigure,
    Segment,
    Source,
    read_figures,
)
from schemas.terms import Place

CODES = Codes(
    parks={
        "Zhongguancun": Park("Zhongguancun"),
        "Hsinchu": Park("Hsinchu", currency="TWD"),
        "Beijing development zones (19)": Park("Beijing development zones (19)"),
    },
    indicators={
        "total_income": Indicator("total_income", unit="CNY"),
        "companies": Indicator("companies"),
        "occupancy": Indicator("occupancy", unit="percent"),
    },
    segments={"software": Segment("software"), "all/ic": Segment("all/ic")},
    sources={"S025": Source("S025", published_on=date(2016, 12, 21), weight=2.0)},
)
# Total income forecast for 2016 of Zhongguancun Chaoyang Park, China Daily, December 2016.
ROW = PrintedFigure(
    figure_id="S025-02",
    source_id="S025",
    park="Zhongguancun",
    indicator="total_income",
    period="2016",
    printed="420 billion yuan",
    file="figures/S025.csv",
    line=3,
)


def changed(columns: dict[str, str]) -> PrintedFigure:
    return PrintedFigure.from_cells(ROW.cells() | columns, ROW.file, ROW.line)


def read_one(codes: Codes = CODES, /, **columns: str) -> Figure:
    figures, quarantined = read_figures([changed(columns)], codes)
    assert quarantined == []
    return figures[0]


def test_level_carries_its_row_reading_period_and_source() -> None:
    figure = read_one(status="forecast", note=" headline ")
    assert (figure.figure_id, figure.file, figure.line) == ("S025-02", "figures/S025.csv", 3)
    assert (figure.measure, figure.status, figure.note) == ("level", "forecast", " headline ")
    assert (figure.unit, figure.digit) == ("CNY", 1e9)
    assert (figure.usual_low, figure.usual_high) == (419.5e9, 420.5e9)
    assert (figure.widest_low, figure.widest_high) == (415e9, 425e9)
    assert (figure.period_start, figure.period_end) == (date(2016, 1, 1), date(2016, 12, 31))
    assert (figure.of_park, figure.base_start) == ("", None)
    assert (figure.published_on, figure.weight) == (date(2016, 12, 21), 2.0)


def test_a_bound_that_is_none_is_infinite() -> None:
    assert read_one(printed="more than 420 billion yuan").widest_high == inf


@pytest.mark.parametrize(
    ("columns", "unit", "low"),
    [
        ({"printed": "$60.5 billion"}, "USD", 60.45e9),
        ({"printed": "1,000.5"}, "CNY", 1000.45),
        ({"park": "Hsinchu", "printed": "1,000.5"}, "TWD", 1000.45),
        ({"park": "Hsinchu", "printed": "1,000.5元"}, "TWD", 1000.45),
        ({"park": "Hsinchu", "indicator": "companies", "printed": "1,916"}, "count", 1916.0),
        ({"indicator": "occupancy", "printed": "91.6"}, "percent", 0.9155),
        ({"indicator": "occupancy", "printed": "91.6 percent"}, "percent", 0.9155),
        ({"measure": "share", "printed": "75.5 percent"}, "percent", 0.7545),
        ({"measure": "share", "printed": "75.5"}, "percent", 0.7545),
        ({"measure": "growth", "printed": "14.6"}, "percent", 0.1455),
        ({"measure": "change", "printed": "100.5"}, "CNY", 100.45),
    ],
)
def test_unit_is_the_printed_one_else_the_parks_else_the_indicators(
    columns: dict[str, str], unit: str, low: float
) -> None:
    figure = read_one(CODES, **columns)
    assert figure.unit == unit
    assert figure.usual_low == pytest.approx(low, rel=1e-14)


@pytest.mark.parametrize(
    ("of", "whole"),
    [
        ("", ("Zhongguancun", "total_income", "")),
        ("companies", ("Zhongguancun", "companies", "")),
        ("[all/ic]", ("Zhongguancun", "total_income", "all/ic")),
        ("companies[software]@Hsinchu", ("Hsinchu", "companies", "software")),
        (
            "@Beijing development zones (19)",
            ("Beijing development zones (19)", "total_income", ""),
        ),
    ],
)
def test_a_share_knows_its_whole(of: str, whole: tuple[str, str, str]) -> None:
    figure = read_one(measure="share", segment="software", of=of, printed="75.5 percent")
    assert (figure.of_park, figure.of_indicator, figure.of_segment) == whole


@pytest.mark.parametrize(
    ("period", "of", "base"),
    [
        ("2016", "", (date(2015, 1, 1), date(2015, 12, 31))),
        ("2016-02", "", (date(2015, 2, 1), date(2015, 2, 28))),
        ("2016", "2010", (date(2010, 1, 1), date(2010, 12, 31))),
    ],
)
@pytest.mark.parametrize("measure", ["growth", "change"])
def test_growth_and_change_know_their_base(
    measure: str, period: str, of: str, base: tuple[date, date]
) -> None:
    figure = read_one(measure=measure, period=period, of=of, printed="14.6")
    assert (figure.base_start, figure.base_end) == base


@pytest.mark.parametrize(
    ("columns", "column", "expected"),
    [
        ({"park": "Zhonguancun"}, "park", "a code of parks.csv; did you mean 'Zhongguancun'?"),
        ({"park": "TEDA"}, "park", "a code of parks.csv"),
        (
            {"indicator": "total_incom"},
            "indicator",
            "a code of indicators.csv; did you mean 'total_income'?",
        ),
        (
            {"segment": "sofware"},
            "segment",
            "a code of segments.csv; did you mean 'software'?",
        ),
        ({"source_id": "S026"}, "source_id", "a code of sources.csv; did you mean 'S025'?"),
        ({"measure": "share", "of": "@Hsinchuu"}, "of", "did you mean 'Hsinchu'?"),
        ({"measure": "share", "of": "[sofware]"}, "of", "did you mean 'software'?"),
        ({"measure": "share", "of": "company"}, "of", "did you mean 'companies'?"),
        ({"measure": "share", "of": "companies]x"}, "of", "indicator[segment]@park"),
        ({"measure": "growth", "of": "last year"}, "of", "a period such as 2016"),
        ({"period": "Oct-16"}, "period", "a period such as 2016"),
        ({"measure": "levle"}, "measure", "one of level, share, growth, change; did you mean"),
        ({"status": "implied"}, "status", "one of actual, preliminary, estimate, forecast, target"),
        ({"measure": "share", "printed": "60 yuan"}, "printed", "not an amount in CNY"),
        ({"printed": "see the table"}, "printed", ""),
        ({"printed": "9" * 31}, "printed", "at most 30 places before and after the point"),
        ({"printed": f"0.{'0' * 30}1"}, "printed", "at most 30 places"),
        ({"period": "3000"}, "period", "a period such as 2016"),
        ({"figure_id": ""}, "figure_id", "may not be empty"),
        ({"source_id": ""}, "source_id", "may not be empty"),
        ({"park": ""}, "park", "may not be empty"),
        ({"indicator": ""}, "indicator", "may not be empty"),
        ({"period": ""}, "period", "may not be empty"),
        ({"printed": "  "}, "printed", "may not be empty"),
    ],
)
def test_a_fault_is_quarantined_with_its_place_text_and_expectation(
    columns: dict[str, str], column: str, expected: str
) -> None:
    row = changed(columns)
    figures, [quarantined] = read_figures([row], CODES)
    assert figures == []
    assert quarantined.place == Place("figures/S025.csv", 3, column)
    assert quarantined.found == getattr(row, column)
    assert expected in quarantined.expected
    assert json.loads(quarantined.row) == row.cells()
    assert not quarantined.refused


def test_of_two_rows_with_one_id_the_first_stays() -> None:
    later = replace(ROW, printed="430 billion yuan", file="figures/S026.csv", line=9)
    [figure], [quarantined] = read_figures([ROW, later], CODES)
    assert figure.printed == ROW.printed
    assert quarantined.place == Place("figures/S026.csv", 9, "figure_id")
    assert "figures/S025.csv:3" in quarantined.expected


def test_without_a_code_list_every_code_is_accepted_with_defaults() -> None:
    figure = read_one(Codes(), park="TEDA", indicator="jobs", segment="x", printed="1,916")
    assert (figure.unit, figure.published_on, figure.weight) == ("count", None, 1.0)


def test_cells_are_stripped_but_for_the_published_text() -> None:
    cells = {"figure_id": " A ", "park": "TEDA\u3000", "measure": " ", "printed": " 5 "}
    row = PrintedFigure.from_cells(cells, "figures/a.csv", 2)
    assert (row.figure_id, row.park, row.measure, row.printed) == ("A", "TEDA", "level", " 5 ")
    assert (row.status, row.source_id, row.line) == ("actual", "", 2)
