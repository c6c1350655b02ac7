"""A later round joins what newly implied figures change, and finds what joining all would find."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import confronting
from schemas.laws import LAWS
from schemas.printed_figures import PrintedFigure
from schemas.quality_log import Findings
from tests.in_memory import confront, row

JOINING_ALL = tuple(replace(law, extends=False) for law in LAWS)

# The totals of 2014 to 2016 are implied one after the other, and each is an operand of more.
CHAIN = [
    row(figure_id="total-2017", period="2017", printed="100 billion yuan"),
    row(figure_id="growth-2017", period="2017", measure="growth", printed="up 25 percent"),
    row(figure_id="change-2016", measure="change", printed="10 billion yuan"),
    row(figure_id="growth-2015", period="2015", measure="growth", printed="up 40 percent"),
    row(figure_id="half-2016", period="2016-H1", printed="39 billion yuan"),
    row(figure_id="half-2015", period="2015-H1", printed="45 billion yuan"),
    row(figure_id="a-2016", segment="2a", printed="32 billion yuan"),
    row(figure_id="b-2016", segment="2b", printed="48 billion yuan"),
    row(figure_id="a-2014", segment="2a", period="2014", printed="20 billion yuan"),
    row(figure_id="share-a-2016", segment="2a", measure="share", printed="40 percent"),
    row(
        figure_id="share-b-2014", segment="2b", measure="share", period="2014", printed="60 percent"
    ),
    row(figure_id="other-a-2014", source_id="other", segment="2a", period="2014", printed="2 亿元"),
    row(figure_id="other-total-2015", source_id="other", period="2015", printed="US$10 billion"),
]


def test_a_chain_of_implied_figures_reaches_the_relations_of_each() -> None:
    found = confront(CHAIN)
    implied = {(row["law"], row["period"]) for row in found.implied if row["kind"] == "implied"}
    assert {("growth", "2016"), ("change", "2015"), ("growth", "2014")} <= implied
    passed = {row["relation_id"] for row in found.results if row["outcome"] == "pass"}
    assert passed >= {
        "share-a-2016|CNY",
        "parts-2|park|income|2a|a-2016|CNY",
        "a-2014|segment||CNY",
        "half-2015|2015-01-01/2015-12-31|CNY",
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printed=st.lists(st.sampled_from(CHAIN), unique_by=lambda one: one.figure_id, min_size=2))
@pytest.mark.slow
def test_later_rounds_find_what_joining_all_finds(printed: list[PrintedFigure]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = confront(printed)
        patched.setattr(confronting, "LAWS", JOINING_ALL)
        whole = confront(printed)
    assert _rows(quick) == _rows(whole)


def _rows(found: Findings) -> list[Sequence[dict[str, object]]]:
    counts = [
        {name: value for name, value in row.items() if name != "seconds"}
        for row in found.check_results
    ]
    return [found.results, found.implied, counts]
