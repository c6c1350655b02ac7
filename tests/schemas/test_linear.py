"""Linear relations solved exactly: what must give, and how far each figure can go."""

from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from schemas.constraints import ANY, Bounds, Linear
from schemas.extremes import extremes, feasible, impossible
from schemas.linear import least_weight_sets

# A table of four parts, with the totals of its rows and columns and of everything.
TABLE = [
    Linear("row 1", {"r1": 1, "a": -1, "b": -1}),
    Linear("row 2", {"r2": 1, "c": -1, "d": -1}),
    Linear("column 1", {"c1": 1, "a": -1, "c": -1}),
    Linear("column 2", {"c2": 1, "b": -1, "d": -1}),
    Linear("rows", {"all": 1, "r1": -1, "r2": -1}),
    Linear("columns", {"all": 1, "c1": -1, "c2": -1}),
]
NAMES = ("a", "b", "c", "d", "r1", "r2", "c1", "c2", "all")
TRUE = {"a": 844.5, "b": 12.0, "c": 3.25, "d": 100.0}
TRUE |= {"r1": 856.5, "r2": 103.25, "c1": 847.75, "c2": 112.0, "all": 959.75}


def around(values: dict[str, float], half: float) -> dict[str, Bounds]:
    return {name: (value - half, value + half) for name, value in values.items()}


@pytest.mark.parametrize("wrong", NAMES)
def test_the_one_wrong_figure_of_a_table_must_give(wrong: str) -> None:
    domains = around(TRUE | {wrong: TRUE[wrong] + 50}, 0.05)
    weights = dict.fromkeys(NAMES, 1.0)
    assert list(least_weight_sets(TABLE, domains, weights)) == [frozenset({wrong})]


def test_a_figure_that_may_not_change_is_left_alone() -> None:
    both = [Linear("sum", {"x": 1, "y": 1, "z": -1})]
    domains = around({"x": 1, "y": 2, "z": 4}, 0.0)
    weights = {"x": inf, "y": 1.0}
    assert list(least_weight_sets(both, domains, weights)) == [frozenset({"y"})]


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries({name: st.floats(0.001, 2) for name in NAMES}),
    st.sets(st.sampled_from(NAMES), max_size=3),
    st.sampled_from([1.0, 1e12]),
)
def test_extremes_are_those_of_a_programme_for_each_bound(
    halves: dict[str, float], unprinted: set[str], size: float
) -> None:
    domains = {
        name: ANY if name in unprinted else ((TRUE[name] - half) * size, (TRUE[name] + half) * size)
        for name, half in halves.items()
    }
    found = extremes([TABLE], domains)
    for place, name in enumerate(NAMES):
        for side, sign in enumerate((1.0, -1.0)):
            goal = [sign * (number == place) for number in range(len(NAMES))]
            rows = [[one.coefficients.get(each, 0) for each in NAMES] for one in TABLE]
            bounds = [tuple(end / size for end in domains[each]) for each in NAMES]
            asked = linprog(goal, A_eq=rows, b_eq=[0] * len(rows), bounds=bounds)
            best = sign * asked.fun * size if asked.status == 0 else -sign * inf
            assert found[name][side] == pytest.approx(best, rel=1e-6, abs=1e-6 * size)


def test_groups_side_by_side_are_as_each_alone_even_where_one_is_impossible() -> None:
    groups, domains = [], {}
    for number in range(60):
        names = {name: f"{name}/{number}" for name in NAMES}
        groups.append(
            [
                Linear(f"{one.name}{number}", {names[v]: f for v, f in one.coefficients.items()})
                for one in TABLE
            ]
        )
        slipped = TRUE | {"a": 900.0} if number == 7 else TRUE
        domains |= {names[name]: (value - 0.5, value + 0.5) for name, value in slipped.items()}
    found = extremes(groups, domains)
    assert impossible(groups, domains) == [groups[7]]
    assert len(found) == 59 * len(NAMES)
    assert found["all/3"] == pytest.approx(extremes([groups[3]], domains)["all/3"])


def test_a_contradiction_as_narrow_as_print_is_seen() -> None:
    # NT$1.2 trillion printed to the million: a millionth of the width of nothing else.
    parts = [Linear("sum", {"all": 1, "x": -1, "y": -1}), Linear("again", {"x": 1, "y": -1})]
    domains = {"x": (6e11 - 5e5, 6e11 + 5e5), "y": (6e11 - 5e5, 6e11 + 5e5)}
    assert feasible(parts, domains | {"all": (1.2e12 + 9e5, 1.2e12 + 2e6)})
    assert not feasible(parts, domains | {"all": (1.2e12 + 1.1e6, 1.2e12 + 2e6)})
    assert feasible([], {})


def test_the_least_weight_is_least() -> None:
    domains = around({"x": 1, "y": 2, "z": 4, "w": 9}, 0.0)
    rules = [Linear("one", {"x": 1, "y": 1, "z": -1}), Linear("two", {"z": 2, "w": -1})]
    weights = {"x": 3.0, "y": 2.0, "z": 1.5, "w": 1.0}
    (found,) = least_weight_sets(rules, domains, weights)
    least = min(
        sum(weights[name] for name in chosen)
        for size in range(5)
        for chosen in combinations(weights, size)
        if feasible(rules, domains | dict.fromkeys(chosen, ANY))
    )
    assert sum(weights[name] for name in found) == least
