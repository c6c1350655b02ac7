"""Rows that laws join, from the code lists: wholes and their parts, what may be below zero."""

from typing import Any

import pytest

from schemas.codes import Codes, Family, Indicator, Park, Segment
from schemas.figures import Figure, PrintedFigure, read_figures
from schemas.hierarchies import indicator_rows, park_rows, printed_below_zero, whole_rows


def figure(printed: str = "5 million", **given: str) -> Figure:
    row = {"source_id": "s", "park": "a", "indicator": "income", "period": "2016", **given}
    (read,), mistakes = read_figures([PrintedFigure("f", printed=printed, **row)], Codes())
    assert not mistakes
    return read


def parks(**parents: str) -> Codes:
    return Codes(parks={code: Park(code, parent=parent) for code, parent in parents.items()})


def segments(**parents: str) -> Codes:
    return Codes(segments={code: Segment(code, parent=parent) for code, parent in parents.items()})


@pytest.mark.parametrize(
    ("codes", "rows"),
    [
        (parks(a="b", b="c", c=""), ["park a b", "park a c", "park b c"]),
        # Of parks that are each other's parents, each is within the other, and none in itself.
        (parks(a="b", b="a"), ["park a b", "park b a"]),
        (parks(a="a"), []),
        (parks(a="-", b="a"), ["park b a"]),
        (segments(chips="ic", ic=""), ["segment chips ", "segment chips ic"]),
        (segments(chips="ic", ic="-"), ["segment chips ", "segment chips ic"]),
        (segments(chips="-"), []),
        (segments(other="ic"), ["segment chips "]),
        (
            Codes(families=(Family("f", "indicator", "income", "sales"),)),
            ["indicator sales income", "segment chips "],
        ),
        (Codes(families=(Family("f", "park", "a", "a"),)), ["segment chips "]),
    ],
)
def test_a_part_belongs_to_all_that_it_lies_in(codes: Codes, rows: list[str]) -> None:
    used = [""] if codes.parks else ["chips", ""]
    found = [
        " ".join((row["dimension"], row["part"], row["whole"])) for row in whole_rows(codes, used)
    ]
    assert found == rows


@pytest.mark.parametrize(
    ("low", "printed", "signed"),
    [
        (None, {}, False),
        (None, {"printed": "0.5"}, False),
        (None, {"printed": "-5 million"}, True),
        (None, {"printed": "-5%", "measure": "growth"}, False),
        (0.0, {"printed": "-5 million"}, False),
        (-1.0, {}, True),
    ],
)
def test_a_level_may_be_below_zero_where_the_list_says_so_or_one_was_printed(
    low: float | None, printed: dict[str, Any], signed: bool
) -> None:
    figures = [figure(), figure(**printed), figure(indicator="assets")]
    codes = Codes(
        indicators={"income": Indicator("income", low=low), "unused": Indicator("unused")}
    )
    used = {one.indicator for one in figures}
    rows = indicator_rows(codes, used, printed_below_zero(figures))
    assert [(row["indicator"], row["signed"]) for row in rows] == [
        ("assets", False),
        ("income", signed),
    ]


def test_a_park_without_a_currency_has_yuan() -> None:
    codes = Codes(parks={"a": Park("a", currency="TWD"), "b": Park("b"), "x": Park("x")})
    assert park_rows(codes, "cab") == [
        {"park": "a", "currency": "TWD"},
        {"park": "b", "currency": "CNY"},
        {"park": "c", "currency": "CNY"},
    ]
