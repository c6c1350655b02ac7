"""The smallest changes that let failing sums hold: which sums count, and how it is told."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from schemas.constraints import Linear
from schemas.explanation import Ties
from schemas.figures import Figure
from schemas.network import Network
from schemas.reconciliation import in_words, smallest_changes
from tests.records import field

FIGURES = {
    name: field(name, value)
    for name, value in {"total": 1000, "one": 400, "other": 500, "third": 90}.items()
}
SUM = Linear("sum", {"total": 1.0, "one": -1.0, "other": -1.0})


def changes(
    constraint: Linear, outcome: str = "fail", figures: dict[str, Figure] = FIGURES
) -> dict[str, float]:
    domains = {name: (one.usual_low, one.usual_high) for name, one in FIGURES.items()}
    near = {name: domains[name] for name in constraint.variables}
    network = Network(near, [constraint])
    rows = {constraint.name: {"outcome": outcome}}
    return smallest_changes(figures["total"], Ties(network, rows=rows), figures)


def test_a_failing_sum_moves_all_its_figures_alike() -> None:
    moved = {"one": 100 / 3, "other": 100 / 3, "total": -100 / 3}
    assert changes(SUM) == pytest.approx(moved, abs=1e-3)


@pytest.mark.parametrize(
    "given",
    [
        {"constraint": SUM, "outcome": "pass"},
        {"constraint": replace(SUM, high=inf)},
        {"constraint": Linear("other", {"one": 1.0, "other": -1.0})},
        # What nobody printed is nobody's to move.
        {"constraint": SUM, "figures": {"total": FIGURES["total"], "one": FIGURES["one"]}},
    ],
)
def test_what_is_no_failing_sum_of_printed_figures_moves_nothing(given: dict[str, Any]) -> None:
    assert changes(**given) == {}


def test_changes_are_told_with_their_signs_in_three_digits() -> None:
    assert in_words({"one": 33.3333, "total": -0.0333333}, FIGURES) == (
        "No few figures explain this. The smallest changes that would reconcile it: "
        "one by +33.3, total by -0.0333."
    )
