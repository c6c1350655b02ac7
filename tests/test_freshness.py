"""Freshness: the day on which a figure is late, and which figure counts as the newest."""

from datetime import date

import pytest

from schemas.codes import Codes, Indicator
from tests.in_memory import confront, row

DAYS = [
    # A year's figure, a year and 90 days later; the year 2017 ends a day before its lag begins.
    ("2016", 12, 90, date(2018, 3, 31)),
    # From the end of one month to the end of the next, however many days either has.
    ("2016-01/2016-10", 1, 18, date(2016, 12, 18)),
    ("2016-02", 1, 0, date(2016, 3, 31)),
    ("2016-11", 3, None, date(2017, 2, 28)),
    ("2016-Q3", 3, 45, date(2017, 2, 14)),
]


@pytest.mark.parametrize(("period", "cadence", "lag", "due"), DAYS)
@pytest.mark.parametrize(("days_later", "outcome"), [(0, "pass"), (1, "warn")])
def test_a_figure_is_late_from_the_day_after_it_was_due(
    period: str, cadence: int, lag: int | None, due: date, days_later: int, outcome: str
) -> None:
    as_of = date.fromordinal(due.toordinal() + days_later)
    (found,) = freshness([row(period=period, printed="420 billion yuan")], cadence, lag, as_of)
    said = "the next was due by" if days_later else "the next is due by"
    assert found["outcome"] == outcome
    assert f"{said} {due}" in found["message"]
    assert found["observed_low"] - found["expected_high"] == days_later
    assert found["unit"] == "days"


def test_the_newest_published_figure_counts_whatever_it_measures() -> None:
    given = [
        row(figure_id="old", period="2015", printed="400 billion yuan"),
        row(figure_id="part", period="2016", segment="core", printed="260 billion yuan"),
        row(figure_id="growth", period="2016", measure="growth", printed="5 percent"),
        row(figure_id="foreseen", period="2018", status="forecast", printed="450 billion yuan"),
        row(figure_id="wanted", period="2020", status="target", printed="500 billion yuan"),
        row(figure_id="elsewhere", park="other", period="2017", printed="1 billion yuan"),
    ]
    found = freshness(given, 12, 0, date(2018, 6, 30))
    assert {one["park"]: one["figure_ids"] for one in found} == {
        "park": ["growth"],
        "other": ["elsewhere"],
    }
    assert {one["park"]: one["outcome"] for one in found} == {"park": "warn", "other": "pass"}


def test_each_indicator_has_its_own_cadence_and_one_without_is_never_late() -> None:
    cadences = {"income": 12, "jobs": 1, "area": None}
    codes = Codes(
        indicators={code: Indicator(code, cadence_months=n) for code, n in cadences.items()}
    )
    given = [row(figure_id=code, indicator=code, printed="42") for code in cadences]
    found = confront(given, codes=codes, as_of=date(2017, 6, 30)).results
    late = {one["indicator"]: one["outcome"] for one in found if one["check_id"] == "freshness"}
    assert late == {"income": "pass", "jobs": "warn"}
    assert sum(one["check_id"] == "freshness" for one in found) == len(late)


def test_a_figure_of_which_only_its_day_is_checked_has_nothing_to_compare_with() -> None:
    codes = Codes(indicators={"income": Indicator("income", "", "CNY", cadence_months=12)})
    found = confront([row(printed="420 billion yuan")], codes=codes)
    assert found.uncompared == ["figure"]


def freshness(printed, cadence, lag, as_of):
    indicator = Indicator("income", "", "CNY", "flow", cadence_months=cadence, lag_days=lag)
    found = confront(printed, codes=Codes(indicators={"income": indicator}), as_of=as_of)
    return [one for one in found.results if one["check_id"] == "freshness"]
