"""What a run says of the published figures in data/, and of those in data/examples."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from schemas.quality_log import Findings

ROOT = Path(__file__).parents[1]
FIRST = ROOT / "data"
EXAMPLE = ROOT / "data" / "examples" / "zhongguancun"
with (ROOT / "tests" / "cases" / "expected.csv").open(encoding="utf-8", newline="") as lines:
    EXPECTED = [
        pytest.param(
            case["law"], case["figure_ids"].split(";"), case["outcome"], id=" ".join(case.values())
        )
        for case in csv.DictReader(lines)
    ]
TOTAL = {
    "headline": "cd-2016-total-headline",
    "yuan": "cd-2016-total-yuan",
    "dollars": "cd-2016-total-dollars",
}


def confronted(folder: Path) -> Findings:
    return confront_package(load_package(folder), RunRequest("run", date(2026, 11, 22)))


@pytest.fixture(scope="module")
def example() -> Findings:
    return confronted(EXAMPLE)


@pytest.fixture(scope="module")
def first() -> Findings:
    return confronted(FIRST)


def only(found: Findings, law: str, *figure_ids: str) -> dict[str, Any]:
    """Return the one row of a law and a set of figures."""
    [row] = [
        row
        for row in found.results
        if row["check_id"] == law and set(row["figure_ids"]) == set(figure_ids)
    ]
    return row


@pytest.mark.parametrize(("law", "figure_ids", "outcome"), EXPECTED)
def test_relations_within_a_source_come_out_as_computed_apart(
    example: Findings, law: str, figure_ids: list[str], outcome: str
) -> None:
    assert only(example, law, *figure_ids)["outcome"] == outcome


def test_the_example_has_failures_and_every_row_of_it_is_read_or_quarantined(
    example: Findings,
) -> None:
    assert example.run["verdict"] == "fail"
    assert len(example.figures) + len(example.quarantine) == len(load_package(EXAMPLE).printed)


@pytest.mark.parametrize("package", ["first", "example"])
def test_every_figure_is_compared_or_said_not_to_be(
    request: pytest.FixtureRequest, package: str
) -> None:
    found: Findings = request.getfixturevalue(package)
    compared = {one for row in found.results for one in row["figure_ids"]}
    assert compared.isdisjoint(found.uncompared)
    assert compared.union(found.uncompared) == {figure.figure_id for figure in found.figures}


def test_a_failure_tells_how_far_off_it_is_and_what_it_would_have_caught(
    example: Findings,
) -> None:
    # 1916 of 2236 companies, "-15.3%" (S002).
    row = only(example, "growth", "S002-01", "S002-02", "S002-03")
    assert row["gap"] == pytest.approx((0.1525 - 320 / 2236) / 0.001)
    assert row["sharpness"] == pytest.approx(0.0005 / 0.153)


def test_nothing_printed_in_the_first_package_fails(first: Findings) -> None:
    assert (first.run["verdict"], first.run["failed"], first.quarantine) == ("warn", 0, [])


def test_the_four_core_industries_have_their_share_of_about_349_billion(first: Findings) -> None:
    row = only(
        first, "share", "cd-2016-10-core-share", "cd-2016-10-core-level", "brief-2016-10-total"
    )
    assert (row["outcome"], row["gap"]) == ("pass", 0)
    # 263.485 / 349.5 to 263.495 / 348.5, and the slip of 75.5 % that would have left it.
    assert row["expected_low"] == pytest.approx(263.485 / 349.5)
    assert row["expected_high"] == pytest.approx(263.495 / 348.5)
    assert row["sharpness"] == pytest.approx((263.495 / 348.5 - 0.7545) / 0.755)
    assert "263.49 billion yuan / ≈349 billion yuan" in row["message"]


def test_the_total_nobody_printed_is_implied_beside_its_estimate(first: Findings) -> None:
    [row] = [row for row in first.implied if row["kind"] == "implied"]
    assert (row["law"], row["indicator"], row["segment"]) == ("share", "total_income", "")
    assert (row["period"], row["unit"]) == ("2016-01/2016-10", "CNY")
    assert (round(row["low"] / 1e9, 4), round(row["high"] / 1e9, 4)) == (348.7558, 349.2313)
    assert row["from_figure_ids"] == ["cd-2016-10-core-level", "cd-2016-10-core-share"]


def test_yuan_and_dollars_are_a_rate_of_that_time_apart(first: Findings) -> None:
    row = only(first, "conversion", TOTAL["yuan"], TOTAL["dollars"])
    assert row["outcome"] == "pass"
    assert "nearest the release day rate" in row["message"]


def test_ten_months_run_at_an_even_pace(first: Findings) -> None:
    row = only(first, "year-to-date", "brief-2016-10-total", TOTAL["headline"])
    assert row["outcome"] == "pass"
    assert "at 99.7% of an even pace" in row["message"]


def test_a_forecast_that_the_headline_calls_earned_is_a_warning(first: Findings) -> None:
    row = only(first, "restatement", TOTAL["headline"], TOTAL["yuan"])
    assert row["outcome"] == "warn"
    assert "mixes statuses actual, forecast" in row["message"]


@pytest.mark.parametrize("law", ["part-of-whole", "range"])
def test_other_laws_pass(first: Findings, law: str) -> None:
    assert {row["outcome"] for row in first.results if row["check_id"] == law} == {"pass"}
