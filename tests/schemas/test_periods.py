from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.period_text import written
from schemas.periods import Period, parse, parse_day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-10", "2016-10-01", "2016-10-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2016-Q1", "2016-01-01", "2016-03-31"),
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("2016-H1", "2016-01-01", "2016-06-30"),
        ("2016-H2", "2016-07-01", "2016-12-31"),
        ("2016-12-10", "2016-12-10", "2016-12-10"),
        ("2016-01/2016-10", "2016-01-01", "2016-10-31"),
        ("2016-10/2016-10", "2016-10-01", "2016-10-31"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
        ("2016-12-10/2017-01-05", "2016-12-10", "2017-01-05"),
        ("2999", "2999-01-01", "2999-12-31"),
    ],
)
def test_period_holds_both_its_ends(text: str, start: str, end: str) -> None:
    assert parse(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "''"),
        ("Oct-16", "'Oct-16'"),
        ("2016-1", "'2016-1'"),
        ("20161210", "'20161210'"),
        ("2016/12/10", "'2016/12/10'"),
        ("0999", "'0999'"),
        ("3000", "'3000'"),
        ("２０１６", "'２０１６'"),
        ("2016-Q5", "'2016-Q5'"),
        ("2016-H3", "'2016-H3'"),
        ("2016-13", "'2016-13' is none"),
        ("2016-00", "'2016-00' is none"),
        ("2016-02-30", "'2016-02-30' is none"),
        ("2016-10-00", "'2016-10-00' is none"),
        ("2016-10/2016-01", "ends before it starts"),
        ("2020/2016", "ends before it starts"),
        ("2016/2016-10", "not of one form"),
        ("2016-01/", "'2016-01/' is none"),
    ],
)
def test_what_is_no_period_says_what_was_expected_and_what_is_wrong(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match="a period such as 2016, 2016-10, 2016-Q3") as raised:
        parse(text)
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("2016", "2015"),
        ("2016-02", "2015-02"),
        ("2017-02", "2016-02"),
        ("2016-01/2016-10", "2015-01/2015-10"),
        ("2016-02-29", "2015-02-28"),
        ("2017-02-28", "2016-02-29"),
        ("2016-12-10", "2015-12-10"),
        ("2016-02-29/2016-03-15", "2015-02-28/2015-03-15"),
        ("2017-02-28/2017-03-15", "2016-02-28/2016-03-15"),
        ("2016/2020", "2015/2019"),
    ],
)
def test_a_year_earlier_ends_of_months_stay_so(text: str, earlier: str) -> None:
    assert parse(text).a_year_earlier() == parse(earlier)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2016", Fraction(12)),
        ("2016-Q3", Fraction(3)),
        ("2016-01/2016-10", Fraction(10)),
        ("2016/2020", Fraction(60)),
        ("2016-12-10", Fraction(1, 31)),
        ("2016-02-15/2016-03-31", Fraction(15, 29) + 1),
        ("2999-12", Fraction(1)),
    ],
)
def test_months_count_a_day_as_its_share_of_the_month(text: str, months: Fraction) -> None:
    assert parse(text).months() == months


@pytest.mark.parametrize(
    ("outer", "inner", "contained"),
    [
        ("2016", "2016-01/2016-10", True),
        ("2016", "2016", True),
        ("2016-01/2016-10", "2016", False),
        ("2016-H1", "2016-06-30", True),
        ("2016-H1", "2016-07-01", False),
        ("2016-Q2", "2016-03/2016-04", False),
    ],
)
def test_contains_every_day_or_not_at_all(outer: str, inner: str, contained: bool) -> None:
    assert parse(outer).contains(parse(inner)) is contained


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_is_read_as_itself(day: date) -> None:
    assert parse(day.isoformat()) == Period(day, day)
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "20161210", "2016-W49-6", "2016-12-32", "10/12/2016"])
def test_what_is_no_day_says_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match=r"a day such as 2016-12-10; .* is none"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2016", "2015/2016", "2016-10", "2016-01/2016-10", "2015-12/2016-01", "2016-02"),
        *("2016-12-10", "2016-12-10/2016-12-20", "2016-02-01/2016-02-28", "2016-10-02/2016-10-31"),
    ],
)
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    period = parse(text)
    assert written(period.start, period.end) == text
