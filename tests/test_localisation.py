"""Error localisation on published cases: which fields must change so that all rules can hold."""

import json
from math import inf
from pathlib import Path
from typing import Any

import pytest

from schemas.constraints import ANY
from schemas.linear import least_weight_sets
from tests.linear_rules import constraints

CASES = json.loads(Path(__file__).with_name("cases").joinpath("localisation.json").read_text())
SURE = [case for case in CASES["cases"] if case["status"] == "ok"]


@pytest.mark.parametrize("case", SURE, ids=lambda case: case["id"])
def test_the_lightest_sets_of_fields_that_must_change(case: dict[str, Any]) -> None:
    record = case["record"]
    domains = {name: ANY if value is None else (value, value) for name, value in record.items()}
    weights = {name: float(weight) for name, weight in (case["weights"] or {}).items()}
    weights = dict.fromkeys(record, 1.0) | weights

    found = list(least_weight_sets(constraints(case["rules"]), domains, weights))

    assert set(found) == {frozenset(answer) for answer in case["all_least_answers"]}
    assert all(sum(weights[name] for name in one) < inf for one in found)
