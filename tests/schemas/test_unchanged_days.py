"""Days that know the same of a data package, and those that do not."""

from datetime import date
from typing import Any

import pytest

from schemas.codes import Codes, Indicator, Rate, Source
from schemas.terms import Outcome
from schemas.unchanged_days import are_alike
from schemas.waivers import Waiver

FIRST, LAST = date(2016, 12, 10), date(2016, 12, 20)


def published(day: date | None) -> dict[str, Any]:
    return {"codes": Codes(sources={"old": Source("old"), "s": Source("s", published_on=day)})}


def rated(day: date) -> dict[str, Any]:
    return {"rates": [Rate(date(2016, 1, 1), "USD", "CNY", 6.5), Rate(day, "USD", "CNY", 6.9)]}


def waived(until: date | None) -> dict[str, Any]:
    waiver = Waiver("w", "share", ("a",), Outcome.FAIL, "a misprint", "editor", until)
    return {"waivers": [Waiver("v", "sum", ("a",), Outcome.FAIL, "", ""), waiver]}


def expected_each(months: int | None) -> dict[str, Any]:
    return {"codes": Codes(indicators={"income": Indicator("income", cadence_months=months)})}


@pytest.mark.parametrize(
    ("given", "alike"),
    [
        ({}, True),
        (expected_each(None), True),
        (expected_each(1), False),
        (published(None), True),
        # What comes out on a day is known on that day, and a waiver holds on its last one.
        *((published(date(2016, 12, day)), day in (10, 21)) for day in (10, 11, 20, 21)),
        *((rated(date(2016, 12, day)), day in (10, 21)) for day in (10, 11, 20, 21)),
        (waived(None), True),
        *((waived(date(2016, 12, day)), day in (9, 20)) for day in (9, 10, 19, 20)),
    ],
)
def test_days_are_alike_where_nothing_begins_or_ends_between_them(
    given: dict[str, Any], alike: bool
) -> None:
    known = {"codes": Codes(), "rates": [], "waivers": [], **given}
    assert are_alike(FIRST, LAST, **known) is alike
    assert are_alike(LAST, FIRST, **known) is alike
    assert are_alike(FIRST, FIRST, **known)
