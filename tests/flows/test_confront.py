"""One run over a package: what it takes into account, what it counts, and that it is repeatable."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, load_package
from schemas.quality_log import Findings, Row
from schemas.terms import Place, Quarantined

DATA = Path(__file__).parents[2] / "data"
FIRST = load_package(DATA)
# Sources of Zhongguancun, Taiwan, Tianjin and Malaysia, in which every outcome occurs.
SOURCES = {"S002", "S030", "S035", "S101", "S104", "S165", "S170", "S229", "S231"}


@pytest.fixture(scope="module")
def example() -> Package:
    package = load_package(DATA / "examples" / "zhongguancun")
    return replace(package, printed=[row for row in package.printed if row.source_id in SOURCES])


@pytest.fixture(scope="module")
def found(example: Package) -> Findings:
    return run(example)


def run(package: Package, as_of: date = date(2026, 11, 22), **request: Any) -> Findings:
    return confront_package(package, RunRequest("run", as_of, **request))


def outcomes(found: Findings, law: str) -> set[str]:
    return {row["outcome"] for row in found.results if row["check_id"] == law}


@pytest.mark.parametrize(
    ("as_of", "figures", "share"),
    [
        # The brief, with the total that the share needs, is of 22 November 2026.
        (date(2026, 11, 22), 10, {"pass", "unknown"}),
        (date(2026, 11, 21), 9, {"unknown"}),
        (date(2016, 12, 26), 0, set()),
    ],
)
def test_a_figure_published_later_is_not_used(as_of: date, figures: int, share: set[str]) -> None:
    found = run(FIRST, as_of)
    assert (len(found.figures), found.run["figures"]) == (figures, figures)
    assert outcomes(found, "share") == share


def test_a_figure_of_a_source_without_a_date_is_always_used() -> None:
    sources = {code: replace(one, published_on=None) for code, one in FIRST.codes.sources.items()}
    undated = replace(FIRST, codes=replace(FIRST.codes, sources=sources))
    assert len(run(undated, date(2000, 1, 1)).figures) == len(FIRST.printed)


def test_a_rate_of_a_later_day_is_not_used() -> None:
    as_of = date(2016, 12, 27)
    later = replace(FIRST, rates=[rate for rate in FIRST.rates if rate.day > as_of])
    assert outcomes(run(FIRST, as_of), "conversion") == {"pass"}
    assert outcomes(run(later, as_of), "conversion") == {"unknown"}


def test_one_park_has_the_rows_it_has_among_all(example: Package, found: Findings) -> None:
    park = "MSC Malaysia"
    alone = run(example, park=park)
    assert alone.results == [row for row in found.results if row["park"] == park]
    assert alone.implied == [row for row in found.implied if row["park"] == park]
    assert alone.figures == [figure for figure in found.figures if figure.park == park]
    assert sum(row["checked"] for row in alone.check_results) == len(alone.results) > 0


def test_the_order_of_rows_changes_nothing(example: Package, found: Findings) -> None:
    shuffled = random.Random(0).sample(example.printed, len(example.printed))
    again = run(replace(example, printed=shuffled))
    assert again.results == found.results
    assert again.implied == found.implied
    assert again.uncompared == found.uncompared
    assert again.quarantine == found.quarantine
    assert sorted(again.figures, key=str) == sorted(found.figures, key=str)
    assert [timeless(row) for row in again.check_results] == [
        timeless(row) for row in found.check_results
    ]
    assert timeless(again.run) == timeless(found.run)


def timeless(row: Row) -> Row:
    clock = ("started_at", "finished_at", "seconds")
    return {name: value for name, value in row.items() if name not in clock}


def test_the_verdict_is_that_of_the_worst_outcome(found: Findings) -> None:
    assert (found.run["verdict"], found.quarantine) == ("fail", [])


def test_counts_are_those_of_the_rows(found: Findings) -> None:
    counted = {"passed": "pass", "warned": "warn", "failed": "fail", "unknown": "unknown"}
    for check in found.check_results:
        rows = [row["outcome"] for row in found.results if row["check_id"] == check["check_id"]]
        assert {name: rows.count(outcome) for name, outcome in counted.items()} == {
            name: check[name] for name in counted
        }
        assert check["checked"] == len(rows)
    for name, outcome in counted.items():
        # Each outcome occurs, or this test shows little.
        assert found.run[name] == sum(row["outcome"] == outcome for row in found.results) > 0


def test_passes_beyond_the_limit_are_counted_but_not_logged(
    example: Package, found: Findings
) -> None:
    limited = run(example, pass_rows=3)
    assert sum(row["outcome"] == "pass" for row in limited.results) == 3
    assert [row for row in limited.results if row["outcome"] != "pass"] == [
        row for row in found.results if row["outcome"] != "pass"
    ]
    assert limited.run["passed"] == found.run["passed"]
    assert limited.uncompared == found.uncompared


@pytest.mark.parametrize(
    ("quarantined", "verdict"),
    [
        ([], "pass"),
        ([Quarantined(Place("figures/a.csv", 2), "5%6", "a number")], "warn"),
        ([Quarantined(Place("figures/a.csv"), "x", "y", refused=True)], "fail"),
    ],
)
def test_what_could_not_be_read_weighs_in_the_verdict(
    quarantined: list[Quarantined], verdict: str
) -> None:
    printed = [row for row in FIRST.printed if row.source_id == "project-brief"]
    # Without a cadence, so that nothing is late.
    codes = replace(FIRST.codes, indicators={})
    found = run(replace(FIRST, printed=printed, quarantined=quarantined, codes=codes))
    assert (found.run["verdict"], found.run["quarantined"]) == (verdict, len(quarantined))
    assert [row["found"] for row in found.quarantine] == [one.found for one in quarantined]


def test_progress_runs_from_nothing_to_done_even_without_a_figure() -> None:
    told: list[tuple[str, float]] = []
    nothing = replace(FIRST, printed=[])
    request = RunRequest("run", date(2026, 11, 22))
    confront_package(nothing, request, lambda what, share_done: told.append((what, share_done)))
    shares = [share_done for _, share_done in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0.0, ("done", 1.0))
