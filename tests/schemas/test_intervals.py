"""Interval arithmetic: what holds of exact bounds, and that columns of doubles agree with it."""

import operator
from fractions import Fraction
from math import inf, isinf
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.intervals import SLACK, Interval

OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

# Printed figures run from thousandths of a percent to thousands of trillions.
numbers = st.builds(Fraction, st.integers(-(10**15), 10**15), st.sampled_from([1, 10, 10**5]))


@st.composite
def with_a_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """Draw an interval, at times without a bound or with 0 as one, and a number within it."""
    low, member, high = sorted(draw(st.tuples(*[st.just(Fraction(0)) | numbers] * 3)))
    return (
        Interval(
            draw(st.sampled_from([low, low, low, -inf])),
            draw(st.sampled_from([high, high, high, inf])),
        ),
        member,
    )


intervals = with_a_member().map(lambda drawn: drawn[0])


@pytest.mark.parametrize("sign", OPERATIONS)
@given(a=with_a_member(), b=with_a_member())
def test_a_result_of_members_is_a_member_of_the_result(
    sign: str, a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    (x, one), (y, other) = a, b
    if sign == "/" and other == 0:
        return
    result = OPERATIONS[sign](x, y)
    assert result.low <= OPERATIONS[sign](one, other) <= result.high


@pytest.mark.parametrize("sign", OPERATIONS)
@given(a=st.tuples(numbers, numbers).map(sorted), b=st.tuples(numbers, numbers).map(sorted))
def test_a_finite_result_is_no_wider_than_its_corners(
    sign: str, a: list[Fraction], b: list[Fraction]
) -> None:
    if sign == "/" and b[0] <= 0 <= b[1]:
        return
    corners = [OPERATIONS[sign](one, other) for one in a for other in b]
    assert OPERATIONS[sign](Interval(*a), Interval(*b)) == Interval(min(corners), max(corners))


@pytest.mark.parametrize(
    ("sign", "a", "b", "result"),
    [
        ("/", (1, 2), (0, 0), (-inf, inf)),
        ("/", (1, 2), (-1, 1), (-inf, inf)),
        ("/", (1, 2), (0, 4), (Fraction(1, 4), inf)),
        ("/", (1, 2), (-4, 0), (-inf, Fraction(-1, 4))),
        ("/", (1, 2), (4, inf), (0, Fraction(1, 2))),
        ("*", (0, 2), (3, inf), (0, inf)),
        ("*", (0, 0), (-inf, inf), (0, 0)),
        ("-", (1, inf), (2, inf), (-inf, inf)),
    ],
)
def test_infinite_bounds_and_zero(
    sign: str, a: tuple[Any, Any], b: tuple[Any, Any], result: tuple[Any, Any]
) -> None:
    of = [Interval(*map(_exact, bounds)) for bounds in (a, b)]
    assert OPERATIONS[sign](*of) == Interval(*result)


def _exact(bound: float) -> Fraction | float:
    return bound if isinf(bound) else Fraction(bound)


@pytest.mark.parametrize(
    ("a", "b", "gap"),
    [
        ((1, 2), (2, 3), 0),
        ((1, 2), (3, 4), 1),
        ((3, 4), (1, 2), 1),
        ((1, 4), (2, 3), 0),
        ((1, inf), (-inf, 0), 1),
        ((-inf, inf), (5, 5), 0),
    ],
)
def test_intervals_meet_where_there_is_no_gap(
    a: tuple[Any, Any], b: tuple[Any, Any], gap: int
) -> None:
    assert Interval(*a).gap(Interval(*b)) == gap
    assert Interval(*a).meets(Interval(*b)) == (gap == 0)


@given(a=intervals, b=intervals)
def test_meeting_works_both_ways(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (a.gap(b) == 0)


def test_shifted() -> None:
    assert Interval(Fraction(1), Fraction(2)).shifted(-1) == Interval(0, 1)


@pytest.mark.parametrize("sign", OPERATIONS)
@settings(max_examples=5, deadline=None)  # the first query imports ibis and DuckDB
@given(pairs=st.lists(st.tuples(intervals, intervals), min_size=30, max_size=30))
def test_columns_of_doubles_agree_with_exact_bounds(
    sign: str, pairs: list[tuple[Interval, Interval]]
) -> None:
    rows = [[float(bound) for bound in (a.low, a.high, b.low, b.high)] for a, b in pairs]
    table = ibis.memtable(pa.table(list(zip(*rows, strict=True)), names=list("abcd")))
    result = OPERATIONS[sign](Interval(table.a, table.b), Interval(table.c, table.d))
    found = table.select(low=result.low, high=result.high).to_pyarrow().to_pylist()
    for (a, b), said in zip(pairs, found, strict=True):
        exact = OPERATIONS[sign](_of_doubles(a), _of_doubles(b))
        assert said == pytest.approx(
            {"low": float(exact.low), "high": float(exact.high)}, rel=SLACK
        )


# Two bounds of each kind, so that products meet every sign, zero and no bound.
SIGNED = [(a, b) for a in (-inf, -2.0, 0.0, 0.5) for b in (-0.5, 0.0, 3.0, inf) if a <= b]


@pytest.mark.parametrize("sign", OPERATIONS)
def test_arrays_have_the_same_bits_as_doubles(sign: str) -> None:
    pairs = [(a, b) for a in SIGNED for b in SIGNED]
    (a, b), (c, d) = (np.array([pair[n] for pair in pairs]).T for n in range(2))
    with np.errstate(all="ignore"):
        found = OPERATIONS[sign](Interval(a, b), Interval(c, d))
    exact = [OPERATIONS[sign](Interval(*one), Interval(*other)) for one, other in pairs]
    assert found.low.tolist() == [one.low for one in exact]
    assert found.high.tolist() == [one.high for one in exact]


@settings(deadline=None)
@given(a=intervals, b=intervals)
def test_arrays_meet_where_their_rows_do(a: Interval, b: Interval) -> None:
    one, other = (_of_doubles(of) for of in (a, b))
    arrays = [Interval(np.array([float(of.low)]), np.array([float(of.high)])) for of in (a, b)]
    if one.meets(other):
        assert arrays[0].meets(arrays[1]).tolist() == [True]


def _of_doubles(of: Interval) -> Interval:
    return Interval(_exact(float(of.low)), _exact(float(of.high)))
