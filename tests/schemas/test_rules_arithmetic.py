"""The arithmetic of rules: what it says of numbers it says of every reading that holds them."""

import operator
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.intervals import SLACK, Interval
from schemas.laws.workings import Workings
from schemas.rules.arithmetic import evaluate, expected
from schemas.rules.expressions import (
    Binary,
    Claim,
    Expression,
    Named,
    Negative,
    Number,
    rebuilt,
    roles_of,
)
from schemas.rules.grammar import parse
from schemas.rules.linear import linear
from schemas.rules.projection import project

ROLES = "abcd"
ENDS = ("low", "high")
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
values = st.builds(
    lambda digits, power: digits * Fraction(10) ** power,
    st.integers(-999, 999),
    st.integers(-4, 6),
)
widths = st.fractions(0, 10**6, max_denominator=1000)
expressions = st.recursive(
    st.sampled_from(ROLES).map(Named) | values.map(Number),
    lambda inner: (
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner) | st.builds(Negative, inner)
    ),
    max_leaves=8,
)


def exactly(expression: Expression, truth: dict[str, Fraction]) -> Fraction:
    match expression:
        case Number(value):
            return value
        case Named(role):
            return truth[role]
        case Negative(of):
            return -exactly(of, truth)
        case Binary(sign, left, right):
            second = exactly(right, truth)
            assume(sign != "/" or second)
            return OPERATIONS[sign](exactly(left, truth), second)
    raise AssertionError(expression)


@st.composite
def true_claims(
    draw: st.DrawFn,
) -> tuple[Claim, dict[str, Fraction], dict[str, Interval]]:
    """Draw a claim, numbers of which it is true, and readings that contain them."""
    truth = {role: draw(values) for role in ROLES}
    sign = draw(st.sampled_from(["==", "<=", ">=", "in"]))
    left, right = draw(expressions), draw(expressions)
    assume(roles_of(left) | roles_of(right))
    # Whatever the right side lacks for the claim to be true is added to it.
    difference = exactly(left, truth) - exactly(right, truth)
    above, below = draw(widths), draw(widths)
    lacks = {"==": difference, "<=": difference + above, ">=": difference - below}
    low = Binary("+", right, Number(lacks.get(sign, difference - below)))
    upper = Binary("+", right, Number(difference + above)) if sign == "in" else None
    readings = {
        role: Interval(value - draw(widths), value + draw(widths | st.just(inf)))
        for role, value in truth.items()
    }
    return Claim(left, sign, low, upper), truth, readings


@given(true_claims())
def test_what_is_true_is_never_excluded(
    drawn: tuple[Claim, dict[str, Fraction], dict[str, Interval]],
) -> None:
    claim, truth, readings = drawn
    observed = evaluate(claim.left, readings)
    assert observed.low <= exactly(claim.left, truth) <= observed.high
    assert observed.meets(expected(claim, readings))
    for role in ROLES:
        for afresh in (True, False):
            must = project(claim, role, readings, afresh)
            assert must.low <= truth[role] <= must.high


@given(true_claims())
def test_a_rule_that_is_a_sum_has_its_coefficients(
    drawn: tuple[Claim, dict[str, Fraction], dict[str, Interval]],
) -> None:
    claim, truth, _ = drawn
    found = linear(claim)
    assume(found is not None)
    assert found is not None
    terms, low, high = found
    total = float(sum(factor * truth[role] for role, factor in terms.items()))
    assert low <= total or total == pytest.approx(low)
    assert total <= high or total == pytest.approx(high)
    if claim.sign == "==":
        assert total == pytest.approx(low) == pytest.approx(high)


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("a == b", {"a": 1, "b": -1}),
        ("-a == -b", {"a": -1, "b": 1}),
        ("a - (b - c) <= 1", {"a": 1, "b": -1, "c": 1}),
        ("a / 4 + 3 * b >= c * 2 / 5", {"a": "1/4", "b": 3, "c": "-2/5"}),
        ("2 * (a + 1) == 3 / 2 * b", {"a": 2, "b": "-3/2"}),
        ("a + 0 * b == a + c", {"c": -1}),
        ("a / b == c", None),
        ("a * b == c", None),
        ("a in b .. c", None),
        ("a in b .. b + 1", {"a": 1, "b": -1}),
    ],
)
def test_coefficients_are_those_that_are_written(
    written: str, terms: dict[str, Any] | None
) -> None:
    claim = parse(written)
    left, right, *upper = (
        rebuilt(side, lambda mention: Named(mention.indicator)) for side in claim.sides
    )
    found = linear(Claim(left, claim.sign, right, *upper))
    assert (found and found[0]) == (
        terms and {role: Fraction(factor) for role, factor in terms.items()}
    )


