"""Texts of printed tables: labels, footnote marks, separators, and places by name."""

import pytest

from schemas.table_mapping import is_unit, meaning_of, with_unit
from schemas.table_texts import cell_of, label, place_in, without_marks, without_separators

MARKS = ("①", "*", "**", "1)", "p", "注1")


@pytest.mark.parametrize(
    ("text", "rest", "found"),
    [
        ("844.557", "844.557", []),
        ("844.557 ①", "844.557", ["①"]),
        ("844.557①*", "844.557", ["*", "①"]),
        ("5**", "5", ["**"]),
        ("*5", "5", ["*"]),
        ("12.5 1)", "12.5", ["1)"]),
        ("Total1)", "Total", ["1)"]),
        ("12.51)", "12.51)", []),
        ("(21)", "(21)", []),
        ("1.5p", "1.5", ["p"]),
        ("parks", "parks", []),
        ("工业注1", "工业", ["注1"]),
        ("*", "*", []),
    ],
)
def test_marks_are_taken_from_the_ends_but_never_a_digit(
    text: str, rest: str, found: list[str]
) -> None:
    assert without_marks(text, MARKS) == (rest, found)


@pytest.mark.parametrize(
    ("parts", "made"),
    [
        (["国民总收入（亿元）"], "国民总收入(亿元)"),
        (["　　其中：\n外资 "], "其中: 外资"),
        (["2016", "Growth"], "2016 / Growth"),
        (["Total", "", "Total"], "Total"),
        (["", ""], ""),
    ],
)
def test_labels_are_compared_in_one_width_and_spacing(parts: list[str], made: str) -> None:
    assert label(parts) == made


@pytest.mark.parametrize(
    ("text", "separator", "made"),
    [
        ("1 646.8", " ", "1646.8"),
        ("1\u202f646\u00a0789", " ", "1646789"),
        ("30 40", " ", "30 40"),
        ("1'646", "'", "1646"),
        ("1,646.8", "", "1,646.8"),
        ("2016 1234", " ", "2016 1234"),
    ],
)
def test_separators_of_thousands_only(text: str, separator: str, made: str) -> None:
    assert without_separators(text, separator) == made


@pytest.mark.parametrize(
    ("number", "unit", "made"),
    [
        ("3637.51", "亿元", "3637.51亿元"),
        ("844.557", "billion NT$", "844.557 billion NT$"),
        ("7.1", "%", "7.1%"),
        ("NT$1.909 trillion", "billion NT$", "NT$1.909 trillion"),
        ("679.1 亿元", "亿元", "679.1 亿元"),
        ("about", "亿元", "about亿元"),
        ("5", "", "5"),
    ],
)
def test_a_unit_is_added_where_there_is_none(number: str, unit: str, made: str) -> None:
    assert with_unit(number, unit) == made


def test_a_unit_can_follow_a_number() -> None:
    assert [one for one in ("亿元", "million yuan", "%", "个", "bananas", "") if is_unit(one)] == [
        *("亿元", "million yuan", "%", "个"),
    ]


def test_a_row_says_more_than_its_column_and_a_unit_is_for_levels() -> None:
    table = {"unit": "亿元", "period": "2016", "note": "a"}
    growth = {"measure": "growth", "period": "2016-10"}
    assert meaning_of(table, growth, {"unit": "家", "indicator": "companies"}) == {
        "measure": "growth",
        "period": "2016-10",
        "indicator": "companies",
        "unit": "",
        "note": "a",
    }
    stock = {"period": "2016-10-31", "note": "b"}
    said = meaning_of(table, {"period": "2016-10"}, stock, {"note": "b"})
    assert said == {"unit": "亿元", "period": "2016-10-31", "note": "a; b"}


def test_rows_columns_and_cells_by_place() -> None:
    named = [place_in(text) for text in ("row 7", "column AB", "row 0", "rows 7", "column 3")]
    assert named == [("row", 7), ("column", 28), None, None, None]
    assert [cell_of(text) for text in ("C7", "AA10", "7C", "C0")] == [(7, 3), (10, 27), None, None]
