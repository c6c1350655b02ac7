"""Revisions of a figure across sources, in the order of publication."""

from datetime import date
from math import inf

import pytest

from schemas.revisions import FIGURE, revisions

FIRST, LATER = date(2016, 9, 9), date(2016, 12, 27)
PUBLISHED = {"first": FIRST, "later": LATER, "same-day": FIRST, "undated": None}


def printing(source_id, low, high, **given):
    known = dict.fromkeys(FIGURE, "") | {"unit": "CNY", "measure": "level"} | given
    reading = {"usual_low": low, "usual_high": high}
    return known | reading | {"source_id": source_id, "figure_id": f"{source_id}-{low}"}


def revised(*figures):
    (found,) = revisions(figures, PUBLISHED)
    return found


@pytest.mark.parametrize(
    ("latest", "direction", "size", "relative"),
    [
        ((110.5, 111.5), "up", (10, 12), (0.0995, 0.1206)),
        ((97.5, 98.5), "down", (-3, -1), (-0.0299, -0.0101)),
        ((99.5, 100.5), "the same", (-1, 1), (-0.00995, 0.01005)),
        ((100, 110), "cannot tell", (-0.5, 10.5), (-0.00498, 0.1055)),
        ((100.5, None), "cannot tell", (0, inf), (0, inf)),
        ((None, 99.4), "down", (-inf, -0.1), (-inf, -0.001005)),
    ],
)
def test_a_revision_has_a_direction_only_where_the_readings_are_apart(
    latest, direction, size, relative
):
    found = revised(printing("later", *latest), printing("first", 99.5, 100.5))

    assert found.direction == direction
    assert (found.size.low, found.size.high) == pytest.approx(size)
    assert (found.relative.low, found.relative.high) == pytest.approx(relative, rel=0.005)


@pytest.mark.parametrize(
    ("unit", "low"), [("percent", 0.1), ("pp", 0.1), ("CNY", -1.0), ("CNY", 0.0)]
)
def test_percentages_and_what_may_be_zero_have_no_relative_size(unit, low):
    first, latest = (printing(name, low, 0.5, unit=unit) for name in ("first", "later"))

    assert revised(first, latest).relative is None


@pytest.mark.parametrize("name", FIGURE)
def test_what_differs_in_a_column_is_another_figure(name):
    figures = [printing("first", 1, 2), printing("later", 1, 2, **{name: "other"})]

    assert revisions(figures, PUBLISHED) == []


@pytest.mark.parametrize("other", ["same-day", "undated", "first", "unlisted"])
def test_only_printings_of_several_days_are_in_an_order(other):
    assert revisions([printing("first", 1, 2), printing(other, 3, 4)], PUBLISHED) == []


def test_the_first_is_held_against_the_latest_and_the_largest_revision_stands_first():
    slight = [printing("first", 100, 101), printing("later", 102, 103)]
    large = [
        printing(name, *of, period="2017") for name, of in (("later", (8, 9)), ("first", (1, 2)))
    ]
    same = [printing(name, 1, 2, period="2018") for name in ("first", "later", "same-day")]

    found = revisions([*same, *slight, *large], PUBLISHED)

    assert [one.first["period"] for one in found] == ["2017", "", "2018"]
    assert [(one.first["source_id"], one.latest["source_id"]) for one in found] == [
        ("first", "later")
    ] * 3
    assert [one.printings for one in found] == [2, 2, 3]