BASES = [
    # a == b * c, a / b - c in 0 .. 1, a * a <= b, a - b >= c / d
    Claim(Named("a"), "==", Binary("*", Named("b"), Named("c"))),
    Claim(
        Binary("-", Binary("/", Named("a"), Named("b")), Named("c")),
        "in",
        Number(Fraction(0)),
        Number(Fraction(1)),
    ),
    Claim(Binary("*", Named("a"), Named("a")), "<=", Named("b")),
    Claim(
        Binary("-", Named("a"), Named("b")),
        ">=",
        Binary("/", Negative(Named("c")), Named("d")),
    ),
]
COLUMN_READINGS = st.lists(
    st.fixed_dictionaries({role: st.tuples(values, widths) for role in ROLES}),
    min_size=5,
    max_size=10,
)


@pytest.mark.parametrize("claim", BASES)
@settings(max_examples=8, deadline=None)  # the first query imports ibis and DuckDB
@given(drawn=COLUMN_READINGS)
def test_columns_say_what_exact_numbers_say(claim: Claim, drawn: list[dict[str, Any]]) -> None:
    exact = [{r: Interval(v - w, v + w) for r, (v, w) in one.items()} for one in drawn]
    columns = {
        f"{role}_{bound}": [float(getattr(readings[role], bound)) for readings in exact]
        for role in ROLES
        for bound in ("low", "high")
    }
    for role in ROLES[:2]:
        workings = Workings(ibis.memtable(pa.table(columns)), ROLES)
        found = project(claim, role, workings, afresh=True)
        said = workings.table.select(low=found.low, high=found.high).to_pyarrow().to_pylist()
        for readings, row in zip(exact, said, strict=True):
            must = project(claim, role, readings, afresh=True)
            ends = [abs(float(end)) for one in readings.values() for end in (one.low, one.high)]
            scale = max(ends) ** 2
            assert row["low"] == pytest.approx(float(must.low), rel=1e-9, abs=SLACK * scale)
            assert row["high"] == pytest.approx(float(must.high), rel=1e-9, abs=SLACK * scale)


@pytest.mark.parametrize("claim", BASES)
@settings(deadline=None)  # the first array imports numpy
@given(drawn=COLUMN_READINGS)
def test_arrays_say_what_exact_numbers_say(claim: Claim, drawn: list[dict[str, Any]]) -> None:
    exact = [{r: Interval(v - w, v + w) for r, (v, w) in one.items()} for one in drawn]
    arrays = in_arrays(exact)
    for role in ROLES[:2]:
        with np.errstate(all="ignore"):
            found = project(claim, role, arrays, afresh=True)
        both = zip(
            *(np.broadcast_to(end, len(exact)) for end in (found.low, found.high)), strict=True
        )
        for readings, (low, high) in zip(exact, both, strict=True):
            must = project(claim, role, readings, afresh=True)
            ends = [abs(float(end)) for one in readings.values() for end in (one.low, one.high)]
            scale = max(ends) ** 2
            assert low == pytest.approx(float(must.low), rel=1e-9, abs=SLACK * scale)
            assert high == pytest.approx(float(must.high), rel=1e-9, abs=SLACK * scale)


@settings(deadline=None)
@given(true_claims())
def test_of_any_claim_arrays_make_doubles(
    drawn: tuple[Claim, dict[str, Fraction], dict[str, Interval]],
) -> None:
    claim, _, readings = drawn
    for role in ROLES:
        with np.errstate(all="ignore"):
            must = project(claim, role, in_arrays([readings]), afresh=True)
        assert {np.asarray(end).dtype for end in (must.low, must.high)} == {np.dtype(float)}


def in_arrays(rows: Sequence[Mapping[str, Interval]]) -> dict[str, Interval]:
    return {
        role: Interval(
            *(np.array([float(getattr(row[role], end)) for row in rows]) for end in ENDS)
        )
        for role in ROLES
    }


@pytest.mark.parametrize(
    ("role", "must"),
    [
        ("a", Interval(40, 50)),
        ("b", Interval(Fraction(8, 5), Fraction(5, 2))),
        ("c", Interval(-inf, 25)),
    ],
)
def test_a_projection_is_sharp_where_each_operand_stands_once(role: str, must: Interval) -> None:
    ends = {"a": (40, 50), "b": (2, 2), "c": (20, 20)}
    roles = {name: Interval(*map(Fraction, both)) for name, both in ends.items()}
    claim = Claim(Binary("/", Named("a"), Named("b")), "in", Named("c"), Number(Fraction(25)))
    assert project(claim, role, roles) == must
