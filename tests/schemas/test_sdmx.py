"""What the codes of an SDMX observation say, each of them."""

import pytest

from schemas.faults import Fault
from schemas.sdmx import figure_of, is_figure

DIMENSIONS = ("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "PARK", "", "TIME_PERIOD")
CELLS = {
    "STRUCTURE": "dataflow",
    "STRUCTURE_ID": " B:DF(1.0) ",
    "STRUCTURE_NAME": "Parks",
    "ACTION": "I",
    "PARK": " P ",
    "TIME_PERIOD": "2016",
    "OBS_VALUE": "263.5",
}


def said(column: str, **cells: str) -> str:
    return figure_of({**CELLS, **cells}, DIMENSIONS, {})[column]


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        (" ABDSU", "actual"),
        ("GEI", "estimate"),
        ("PV", "preliminary"),
        ("F", "forecast"),
    ],
)
def test_each_status_is_ours(codes: str, status: str) -> None:
    assert {said("status", OBS_STATUS=code) for code in codes} == {status}


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        ({}, "263.5"),
        ({"OBS_VALUE": "NaN"}, ""),
        ({"OBS_VALUE": " "}, ""),
        ({"UNIT_MULT": "0"}, "263.5"),
        ({"UNIT_MULT": "3"}, "263.5 thousand"),
        ({"UNIT_MULT": "4"}, "263.5万"),
        ({"UNIT_MULT": "6"}, "263.5 million"),
        ({"UNIT_MULT": "9"}, "263.5 billion"),
        ({"UNIT_MULT": "12"}, "263.5 trillion"),
        ({"UNIT_MEASURE": "_Z"}, "263.5"),
        ({"UNIT_MEASURE": "PURE_NUMB"}, "263.5"),
        ({"UNIT_MEASURE": "NUMBER"}, "263.5"),
        ({"UNIT_MEASURE": "PT"}, "263.5 percent"),
        ({"UNIT_MEASURE": "PC"}, "263.5 percent"),
        ({"UNIT_MEASURE": "EUR"}, "263.5 EUR"),
        ({"DECIMALS": "0"}, "264"),
        ({"DECIMALS": "0", "OBS_VALUE": "262.5"}, "263"),
        ({"DECIMALS": "3", "OBS_VALUE": "2.635E2"}, "263.500"),
        ({"DECIMALS": "30"}, "263.5" + 29 * "0"),
    ],
)
def test_each_code_is_printed(cells: dict[str, str], printed: str) -> None:
    assert said("printed", **cells) == printed


@pytest.mark.parametrize(
    ("period", "ours"),
    [("2016-S1", "2016-H1"), ("2016-S2", "2016-H2"), ("2016-S3", "2016-S3"), (" 2016 ", "2016")],
)
def test_each_half_of_a_year_is_ours(period: str, ours: str) -> None:
    assert said("period", TIME_PERIOD=period) == ours


def test_an_observation_is_named_by_its_dimensions_or_by_its_key() -> None:
    assert said("figure_id") == "B:DF(1.0):P.2016"
    assert said("figure_id", OBS_KEY=" P.2016-12 ") == "B:DF(1.0):P.2016-12"
    assert said("source_id") == "B:DF(1.0)"
    given = dict.fromkeys(("figure_id", "source_id", "period", "status"), "given")
    assert figure_of(CELLS, DIMENSIONS, given) == {"printed": "263.5"}


@pytest.mark.parametrize(
    ("column", "text"),
    [("DECIMALS", "31"), ("DECIMALS", "-1"), ("DECIMALS", "²"), ("UNIT_MULT", "15")],
)
def test_a_code_that_prints_nothing_is_refused(column: str, text: str) -> None:
    with pytest.raises(Fault) as refused:
        said("printed", **{column: text})
    assert (refused.value.column, refused.value.found) == (column, text)


@pytest.mark.parametrize("action", ["D", "delete "])
def test_what_is_to_be_deleted_is_no_figure(action: str) -> None:
    with pytest.raises(Fault, match="there is nothing to delete"):
        is_figure({"ACTION": action})


@pytest.mark.parametrize("action", ["", "I", "R"])
def test_what_is_stated_is_a_figure(action: str) -> None:
    is_figure({"ACTION": action})
