"""Parks that relations tie together, and how many are confronted at a time."""

from typing import Any

import pytest

from flows.rule_files import read_rules
from schemas.codes import Codes, Family, Park
from schemas.park_groups import batches, park_groups

PARKS = ["d", "b", "a", "c", "b"]
APART = [["a"], ["b"], ["c"], ["d"]]


def listed(**parents: str) -> Codes:
    return Codes({code: Park(code, parent=parents.get(code, "")) for code in "abcdx"})


def family(dimension: str, whole: str, part: str) -> Codes:
    return Codes(families=(Family("family", dimension, whole, part),))


def ruled(rule: str) -> dict[str, Any]:
    rules, mistakes = read_rules("rules.yml", f"r: {{rule: '{rule}'}}".encode(), Codes())
    assert mistakes == []
    return {"rules": rules}


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ({}, APART),
        ({"shares": [("c", "a")]}, [["a", "c"], ["b"], ["d"]]),
        ({"codes": listed(c="a")}, [["a", "c"], ["b"], ["d"]]),
        # Two parks of a larger one that prints nothing itself.
        ({"codes": listed(d="x", b="x")}, [["a"], ["b", "d"], ["c"]]),
        ({"codes": listed(c="b"), "shares": [("d", "c")]}, [["a"], ["b", "c", "d"]]),
        ({"codes": family("park", "a", "d")}, [["a", "d"], ["b"], ["c"]]),
        ({"codes": family("segment", "a", "d")}, APART),
        (ruled("cost <= income"), APART),
        (ruled("cost@a <= income@c"), [["a", "c"], ["b"], ["d"]]),
        (ruled("cost@a <= income"), [["a", "b", "c", "d"]]),
    ],
)
def test_parks_that_a_relation_may_tie_are_together(
    given: dict[str, Any], groups: list[list[str]]
) -> None:
    tied = {"codes": Codes(), "shares": [], "rules": [], **given}
    assert park_groups(PARKS, **tied) == groups


@pytest.mark.parametrize(
    ("most", "together"),
    [
        (1, [["a"], ["b", "c"], ["d"], ["e"]]),
        (4, [["a"], ["b", "c", "d"], ["e"]]),
        (5, [["a", "b", "c"], ["d", "e"]]),
        (6, [["a", "b", "c", "d"], ["e"]]),
        (9, [["a", "b", "c", "d", "e"]]),
    ],
)
def test_groups_are_put_together_up_to_a_number_of_figures(
    most: int, together: list[list[str]]
) -> None:
    figures = {"a": 3, "b": 1, "c": 1, "d": 1, "e": 3}
    assert batches([["a"], ["b", "c"], ["d"], ["e"]], figures, most) == together


def test_a_park_without_figures_needs_no_room() -> None:
    assert batches([["a"], ["b"]], {"a": 2}, 2) == [["a", "b"]]
    assert batches([], {}, 2) == []
