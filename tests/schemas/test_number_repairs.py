"""Slips in digits: the numbers of a text, and which other ones are worth a second reading."""

from dataclasses import replace
from math import inf

import pytest

from schemas.constraints import Bounds
from schemas.number_repairs import can_fit, number_repairs, significant, tokens
from tests.records import field, printed_figure


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("263.49 billion yuan", [(0, 6, "263.49", 1.0)]),
        ("about 1,916 firms", [(6, 11, "1916", 1.0)]),
        ("4兆6,000億元", [(0, 1, "4", 4 / 4.6), (2, 7, "6000", 0.6 / 4.6)]),
        ("1萬5000家", [(0, 1, "1", 2 / 3), (2, 6, "5000", 1 / 3)]),
        # Not the segments of one number, so that neither has a known part in the value.
        ("30 to 40", [(0, 2, "30", 0.0), (6, 8, "40", 0.0)]),
        ("40 to 40", [(0, 2, "40", 0.0), (6, 8, "40", 0.0)]),
        ("9 of 8 of 8", [(0, 1, "9", 0.0), (5, 6, "8", 0.0), (10, 11, "8", 0.0)]),
        ("0 yuan", [(0, 1, "0", 0.0)]),
        ("none", []),
    ],
)
def test_the_segments_of_a_number_share_its_value(
    printed: str, found: list[tuple[int, int, str, float]]
) -> None:
    parts = tokens(printed)
    assert [(one.start, one.end, one.plain) for one in parts] == [one[:3] for one in found]
    assert [one.share for one in parts] == pytest.approx([one[3] for one in found])


@pytest.mark.parametrize(
    ("value", "needed", "times", "fits"),
    [
        (100.0, (200.0, 210.0), 2.0, True),
        (100.0, (210.0, 220.0), 2.0, False),
        (100.0, (180.0, 190.0), 2.0, False),
        (100.0, (-110.0, -95.0), -1.0, True),
        (100.0, (-110.0, -105.0), -1.0, False),
        (-100.0, (95.0, 110.0), -1.0, True),
        # The printed digit counts as often as the number: the other text may end in another place.
        (100.0, (1010.0, 1011.0), 10.0, True),
        (100.0, (1011.0, 1012.0), 10.0, False),
        (100.0, (11.0, 12.0), 0.1, True),
        (100.0, (11.5, 12.0), 0.1, False),
        # Nothing follows from a slip that makes it nothing.
        (100.0, (5.0, 6.0), 0.0, True),
    ],
)
def test_a_multiple_fits_where_it_may_be_what_is_needed(
    value: float, needed: Bounds, times: float, fits: bool
) -> None:
    figure = replace(field("income", value), digit=1.0)
    assert can_fit(figure, needed, times) is fits


def test_what_has_no_bound_may_be_anything() -> None:
    figure = field("income", 100.0)
    for open_ended in (replace(figure, usual_low=-inf), replace(figure, usual_high=inf)):
        assert all(can_fit(open_ended, (5.0, 6.0), times) for times in (7.0, -7.0, 0.1, 0.0))


def test_both_ends_of_a_range_are_multiplied() -> None:
    figure = replace(field("income", 100.0), usual_high=140.0, digit=0.0)
    # From 200 to 280, and as far again on either side, for its digits may all be others.
    assert [can_fit(figure, needed, 2.0) for needed in ((360, 361), (361, 362))] == [True, False]
    assert [can_fit(figure, needed, 2.0) for needed in ((119, 120), (118, 119))] == [True, False]
    assert [can_fit(figure, needed, -1.0) for needed in ((-181, -180), (-182, -181))] == [
        True,
        False,
    ]
    assert [can_fit(figure, needed, -1.0) for needed in ((-60, -59), (-59, -58))] == [True, False]


def test_only_numbers_near_what_is_needed_are_tried() -> None:
    figure = printed_figure("companies", "1916 companies", "count")
    found = [one.text for one in number_repairs(figure, (1940.0, 1960.0), grouped=False)]
    assert "1946 companies" in found
    assert not {"916 companies", "19160 companies", "1906 companies"} & set(found)


@pytest.mark.parametrize(
    ("printed", "grouped", "text"),
    [
        ("196 firms", True, "1,960 firms"),
        ("196 firms", False, "1960 firms"),
        ("1,900 firms", False, "1,960 firms"),
        ("19.6 firms", True, "1.96 firms"),
        ("19600 firms", True, "1,960 firms"),
        ("9,160 firms", True, "916 firms"),
    ],
)
def test_thousands_are_written_as_the_source_writes_them(
    printed: str, grouped: bool, text: str
) -> None:
    figure = printed_figure("companies", printed, "count")
    found = [one.text for one in number_repairs(figure, (0.0, inf), grouped)]
    assert text in found


@pytest.mark.parametrize(
    ("number", "digits"),
    [("263.49", 5), ("0.05", 1), ("007", 1), ("1000", 4), ("0", 1), ("0.0", 1), ("0.50", 2)],
)
def test_zeros_before_a_number_are_no_digits_of_it(number: str, digits: int) -> None:
    assert significant(number) == digits
