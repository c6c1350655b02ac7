from datetime import date

import pytest

from schemas.backfill_days import backfill_days


@pytest.mark.parametrize(
    ("first", "last", "every", "days"),
    [
        ("2016-12-30", "2017-01-01", "day", ["2016-12-30", "2016-12-31", "2017-01-01"]),
        ("2016-12-30", "2017-01-12", "week", ["2016-12-30", "2017-01-06"]),
        (
            "2016-01-31",
            "2016-04-30",
            "month",
            ["2016-01-31", "2016-02-29", "2016-03-31", "2016-04-30"],
        ),
        ("2016-11-30", "2017-05-29", "quarter", ["2016-11-30", "2017-02-28"]),
        (
            "2016-02-29",
            "2020-02-29",
            "year",
            [f"{y}-02-{29 - (y % 4 > 0)}" for y in range(2016, 2021)],
        ),
        ("2016-12-31", "2016-12-31", "year", ["2016-12-31"]),
        ("2016-12-31", "2016-12-30", "day", []),
    ],
)
def test_days_are_a_step_apart_up_to_the_last(first, last, every, days):
    found = backfill_days(date.fromisoformat(first), date.fromisoformat(last), every)
    assert [day.isoformat() for day in found] == days
