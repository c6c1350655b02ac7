"""Parks whose exact numbers are known, printed as publishers print them: nothing may fail."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from schemas.figures import PrintedFigure, Rate
from tests.in_memory import confront, row

RATES = {date(2016, 3, 31): "6.4536", date(2016, 6, 30): "6.6459", date(2016, 12, 30): "6.9430"}
WORDS = {"percent": "percent", "CNY": "yuan", "USD": "dollars"}
Cut = Callable[[Fraction], int]


class Name(NamedTuple):
    """What an exact number is called; a percentage is a fraction of one."""

    park: str
    segment: str
    measure: str
    period: str
    unit: str


def exact_numbers(park: str, rng: random.Random) -> dict[Name, Fraction]:
    """Make up two years of a park, its segments, and what follows from their levels."""
    size = rng.choice((2, 3, 4))
    exact: dict[Name, Fraction] = {}
    for year in ("2015", "2016"):
        levels = {
            f"{size}{letter}": Fraction(rng.randrange(10**7, 10 ** rng.randint(8, 11)))
            for letter in "abcd"[:size]
        }
        levels[""] = sum(levels.values(), Fraction(0))
        exact |= {Name(park, one, "level", year, "CNY"): levels[one] for one in levels}
        exact |= {
            Name(park, one, "share", year, "percent"): levels[one] / levels[""]
            for one in levels
            if one
        }
    return exact | dict(_from_year_to_year(exact)) | dict(_in_dollars(exact, rng))


def _from_year_to_year(exact: Mapping[Name, Fraction]) -> Iterator[tuple[Name, Fraction]]:
    for name, then in exact.items():
        if name.period == "2015" and name.measure == "level":
            now = exact[name._replace(period="2016")]
            later = name._replace(period="2016")
            yield later._replace(measure="change"), now - then
            yield later._replace(measure="growth", unit="percent"), now / then - 1


def _in_dollars(
    exact: Mapping[Name, Fraction], rng: random.Random
) -> Iterator[tuple[Name, Fraction]]:
    rate = Fraction(rng.choice(list(RATES.values())))
    for name, amount in exact.items():
        if name.period == "2016" and name.measure == "level":
            yield name._replace(unit="USD"), amount / rate


def printings(
    exact: Mapping[Name, Fraction], cut: Cut, rng: random.Random
) -> Iterator[PrintedFigure]:
    """Print most of the numbers, some of them twice, each with some of its digits."""
    for number, (name, value) in enumerate(exact.items()):
        for again in range(rng.choice((0, 1, 1, 2))):
            columns = name._replace(unit="")._asdict()
            del columns["unit"]
            yield row(
                figure_id=f"{name.park}-{number}-{again}",
                printed=in_digits(value, name.unit, cut, rng),
                **columns,
            )


def in_digits(value: Fraction, unit: str, cut: Cut, rng: random.Random) -> str:
    decimals = rng.randint(0, 3)
    scale, word = rng.choice(((6, "million"), (9, "billion")))
    if unit == "percent":
        scale, word = -2, ""
    elif abs(value) < 10**9:
        # Printed as 0 billion, a level might lie below zero, and some laws would rest.
        scale, word = 6, "million"
    number = Decimal(cut(value / Fraction(10) ** (scale - decimals))).scaleb(-decimals)
    return f"{number:,f} {word} {WORDS[unit]}"


def assert_true(implied: Iterable[Mapping[str, Any]], exact: Mapping[Name, Fraction]) -> None:
    for one in implied:
        unit = "percent" if one["measure"] in ("share", "growth") else one["unit"]
        name = Name(one["park"], one["segment"], one["measure"], one["period"], unit)
        # What the dollars of 2016 imply of 2015 has no number: rates moved between them.
        if name in exact:
            low, high = (Fraction(one[bound] or 0) for bound in ("low", "high"))
            slack = Fraction(1, 10**9) * max(abs(low), abs(high))
            assert one["low"] is None or low - slack <= exact[name]
            assert one["high"] is None or exact[name] <= high + slack


@pytest.mark.parametrize(("cut", "allowed"), [(round, {"pass"}), (int, {"pass", "warn"})])
@settings(max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_true_figures_never_fail(cut: Cut, allowed: set[str], seed: int) -> None:
    rng = random.Random(seed)
    exact = exact_numbers("A", rng) | exact_numbers("B", rng)
    rates = [Rate(day, "USD", "CNY", float(rate)) for day, rate in RATES.items()]
    found = confront(printings(exact, cut, rng), rates)
    assert found.quarantine == []
    assert [row for row in found.results if row["outcome"] not in {*allowed, "unknown"}] == []
    assert found.run["passed"] > 0
    if cut is round:
        assert_true(found.implied, exact)
