"""Who is wrong in a contradiction: the figures whose change alone lets all relations hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.constraints import Linear
from schemas.network import Network
from schemas.suspects import Case, Suspect, cases, suspects
from tests.arrays import in_arrays
from tests.records import EXACT_DESK, field

# Two sums that share a part, and what makes one of them by a factor.
ROWS = [
    Linear("first", {"total": 1, "a": -1, "b": -1}),
    Linear("second", {"other": 1, "b": -1, "c": -1}),
    Linear("double", {"twice": 1, "c": -2}),
]
TRUE = {"total": 9118, "a": 2657, "b": 6461, "other": 7805, "c": 1344, "twice": 2688}


def ranked(values: dict[str, float], weights: dict[str, float] | None = None) -> list[Suspect]:
    figures = {name: field(name, value) for name, value in values.items()}
    relations = in_arrays(ROWS, {name: (value, value) for name, value in values.items()})
    broken = [
        frozenset(one.variables)
        for one in ROWS
        if sum(factor * values[name] for name, factor in one.coefficients.items())
    ]
    (together,) = cases(broken)
    near = relations.network(relations.around(sorted(frozenset.union(*together))))
    equal = dict.fromkeys(values, 1.0)
    return suspects(Case(together, near, near), figures, equal | (weights or {}), EXACT_DESK)


@pytest.mark.parametrize(
    ("slipped", "printed"),
    [("b", 6641), ("b", 6431), ("c", 1334), ("other", 78050), ("a", 267), ("twice", 2868)],
)
def test_a_slip_is_traced_to_its_figure_and_undone(slipped: str, printed: float) -> None:
    first = ranked(TRUE | {slipped: printed})[0]
    assert (first.figure_id, first.suggestion) == (slipped, str(TRUE[slipped]))
    assert first.together_with == ()


def test_only_what_two_broken_relations_share_is_suspected() -> None:
    assert [one.figure_id for one in ranked(TRUE | {"b": 6641})] == ["b"]


def test_two_slips_are_suspected_together_where_no_single_one_explains_both() -> None:
    found = ranked(TRUE | {"a": 2675, "other": 7850})
    assert all(len(one.together_with) == 1 for one in found)
    assert [one.figure_id for one in found[:2]] == ["a", "other"]
    assert [one.suggestion for one in found[:2]] == ["2657", "7805"]


def test_of_two_that_may_have_slipped_alike_the_heavier_is_suspected_later() -> None:
    one_digit = TRUE | {"a": 2658, "total": 9118}
    names = [one.figure_id for one in ranked(one_digit, {"a": 1e3})]
    others = [one.figure_id for one in ranked(one_digit, {"total": 1e3, "b": 1e3})]
    assert names.index("total") < names.index("a")
    assert others[0] == "a"


@settings(max_examples=40)
@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1), max_size=6))
def test_cases_share_no_figure_and_keep_every_contradiction(sets: list[set[str]]) -> None:
    contradictions = [frozenset(one) for one in sets]
    found = cases(contradictions)
    assert {one for case in found for one in case} == set(contradictions)
    figures = [figure for case in found for figure in frozenset.union(*case)]
    assert len(figures) == len(set(figures))


@pytest.mark.parametrize(("uneven", "found"), [(False, ["shared"]), (True, [])])
def test_a_hundred_contradictions_are_done_with_soon(uneven: bool, found: list[str]) -> None:
    # Sums of thirty parts, all with one figure in common, each wrong by as much or by its own.
    rows = [
        Linear(
            f"sum {row}",
            {"shared": 1.0, f"total {row}": -1.0} | {f"{row}/{part}": 1.0 for part in range(30)},
        )
        for row in range(100)
    ]
    values = {name: 7.0 for one in rows for name in one.variables}
    values |= {f"total {row}": 200.0 + row * uneven for row in range(100)}
    network = Network({name: (value, value) for name, value in values.items()}, rows)
    figures = {name: field(name, value) for name, value in values.items()}
    (together,) = cases(frozenset(one.variables) for one in rows)
    case = Case(together, network, network)
    ranking = suspects(case, figures, dict.fromkeys(values, 1.0), EXACT_DESK)
    assert [one.figure_id for one in ranking] == found


def test_four_slips_at_once_are_found_by_the_solver() -> None:
    rows = [
        Linear("1", {"t1": 1, "p": -1, "m": -1}),
        Linear("2", {"t2": 1, "m": -1, "n": -1}),
        Linear("3", {"t3": 1, "n": -1, "o": -1}),
        Linear("4", {"t4": 1, "o": -1, "q": -1}),
    ]
    # Each sum is off by another power of ten, so that no figure of two sums can mend both.
    values = {"p": 5, "m": 20, "n": 300, "o": 4000, "q": 7}
    values |= {"t1": 26, "t2": 330, "t3": 4400, "t4": 5007}
    figures = {name: field(name, value) for name, value in values.items()}
    network = Network({name: (value, value) for name, value in values.items()}, rows)
    broken = tuple(frozenset(one.variables) for one in rows)
    weights = dict.fromkeys(values, 2.0) | {"t1": 1.0, "t2": 1.0, "t3": 1.0, "t4": 1.0}
    found = suspects(Case(broken, network, network), figures, weights, EXACT_DESK)
    assert {one.figure_id for one in found} == {"t1", "t2", "t3", "t4"}
    assert {one.suggestion for one in found} == {"25", "320", "4300", "4007"}
