"""Ranges, of which what is printed once is shared, and texts with two units or two meanings."""

from fractions import Fraction

import pytest

from schemas.readings import Unreadable, read

BILLION = 10**9


@pytest.mark.parametrize(
    ("printed", "unit", "usual", "widest", "digit"),
    [
        ("30 to 30", "", (30, 30), (29.5, 30.5), 1),
        ("1.5 to 2", "", (1.5, 2), (1.45, 2.5), 1),
        ("1 to 2.5", "", (1, 2.5), (0.5, 2.55), 1),
        ("20-30 thousand yuan", "CNY", (20_000, 30_000), (19_500, 30_500), 1_000),
        ("5 million to 2 billion yuan", "CNY", (5e6, 2e9), (4.5e6, 2.5e9), BILLION),
        ("$20 to 30 billion", "USD", (20e9, 30e9), (19.5e9, 30.5e9), BILLION),
        ("$20 to $30 billion", "USD", (20e9, 30e9), (19.5e9, 30.5e9), BILLION),
        ("20 to US$30 billion", "USD", (20e9, 30e9), (19.5e9, 30.5e9), BILLION),
        ("$20-30元", "USD", (20, 30), (19.5, 30.5), 1),
        ("20亿至30亿元", "CNY", (2e9, 3e9), (1.95e9, 3.05e9), 10**8),
        ("百分之20至30", "percent", (20, 30), (19.5, 30.5), 1),
        ("百分之20至百分之30", "percent", (20, 30), (19.5, 30.5), 1),
        ("-5 to 5 percent", "percent", (-5, 5), (-5.5, 5.5), 1),
        ("-5% to -3%", "percent", (-5, -3), (-5.5, -2.5), 1),
        ("down 20 to 30 percent", "percent", (-30, -20), (-30.5, -19.5), 1),
        ("up 5% - 20%", "percent", (5, 20), (4.5, 20.5), 1),
        ("up 5 to 20 percent", "percent", (5, 20), (4.5, 20.5), 1),
    ],
)
def test_a_range_reads_from_its_one_end_to_its_other(
    printed: str,
    unit: str,
    usual: tuple[float, float],
    widest: tuple[float, float],
    digit: int,
) -> None:
    reading = read(printed)
    size = Fraction(1, 100) if unit == "percent" else 1
    found = [reading.usual.low, reading.usual.high, reading.widest.low, reading.widest.high]
    # Hundredths of a billion are whole: the expected bounds are exact.
    assert found == [Fraction(str(bound)) * size for bound in (*usual, *widest)]
    assert (reading.unit, reading.digit) == (unit, digit * size)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2 to 1.5", "runs upwards"),
        ("-3% to -5%", "runs upwards"),
        ("20元至30美元", "one unit for both ends"),
        ("20至百分之30", "one unit for both ends"),
        ("$20 to €30 billion", "one unit for both ends"),
        ("20 yuan to 30 thousand", "one unit for both ends"),
        ("(20 to 30)", "without brackets"),
        ("(up 5%)", "growth without brackets"),
        ("(5% drop)", "one sign of decline"),
        ("(5% more)", "growth without brackets"),
        ("增长5%至20%", "may name the level reached"),
        ("up 5%到20%", "may name the level reached"),
        ("between 20 to 30", "between 30 and 40"),
        ("20之间", "both ends of a range"),
        ("between 20", "both ends of a range"),
        ("RMB 20 dollars", "one unit"),
        ("€20 dollars", "one unit"),
        ("down 3倍", "growth in percent"),
        ("up 3 times", "growth in percent"),
        ("doubled growth", "growth in percent"),
        ("a yuan", "a number before the unit"),
        ("a percent", "a number before the unit"),
        ("half million", "without any other unit or scale"),
        ("1/6 yuan", "without any other unit or scale"),
        ("$1/6", "without any other unit or scale"),
        ("1/6%", "without any other unit or scale"),
        ("doubled yuan", "without any other unit or scale"),
        ("百分之20%", "without any other unit or scale"),
        ("百分之二成", "without any other unit or scale"),
        ("百分之1/6", "without any other unit or scale"),
    ],
)
def test_what_has_two_meanings_is_refused(printed: str, expected: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(printed)
    assert expected in refusal.value.expected
