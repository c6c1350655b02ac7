"""The network of relations: tightest intervals, and contradictions that no relation shows."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.components import parts
from schemas.constraints import ANY, Bounds, Constraint, Linear, Projected
from schemas.contradictions import hidden_contradictions
from schemas.laws import share
from schemas.network import Network, propagate, settled
from tests.arrays import in_arrays, narrowed
from tests.records import field

SUM = Linear("sum", {"whole": 1, "a": -1, "b": -1})
PART = Linear("part", {"a": 1, "whole": -1}, low=-inf)


def part_of(part: str, whole: str, percent: str) -> Projected:
    roles = {"share": percent, "part": part, "whole": whole}
    return Projected(f"share {part}", roles, share.implied)


def tight(constraints: list[Constraint], **domains: Bounds) -> dict[str, Bounds]:
    return narrowed(constraints, domains)


def hidden(constraints: list[Constraint], wider: float = 0.0, **domains: Bounds) -> list[set[str]]:
    printed = {name: field(name, 1) for name in domains}
    widest = {name: (low - wider, high + wider) for name, (low, high) in domains.items()}
    relations = in_arrays(constraints, domains, widest)
    everything = np.arange(len(domains))
    return [set(one) for one in hidden_contradictions(relations, printed, everything)]


def idle(constraint: Linear, **domains: Bounds) -> bool:
    (one,) = (relations := in_arrays([constraint], domains)).constraints
    return bool(one.idle(relations.usual)[0])


def test_what_follows_over_two_relations_is_found() -> None:
    found = tight(
        [part_of("part", "all", "percent"), Linear("twice", {"double": 1, "all": -2})],
        part=(263.485, 263.495),
        percent=(0.7545, 0.7555),
        all=ANY,
        double=ANY,
    )
    assert found["all"] == pytest.approx((348.7558, 349.2313), abs=1e-4)
    assert found["double"] == pytest.approx((697.5116, 698.4626), abs=1e-4)


def test_a_circle_of_sums_tightens_further_than_any_chain() -> None:
    circle = [
        Linear("x + y", {"x": 1, "y": 1}, 10, 10),
        Linear("x - y", {"x": 1, "y": -1}, 2, 2),
    ]
    assert tight(circle, x=(0.0, 10.0), y=(0.0, 10.0))["x"] == pytest.approx((6, 6))


def test_a_circle_of_sums_tightens_what_has_no_end() -> None:
    circle = [
        Linear("x + y", {"x": 1, "y": 1}, 10, inf),
        Linear("x - y", {"x": 1, "y": -1}, 2, 2),
    ]
    found = tight(circle, x=(0.0, inf), y=(0.0, inf))
    assert found["x"] == (pytest.approx(6), inf)
    assert found["y"] == (pytest.approx(4), inf)


def test_what_contradicts_leaves_the_rest_of_its_part_as_narrow_as_it_can_be() -> None:
    part = [
        Linear("x is 1", {"x": 1}, 1, 1),
        Linear("x is 2", {"x": 1}, 2, 2),
        Linear("z is x + 5", {"z": 1, "x": -1}, 5, 5),
    ]
    assert tight(part, x=(0.0, 9.0), z=(0.0, 9.0)) == {"x": (1, 1), "z": (6, 6)}


def test_a_contradiction_over_two_relations_names_the_figures_that_it_needs() -> None:
    chain = [
        Linear("half", {"a": 1, "b": -2}),
        Linear("third", {"b": 1, "c": -3}),
        Linear("aside", {"c": 1, "d": -1}),
    ]
    said: dict[str, Bounds] = {"a": (66, 66), "b": (0, 100), "c": (11.5, 12.0), "d": (0, 50)}
    assert hidden(chain, **(said | {"a": (60, 60)})) == [{"a", "c"}]
    # Not by the usual readings: they too must be possible, but fail nothing.
    assert hidden(chain, wider=0.1, **said) == [{"a", "c"}]
    assert hidden(chain, wider=0.5, **said) == []


def test_a_contradiction_that_only_a_circle_shows_is_found() -> None:
    circle = [
        Linear("x + y", {"x": 1, "y": 1, "s": -1}),
        Linear("x - y", {"x": 1, "y": -1, "d": -1}),
    ]
    found = hidden(circle, x=(0.0, 5.5), y=(0.0, 10.0), s=(10.0, 10.0), d=(2.0, 2.0))
    assert found == [{"x", "s", "d"}]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=9))
def test_parts_share_no_variables_and_leave_no_constraint_out(pairs: list[tuple[int, int]]) -> None:
    equal = [
        Linear(f"{number}", {f"v{a}": 1.0, f"v{b}": -1.0})
        for number, (a, b) in enumerate(pairs)
        if a != b
    ]
    relations = in_arrays(equal, {f"v{number}": (0.0, float(number)) for number in range(7)})
    found = [part.tolist() for part in parts(relations.constraints, 7, range(7))]
    variables = [{one for n in part for one in relations.variables_of(n)} for part in found]
    assert sum(map(len, variables)) == len(set().union(*variables))
    assert sorted(n for part in found for n in part) == list(range(len(equal)))


def test_a_constraint_that_holds_throughout_is_idle() -> None:
    assert idle(PART, a=(1.0, 2.0), whole=(2.0, 3.0))
    assert not idle(PART, a=(1.0, 2.1), whole=(2.0, 3.0))
    assert not idle(SUM, whole=(3.0, 3.0), a=(1.0, 1.0), b=(2.0, 2.5))
    assert not idle(PART, a=(1.0, 2.0), whole=ANY)


def test_contradicting_constraints_are_set_aside_one_by_one() -> None:
    wrong = [Linear("x is 1", {"x": 1}, 1, 1), Linear("x is 2", {"x": 1}, 2, 2)]
    network = Network({"x": ANY}, wrong)
    assert propagate(network).contradiction is not None
    state, aside = settled(network)
    assert [one.name for one, _ in aside] == ["x is 2"]
    assert state.domains["x"] == (1, 1)


@given(st.floats(1, 1e12), st.floats(1e-6, 0.5))
def test_propagation_never_loses_what_is_true(size: float, slack: float) -> None:
    true = {"whole": 10 * size, "a": 4 * size, "b": 6 * size}
    domains = {name: (value * (1 - slack), value * (1 + slack)) for name, value in true.items()}
    state = propagate(Network(domains, [SUM, PART]))
    assert state.contradiction is None
    for name, (low, high) in state.domains.items():
        assert low <= true[name] * (1 + 1e-12)
        assert high >= true[name] * (1 - 1e-12)
