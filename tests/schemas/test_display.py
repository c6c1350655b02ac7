"""Numbers and intervals as people read them."""

from math import inf

import pytest

from schemas.display import format_interval, format_number


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (348755790866.9755, 349231278992.7104, "CNY", "348.76 to 349.23 billion CNY"),
        (263485e6, 263495e6, "CNY", "263.485 to 263.495 billion CNY"),
        (0, 2e12, "CNY", "0 to 2 trillion CNY"),
        (30, 40, "count", "30 to 40"),
        (570, 600, "", "570 to 600"),
        (0.7545, 0.7555, "percent", "75.45 to 75.55 %"),
        (0.0045, 0.0055, "pp", "0.45 to 0.55 percentage points"),
        (-0.1535, -0.1525, "percent", "-15.35 to -15.25 %"),
        (1916, 1916, "count", "1,916"),
        (None, 100, "", "up to 100"),
        (-inf, 100, "", "up to 100"),
        (420e9, inf, "CNY", "at least 420 billion CNY"),
        (None, inf, "CNY", "any number"),
        # Ends far apart are told each in its own scale, with digits of its own.
        (5e6, 2e12, "CNY", "5 million CNY to 2 trillion CNY"),
    ],
)
def test_an_interval_shows_its_width_in_two_digits(
    low: float | None, high: float | None, unit: str, text: str
) -> None:
    assert format_interval(low, high, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (420e9, "CNY", "420 billion CNY"),
        (1234567, "count", "1,234,567"),
        (999_999, "CNY", "999,999 CNY"),
        (1_000_000, "CNY", "1 million CNY"),
        (-1.5e9, "USD", "-1.5 billion USD"),
        (0.755, "percent", "75.5 %"),
        (1 / 3, "percent", "33.33333 %"),
        (0, "CNY", "0 CNY"),
    ],
)
def test_a_number_shows_no_more_digits_than_it_needs(value: float, unit: str, text: str) -> None:
    assert format_number(value, unit) == text
