"""Narrowing all relations at once: as one relation at a time does, and each part by itself."""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.circles import circles
from schemas.constraints import ANY, Bounds, Constraint, Linear, Projected
from schemas.laws import growth, share
from schemas.narrowing import narrow
from schemas.network import Network, propagate
from tests.arrays import in_arrays

NAMES = "abcdefgh"
LAWS = ((share.LAW, 0.3), (growth.LAW, 0.1))
FAR = 1e9
MOST_STEPS = 8
factors = st.sampled_from([1.0, 1.0, -1.0, -1.0, 2.0, -0.5])


@st.composite
def sums(draw: st.DrawFn) -> Linear:
    """Draw a sum that 1.5 for every variable satisfies."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    coefficients = {name: draw(factors) for name in names}
    total = 1.5 * sum(coefficients.values())
    low, high = (
        total - draw(st.sampled_from([0.0, 0.25, inf])),
        total + draw(st.sampled_from([0.0, 1.0])),
    )
    return Linear("", coefficients, low, high)


@st.composite
def products(draw: st.DrawFn) -> Projected:
    law, _ = draw(st.sampled_from(LAWS))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3, unique=True))
    assert law.implied is not None
    return Projected("", dict(zip(law.roles, names, strict=True)), law.implied)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    less, more = (draw(st.sampled_from([0.0, 0.01, 0.5, 1.0, 1.5, inf])) for _ in range(2))
    return 1.5 - less, 1.5 + more


Drawn = tuple[list[Constraint], dict[str, Bounds]]


@st.composite
def networks(draw: st.DrawFn) -> Drawn:
    chosen = draw(st.lists(sums() | products(), min_size=1, max_size=8))
    named: list[Constraint] = [
        Linear(f"{n}", one.coefficients, one.low, one.high)
        if isinstance(one, Linear)
        else Projected(f"{n}", one.roles, one.implied)
        for n, one in enumerate(chosen)
    ]
    return named, {name: draw(bounds()) for name in NAMES}


def at_once(constraints: Sequence[Constraint], domains: Mapping[str, Bounds]) -> dict[str, Bounds]:
    relations = in_arrays(constraints, domains)
    found = narrow(relations.constraints, relations.usual)
    assert not found.empty.any()
    both = zip(found.domains.low.tolist(), found.domains.high.tolist(), strict=True)
    return dict(zip(sorted(domains), both, strict=True))


@settings(max_examples=200, deadline=None)
@given(networks())
def test_all_at_once_narrow_as_one_after_another_does(drawn: Drawn) -> None:
    constraints, domains = drawn
    # A relation that narrows is not asked again at once, though products may have more to say.
    known, before = domains, None
    while known != before:
        state = propagate(Network(known, constraints))
        assume(state.contradiction is None)
        # Where bounds creep, how far they come depends on the order of ever smaller steps.
        assume(all(len(by) <= MOST_STEPS for by in state.tightened_by.values()))
        known, before = state.domains, known
    # What cannot hold may also drive figures without bounds ever further, to no end.
    assume(all(low < FAR and high > -FAR for low, high in known.values()))
    found = at_once(constraints, domains)
    for name, (low, high) in known.items():
        assert found[name] == (
            pytest.approx(low, rel=1e-6, abs=1e-6),
            pytest.approx(high, rel=1e-6, abs=1e-6),
        )


@settings(deadline=None)
@given(networks(), networks())
def test_a_part_is_narrowed_to_the_same_bits_beside_any_other(one: Drawn, other: Drawn) -> None:
    alone = narrowed_by_chains(*one)
    renamed = [_renamed(constraint) for constraint in other[0]]
    domains = one[1] | {name.upper(): bounds for name, bounds in other[1].items()}
    together = narrowed_by_chains([*renamed, *one[0]], domains)
    assert {name: of for name, of in together.items() if name.islower()} == alone


def narrowed_by_chains(
    constraints: Sequence[Constraint], domains: Mapping[str, Bounds]
) -> dict[str, tuple[float, float, bool]]:
    relations = in_arrays(constraints, domains)
    found = narrow(relations.constraints, relations.usual)
    ends = (found.domains.low.tolist(), found.domains.high.tolist(), found.empty.tolist())
    return dict(zip(sorted(domains), zip(*ends, strict=True), strict=True))


def _renamed(one: Constraint) -> Constraint:
    if isinstance(one, Linear):
        factors = {name.upper(): factor for name, factor in one.coefficients.items()}
        return Linear(f"other {one.name}", factors, one.low, one.high)
    assert isinstance(one, Projected)
    roles = {role: name.upper() for role, name in one.roles.items()}
    return Projected(f"other {one.name}", roles, one.implied)


def test_a_wide_domain_leaves_no_rounding_in_what_the_others_say_of_it() -> None:
    total = Linear("sum", {"whole": 1, "a": -1, "b": -1})
    wide = {"whole": (-1e17, 1e17), "a": (0.25, 0.5), "b": (0.125, 0.125)}
    assert at_once([total], wide)["whole"] == (0.375, 0.625)


def test_what_gave_the_best_bound_is_named_and_the_first_of_equals() -> None:
    equal = [Linear(f"{n}", {"x": 1}, low, 9) for n, low in enumerate((1.0, 2.0, 2.0))]
    relations = in_arrays(equal, {"x": (0.0, 5.0)})
    found = narrow(relations.constraints, relations.usual)
    assert found.by.variables.tolist() == [0]
    assert found.by.constraints.tolist() == [1]


def test_a_variable_without_values_is_marked_and_others_are_narrowed() -> None:
    wrong = [Linear("low", {"x": 1}, 0, 1), Linear("high", {"x": 1}, 3, 4)]
    relations = in_arrays([*wrong, Linear("y", {"y": 1}, 2, 3)], {"x": ANY, "y": ANY})
    found = narrow(relations.constraints, relations.usual)
    assert found.empty.tolist() == [True, False]
    assert (found.domains.low[1], found.domains.high[1]) == (2, 3)


TWICE = [
    Linear("sum", {"whole": 1, "a": -1, "b": -1}),
    Linear("sum again", {"again": 1, "a": -1, "b": -1}),
    Linear("equal", {"whole": 1, "again": -1}),
]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ([], []),
        ([Linear("difference", {"a": 1, "b": -1, "less": -1})], [[0, 1, 2, 3]]),
        # A bound that holds throughout the domains ties nothing.
        ([Linear("part", {"a": 1, "b": -1}, -inf, 9)], []),
    ],
)
def test_a_total_printed_twice_runs_in_no_circle(
    more: list[Constraint], found: list[list[int]]
) -> None:
    relations = in_arrays(
        [*TWICE, *more], dict.fromkeys(("whole", "again", "a", "b", "less"), (0.0, 5.0))
    )
    assert [one.tolist() for one in circles(relations.constraints, relations.usual)] == found


def test_no_circle_is_found_where_there_is_no_relation() -> None:
    relations = in_arrays([], {"x": ANY})
    assert circles(relations.constraints, relations.usual) == []
    assert np.array_equal(narrow(relations.constraints, relations.usual).domains.low, [-inf])
