"""The part of a number line that shows its bars, and what it is counted in."""

from math import inf

import pytest

from schemas.bars import Bar, Kind, NumberLine, described, gap_words


def line(*bars: tuple[float, ...], unit: str = "CNY") -> NumberLine:
    made = [Bar("bar", *(bar if len(bar) == 4 else bar * 2), Kind.PRINTED) for bar in bars]
    return NumberLine(unit, tuple(made))


@pytest.mark.parametrize(
    ("bars", "domain"),
    [
        ([(100.0, 200.0)], (96, 204)),
        ([(100.0, 120.0), (150.0, 200.0)], (96, 204)),
        ([(120.0, 180.0, 100.0, 200.0)], (96, 204)),
        ([(100.0, inf), (100.0, 200.0)], (96, 220)),
        ([(-inf, 200.0), (100.0, 200.0)], (80, 204)),
        ([(120.0, 200.0, 100.0, inf)], (96, 220)),
        # A single number has a tenth of itself for a width, and zero has one.
        ([(100.0, 100.0)], (99.6, 100.4)),
        ([(-100.0, -100.0)], (-100.4, -99.6)),
        ([(0.0, 0.0)], (-0.04, 0.04)),
        ([(100.0, inf)], (99.6, 102)),
    ],
)
def test_every_bound_is_shown_with_room_beside_it(
    bars: list[tuple[float, ...]], domain: tuple[float, float]
) -> None:
    assert line(*bars).domain == pytest.approx(domain)


@pytest.mark.parametrize(
    ("bounds", "unit", "scaled"),
    [
        ((1e9, 2e9), "CNY", (1e9, "billion CNY")),
        ((-2e9, 1e6), "CNY", (1e9, "billion CNY")),
        ((0.1, 0.2), "percent", (0.01, "%")),
    ],
)
def test_numbers_are_counted_in_what_the_largest_is(
    bounds: tuple[float, float], unit: str, scaled: tuple[float, str]
) -> None:
    factor, words = line(bounds, unit=unit).scaled
    assert (pytest.approx(factor), words) == scaled


@pytest.mark.parametrize(
    ("gap", "unit", "words"),
    [
        ((1.0, 2.23456), "CNY", "gap 1.23 CNY"),
        ((0.1, 0.35), "percent", "gap 25 percentage points"),
        (None, "CNY", ""),
    ],
)
def test_a_gap_is_told_in_three_digits(
    gap: tuple[float, float] | None, unit: str, words: str
) -> None:
    given = NumberLine(unit, line((0.5, 0.6)).bars, gap)
    assert gap_words(given) == words
    assert described(given).endswith(f"; {words}" if words else "0.60 CNY")
