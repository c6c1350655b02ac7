"""Templates: what one text of a shape says of all, against reading each of them by itself."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.amounts import read_amount
from schemas.templates import MOST_DIGITS, filled, shape_of, template_of
from schemas.terms import Measure

ROOT = Path(__file__).parents[2]
READ_AS = [("CNY", "CNY"), ("", "count"), ("TWD", "percent")]
SHAPES = (
    "{}",
    "more than {} billion yuan",
    "{}亿元",
    "约{}万人",
    "近{}家",
    "nearly ${} million",
    "up {} percent",
    "下降{}%",
    "-{}%",
    "not more than {} thousand",
    "{}多亿美元",
)


def printed_texts() -> list[tuple[str, str]]:
    """Every text of the cases and of the packages, with its measure."""
    found = set()
    files = [*(ROOT / "data").rglob("figures/*.csv"), ROOT / "tests" / "cases" / "readings.csv"]
    for file in files:
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
            found.add((row["printed"], row.get("measure") or "level"))
    return sorted(found)


def test_templates_say_of_every_text_of_the_cases_what_the_grammar_does() -> None:
    without, differing = 0, []
    for text, measure in printed_texts():
        for currency, unit in READ_AS:
            template = template_of(shape_of(text), Measure(measure), currency, unit)
            if template is None:
                without += 1
                continue
            number = text[template.start - 1 :][: template.length]
            read = read_amount(text, Measure(measure), currency, unit)
            if repr(filled(template, number)) != repr(read):
                differing.append((text, read))

    assert differing == []
    # Words for numbers, fractions, two numbers in a text, and what cannot be read.
    assert without < 0.1 * len(printed_texts()) * len(READ_AS)


@given(st.sampled_from(SHAPES), st.integers(0, 10**MOST_DIGITS - 1), st.integers(0, 4))
def test_a_template_holds_for_any_number(shape: str, number: int, decimals: int) -> None:
    digits = str(number).rjust(decimals + 1, "0")
    numeral = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    text = shape.format(numeral)
    template = template_of(shape_of(text), Measure.LEVEL, "CNY", "CNY")
    assert template is not None
    read = read_amount(text, Measure.LEVEL, "CNY", "CNY")
    assert repr(filled(template, numeral)) == repr(read)


@pytest.mark.parametrize(
    "text",
    [
        *("1/6", "3成", "30 to 40", "2兆3,596億元", "20 km2", "20 mu", "many", "1,23 yuan"),
        "1" * (MOST_DIGITS + 1),
    ],
)
def test_what_no_power_of_ten_and_no_one_number_tells_has_no_template(text: str) -> None:
    assert template_of(shape_of(text), Measure.LEVEL, "CNY", "CNY") is None
