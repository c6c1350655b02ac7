"""Which sets of figures are tried for a contradiction: over which readings, how many, in turn."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import inf

import pytest

from schemas.constraints import Bounds, Linear, Projected
from schemas.intervals import Interval
from schemas.network import Network
from schemas.repairs import Hypothesis
from schemas.slips import Slip
from schemas.suspects import MOST_LINEAR, Case, Suspect, cases, suspects
from tests.records import EXACT_DESK, field

SUM = Linear("sum", {"total": 1, "a": -1, "b": -1})
NEXT = Linear("next", {"c": 1, "d": -1})
# Four sums of which each shares a part with the next, off by another power of ten each.
CHAIN = [
    Linear("1", {"t1": 1, "p": -1, "m": -1}),
    Linear("2", {"t2": 1, "m": -1, "n": -1}),
    Linear("3", {"t3": 1, "n": -1, "o": -1}),
    Linear("4", {"t4": 1, "o": -1, "q": -1}),
]
CHAINED = {"p": 5.0, "m": 20.0, "n": 300.0, "o": 4000.0, "q": 7.0}
CHAINED |= {"t1": 26.0, "t2": 330.0, "t3": 4400.0, "t4": 5007.0}
TOTALS = ["t1", "t2", "t3", "t4"]


def within(values: Mapping[str, float], by: float) -> dict[str, Bounds]:
    return {name: (value - by, value + by) for name, value in values.items()}


def found(
    rows: Sequence[Linear | Projected],
    values: Mapping[str, float],
    broken: Sequence[Linear],
    widened: float = 0.0,
    weights: Mapping[str, float] | None = None,
) -> list[Suspect]:
    """Return the suspects among exact figures whose widest readings are so much wider."""
    usual, widest = (Network(within(values, by), rows) for by in (0.0, widened))
    case = Case(tuple(frozenset(one.variables) for one in broken), usual, widest)
    figures = {name: field(name, value) for name, value in values.items()}
    return suspects(case, figures, dict.fromkeys(values, 1.0) | (weights or {}), EXACT_DESK)


@pytest.mark.parametrize(
    ("d", "needed"),
    [
        (7.0, {"a": (40, 40), "b": (50, 50), "total": (110, 110)}),
        # The other relation holds by its widest readings only, so all are taken so.
        (8.0, {"a": (38, 42), "b": (48, 52), "total": (108, 112)}),
    ],
)
def test_what_a_suspect_needs_follows_from_the_usual_readings_where_they_can_hold(
    d: float, needed: dict[str, Bounds]
) -> None:
    values = {"total": 100.0, "a": 50.0, "b": 60.0, "c": 7.0, "d": d}
    suspected = found([SUM, NEXT], values, [SUM], widened=1.0)
    assert {one.figure_id: one.needed for one in suspected} == needed


@pytest.mark.parametrize("e", [9.0, 9.3])
def test_many_slips_are_found_by_the_widest_readings(e: float) -> None:
    rows = [*CHAIN, Linear("5", {"d": 1, "e": -1})]
    values = CHAINED | {"d": 9.0, "e": e}
    heavier = dict.fromkeys(CHAINED, 2.0) | dict.fromkeys(TOTALS, 1.0)
    suspected = found(rows, values, CHAIN, widened=0.2, weights=heavier)
    assert sorted(one.figure_id for one in suspected) == TOTALS


@pytest.mark.parametrize(("names", "totals"), [(MOST_LINEAR, TOTALS), (MOST_LINEAR + 1, [])])
def test_many_slips_in_a_large_table_are_left_open(names: int, totals: list[str]) -> None:
    others = {f"other {name}": 1.0 for name in range(names - len(CHAINED))}
    heavier = dict.fromkeys([*CHAINED, *others], 2.0) | dict.fromkeys(TOTALS, 1.0)
    suspected = found(CHAIN, CHAINED | others, CHAIN, weights=heavier)
    assert sorted(one.figure_id for one in suspected) == totals


def unbounded(role: str, roles: Mapping[str, Interval]) -> Interval:
    """Imply nothing, as a share of an unknown whole does."""
    return Interval(-inf, inf)


def test_many_slips_are_left_open_where_a_relation_is_not_linear() -> None:
    share = Projected("share", {"part": "p", "whole": "q"}, unbounded)
    heavier = dict.fromkeys(CHAINED, 2.0) | dict.fromkeys(TOTALS, 1.0)
    assert found([*CHAIN, share], CHAINED, CHAIN, weights=heavier) == []
    two = CHAINED | {"t1": 25.0, "t3": 4300.0}
    together = found([*CHAIN, share], two, [CHAIN[1], CHAIN[3]], weights=heavier)
    assert [one.figure_id for one in together[:2]] == ["t2", "t4"]


@pytest.mark.parametrize(
    ("weights", "left_out"),
    [
        ({"a07": 2.0}, "a07"),
        ({"a07": 0.5}, "a00"),
        ({}, "a00"),
    ],
)
def test_of_too_many_sets_the_heavy_ones_are_left_out(
    weights: dict[str, float], left_out: str
) -> None:
    # Of 21 figures and 21 others there are 441 pairs, of which 400 are tried.
    rows = [Linear(row, {f"{row}{part:02}": 1.0 for part in range(21)}) for row in "ab"]
    values = {name: 7.0 for row in rows for name in row.variables}
    suspected = {one.figure_id for one in found(rows, values, rows, weights=weights)}
    assert set(values) - suspected == {left_out}


def test_cases_come_in_one_order() -> None:
    sets = [frozenset(one) for one in ("ax", "b", "cy", "dz", "e")]
    orders = [list(order) for order in permutations(sets)]
    assert all(cases(order) == [(one,) for one in sets] for order in orders)


@pytest.mark.parametrize(
    ("texts", "suggestion"), [([], None), ([""], None), (["5", "6"], "5"), (["", "6"], None)]
)
def test_the_likeliest_text_is_suggested_where_one_follows(
    texts: list[str], suggestion: str | None
) -> None:
    hypotheses = tuple(Hypothesis(text, Slip.OTHER, 0.1) for text in texts)
    assert Suspect("a", (0.0, 1.0), hypotheses, 0.1).suggestion == suggestion
