"""What holds of every law's arithmetic, whatever the figures: its functions, without tables."""

import operator
from fractions import Fraction
from math import inf

import ibis
import pyarrow as pa
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from schemas.constraints import Linear
from schemas.intervals import Interval
from schemas.laws import LAWS
from schemas.laws.law import Law, Roles

each_law = pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
each_law_that_implies = pytest.mark.parametrize(
    "law", [law for law in LAWS if law.targets], ids=[law.name for law in LAWS if law.targets]
)

# Levels in base units, and shares and rates as fractions of one, have a few digits each.
powers_of_ten = st.sampled_from([Fraction(10) ** power for power in range(-6, 10)])
values = st.builds(operator.mul, st.integers(-(10**5), 10**5), powers_of_ten)
widths = st.builds(operator.mul, st.integers(0, 100), powers_of_ten)


@st.composite
def widenings(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """Draw an interval and a wider one around it."""
    value = draw(values)
    narrow = Interval(value - draw(widths), value + draw(widths))
    below, above = draw(widths | st.just(inf)), draw(widths | st.just(inf))
    return narrow, Interval(narrow.low - below, narrow.high + above)


def agree(law: Law, roles: Roles) -> bool:
    return bool(roles[law.observed].meets(law.expected(roles)))


@each_law
@given(data=st.data())
def test_wider_readings_of_what_agrees_agree(law: Law, data: st.DataObject) -> None:
    drawn = {role: data.draw(widenings(), role) for role in law.roles}
    if agree(law, {role: narrow for role, (narrow, _) in drawn.items()}):
        assert agree(law, {role: wide for role, (_, wide) in drawn.items()})


@st.composite
def true_figures(draw: st.DrawFn, law: Law) -> tuple[dict[str, Fraction], dict[str, Interval]]:
    """Draw numbers of which a law holds, and readings that contain them."""
    truth = {role: draw(values) for role in law.roles[1:]}
    observed = law.expected({role: Interval(value, value) for role, value in truth.items()})
    assume(observed.low == observed.high)
    truth = {law.observed: observed.low, **truth}
    # Of 0 = 0 * x nothing follows for x.
    assume(all(truth.values()))
    readings = {
        role: Interval(value - draw(widths), value + draw(widths)) for role, value in truth.items()
    }
    return truth, readings


@each_law_that_implies
@given(data=st.data())
def test_what_is_implied_contains_the_truth(law: Law, data: st.DataObject) -> None:
    truth, readings = data.draw(true_figures(law))
    assert law.implied is not None
    for role in law.targets:
        implied = law.implied(role, readings)
        assert implied.low <= truth[role] <= implied.high


@each_law_that_implies
@given(data=st.data())
def test_true_figures_agree(law: Law, data: st.DataObject) -> None:
    _, readings = data.draw(true_figures(law))
    assert agree(law, readings)


LINEAR = ["shares-add-up", "sum", "part-of-whole", "change", "year-to-date", "range"]


def test_the_laws_that_are_sums_say_so() -> None:
    assert [law.name for law in LAWS if law.linear is not None] == LINEAR


@pytest.mark.parametrize("law", [law for law in LAWS if law.linear], ids=LINEAR)
def test_a_law_says_the_same_as_a_sum(law: Law) -> None:
    assert law.linear is not None
    domains = {role: (2.0**place, 2.0**place + 0.25) for place, role in enumerate(law.roles)}
    form = Linear(law.name, law.linear.coefficients, law.linear.low, law.linear.high)
    roles = {role: Interval(*bounds) for role, bounds in domains.items()}
    needed = {law.observed: law.expected(roles)}
    if law.implied is not None:
        needed |= {role: law.implied(role, roles) for role in law.targets or law.roles}
    for role, interval in needed.items():
        assert form.project(role, domains) == (interval.low, interval.high)


# Levels of seven digits that differ in the last ones only: what cancels shows a double's end.
near_levels = st.builds(
    lambda digits, power: Fraction((10**6 + digits) * 10**power),
    st.integers(-999, 999),
    st.integers(0, 9),
)
ratios = st.integers(-(10**6), 10**6).map(lambda digits: Fraction(digits, 10**6))


# Each example is a query: shrinking one that fails would take minutes.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


@st.composite
def touching(draw: st.DrawFn, law: Law) -> dict[str, Interval]:
    """Draw readings that agree in a single number, so that any slip of a bound shows."""
    readings = {}
    for role in law.roles[1:]:
        value = draw(ratios if law.observed == "shares" or role == "rate" else near_levels)
        half_a_digit = Fraction(1, 2) / value.denominator
        readings[role] = Interval(value - half_a_digit, value + half_a_digit)
    expected = law.expected(readings)
    low = expected.high if expected.high < inf else Fraction(0)
    return {law.observed: Interval(low, low + 1), **readings}


@each_law
@settings(max_examples=5, deadline=None, phases=NO_SHRINKING)
@given(data=st.data())
def test_doubles_never_fail_a_true_relation(law: Law, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(touching(law), min_size=30, max_size=30))
    assert all(agree(law, readings) for readings in drawn)
    columns = {
        f"{role}_{bound}": [float(getattr(readings[role], bound)) for readings in drawn]
        for role in law.roles
        for bound in ("low", "high")
    }
    table = ibis.memtable(pa.table(columns))
    roles = {role: Interval(table[f"{role}_low"], table[f"{role}_high"]) for role in law.roles}
    said = table.select(agree=roles[law.observed].meets(law.expected(roles)))
    assert said.to_pyarrow().to_pydict() == {"agree": [True] * len(drawn)}
