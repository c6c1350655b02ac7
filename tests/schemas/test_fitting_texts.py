"""Texts that a figure may have been meant to have: which are tried, and when one is suggested."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.fitting_texts import fitting_texts, middle_text
from tests.records import printed_figure


def figure(printed: str) -> Figure:
    return printed_figure("income", printed, unit="TWD" if printed.endswith("元") else "count")


def tried(printed: str, needed: Bounds) -> list[str]:
    texts: list[str] = []
    assert middle_text(figure(printed), needed, lambda text: bool(texts.append(text))) == ""
    return texts


@pytest.mark.parametrize(
    ("printed", "needed", "numbers"),
    [
        ("263.5 million", (263.9e6, 264.1e6), "264.0 264.1 263.9 264.2 263.8"),
        ("1,950 companies", (998, 1000), "999 1,000 998 1,001 997"),
        # No text says zero or less.
        ("3 companies", (1, 1), "1 2 3"),
        ("from 3 to 5 companies", (1, 1), ""),
        ("3 companies", (-3, -1), ""),
        ("3 companies", (-1, 1), ""),
        ("3 companies", (2, inf), ""),
    ],
)
def test_texts_around_what_is_needed_are_tried_the_nearest_first(
    printed: str, needed: Bounds, numbers: str
) -> None:
    _, unit = printed.rsplit(" ", 1)
    assert tried(printed, needed) == [f"{number} {unit}" for number in numbers.split()]


@pytest.mark.parametrize(
    ("printed", "times", "texts"),
    [
        ("4兆6,529億元", 2, "9兆3,058億元 9兆3,059億元 9兆3,057億元 9兆3,060億元 9兆3,056億元"),
        # Who prints no comma suggests none, and no part of a compound is zero.
        ("2兆0001億元", 0.5, "1兆1億元 1兆2億元"),
        ("1兆1億元", 0.0001, ""),
        ("1兆9,998億元", 0.0000499, ""),
    ],
)
def test_both_numbers_of_a_compound_are_tried(printed: str, times: float, texts: str) -> None:
    read = figure(printed)
    needed = tuple(times * (read.usual_low + read.usual_high) / 2 + step for step in (-1, 1))
    assert tried(printed, (needed[0], needed[1])) == texts.split()


@pytest.mark.parametrize(("few", "text"), [(0, ""), (1, "264.0"), (3, "264.0"), (4, "")])
def test_the_middle_of_few_texts_is_suggested_and_none_of_many(few: int, text: str) -> None:
    fitting = tried("263.5", (263.9, 264.1))[:few]
    assert middle_text(figure("263.5"), (263.9, 264.1), lambda one: one in fitting) == text


@pytest.mark.parametrize(
    ("printed", "needed", "count"),
    [
        ("263.5", (264.0, 265.0), 11),
        ("263.5", (264.0, 264.0), 1),
        ("3 companies", (4, 4), 1),
        ("3 companies", (4, 6), 3),
        ("263.5", (264.0, inf), inf),
        ("263.5", (-inf, inf), inf),
    ],
)
def test_the_texts_that_would_fit_are_counted(printed: str, needed: Bounds, count: Any) -> None:
    assert fitting_texts(figure(printed), needed) == pytest.approx(count)


def test_a_figure_without_a_last_digit_may_have_any_text() -> None:
    assert fitting_texts(replace(figure("263.5"), digit=0.0), (264.0, 264.0)) == inf
