"""Which exchange rates two amounts are held against, and what is said of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from schemas.codes import Source
from schemas.figures import Rate
from tests.in_memory import CODES, confront, row

PUBLISHED = date(2017, 3, 20)
RELEASED = replace(CODES, sources={"source": Source("source", published_on=PUBLISHED)})
DOLLARS = row(figure_id="dollars", printed="$10.00 billion")
EUROS = row(figure_id="euros", printed="€8.00 billion")


def yuan(printed: str) -> Any:
    return row(figure_id="yuan", printed=f"{printed} billion yuan")


def conversions(*figures: Any, rates: list[Rate]) -> list[dict[str, Any]]:
    found = confront(figures, rates, RELEASED)
    return [one for one in found.results if one["check_id"] == "conversion"]


@pytest.mark.parametrize("printed", ["70.0", "72.0", "80.0"])
def test_a_rate_may_be_written_either_way(printed: str) -> None:
    day = date(2016, 6, 30)
    ways = Rate(day, "USD", "CNY", 6.9), Rate(day, "CNY", "USD", 1 / 6.9)
    there, back = (conversions(yuan(printed), DOLLARS, rates=[rate])[0] for rate in ways)
    assert back["outcome"] == there["outcome"] != "unknown"
    assert back["expected_low"] == pytest.approx(there["expected_low"])


def test_each_two_currencies_meet_once() -> None:
    day = date(2016, 6, 30)
    rates = [Rate(day, "USD", "CNY", 7.0), Rate(day, "EUR", "CNY", 8.75)]
    rates.append(Rate(day, "EUR", "USD", 1.25))
    found = conversions(yuan("70.0"), DOLLARS, EUROS, rates=rates)
    assert sorted(sorted(one["figure_ids"]) for one in found) == [
        ["dollars", "euros"],
        ["dollars", "yuan"],
        ["euros", "yuan"],
    ]
    assert {one["outcome"] for one in found} == {"pass"}


@pytest.mark.parametrize(
    ("days_before", "outcome"), [(-1, "unknown"), (0, "pass"), (13, "pass"), (14, "unknown")]
)
def test_a_rate_of_two_weeks_before_the_release_is_the_release_days(
    days_before: int, outcome: str
) -> None:
    rate = Rate(PUBLISHED - timedelta(days_before), "USD", "CNY", 7.0)
    [found] = conversions(yuan("70.0"), DOLLARS, rates=[rate])
    assert found["outcome"] == outcome


@pytest.mark.parametrize(
    ("printed", "convention"),
    [("80.0", "release day"), ("66.6", "period mean"), ("70.1", "period end")],
)
def test_the_nearest_convention_is_named(printed: str, convention: str) -> None:
    days = {date(2016, 3, 1): 6.0, date(2016, 6, 1): 7.0, date(2016, 9, 1): 7.0, PUBLISHED: 8.0}
    rates = [Rate(day, "USD", "CNY", rate) for day, rate in days.items()]
    [found] = conversions(yuan(printed), DOLLARS, rates=rates)
    assert found["outcome"] == "pass"
    assert convention in found["message"]
