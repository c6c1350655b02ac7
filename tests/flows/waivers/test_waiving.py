"""Waivers of real contradictions: what they change in a run, and when they stop doing so."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, load_package
from flows.log import reading as log_reading
from flows.waivers.files import read_waivers
from flows.warehouse.recording import connect, record
from schemas.quality_log import WAIVERS, Findings, Row

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "examples" / "zhongguancun"
PAGE = (ROOT / "docs" / "waivers.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 22)
TAIWAN = "Taiwan science parks (HSP+STSP+CTSP)"
# Hsinchu's income of 2016, with a wrong digit, in its parts, as a part and in a growth.
PARTS = ["S101-04", *(f"S101-{number}" for number in (19, 24, 29, 34, 39, 44, 49))]
TOTAL = ["S101-01", "S101-04", "S101-06", "S101-08"]
GROWTH = ["S101-04", "S104-04", "S104-05"]
WRONG = [("sum", PARTS), ("sum", TOTAL), ("growth", GROWTH)]


@pytest.fixture(scope="module")
def example() -> Package:
    package = load_package(EXAMPLE)
    sources = {"S101", "S104", "S229"}
    return replace(package, printed=[row for row in package.printed if row.source_id in sources])


@pytest.fixture(scope="module")
def before(example: Package) -> Findings:
    return run(example)


def run(package: Package, as_of: date = DAY, **request: Any) -> Findings:
    return confront_package(package, RunRequest("run", as_of, **request))


def waiving(package: Package, *relations: tuple[str, list[str]], **given: Any) -> Package:
    """Return a package with a waiver of each relation, each on a line of its file."""
    said = {"reason": "A digit is wrong.", "by": "A. Editor"} | given
    lines = [
        f"waiver-{number}: {json.dumps({'check': check, 'figures': ids, **said}, default=str)}\n"
        for number, (check, ids) in enumerate(relations, start=1)
    ]
    waivers, quarantined = read_waivers("".join(lines).encode(), [])
    assert quarantined == []
    return replace(package, waivers=waivers)


def counts(found: Findings, check: str) -> Row:
    [row] = [row for row in found.check_results if row["check_id"] == check]
    return {name: row[name] for name in ("checked", "passed", "warned", "failed", "waived")}


def warnings(found: Findings) -> list[str]:
    return [row["message"] for row in found.results if row["check_id"] == "waiver"]


def test_a_waived_relation_keeps_its_outcome_and_counts_as_waived_only(
    example: Package, before: Findings
) -> None:
    found = run(waiving(example, ("sum", PARTS[::-1])))
    waived = [row for row in found.results if row["waiver_id"]]
    assert [(row["outcome"], row["figure_ids"]) for row in waived] == [("fail", PARTS)]
    assert [row | {"waiver_id": None} for row in found.results] == before.results
    was, now = counts(before, "sum"), counts(found, "sum")
    assert now == was | {"failed": was["failed"] - 1, "waived": 1}
    assert found.run["failed"] == before.run["failed"] - 1
    assert (found.run["waived"], found.run["verdict"]) == (1, "fail")
    assert found.implied == before.implied


def test_what_is_waived_is_not_in_the_verdict(example: Package, before: Findings) -> None:
    wrong = [row for row in before.results if row["outcome"] in {"fail", "warn"}]
    relations = [(row["check_id"], row["figure_ids"]) for row in wrong if row["outcome"] == "fail"]
    found = run(waiving(example, *relations))
    assert (found.run["verdict"], found.run["failed"]) == ("warn", 0)
    assert found.run["waived"] == len(relations) > 3


@pytest.mark.parametrize("outcome", ["warn", "unknown"])
def test_warnings_and_unknowns_can_be_waived(
    example: Package, before: Findings, outcome: str
) -> None:
    one = next(row for row in before.results if row["outcome"] == outcome)
    found = run(waiving(example, (one["check_id"], one["figure_ids"]), outcome=outcome))
    [waived] = [row for row in found.results if row["waiver_id"]]
    assert waived == one | {"waiver_id": "waiver-1"}
    count = {"warn": "warned", "unknown": "unknown"}[outcome]
    assert found.run[count] == before.run[count] - 1


@pytest.mark.parametrize(("as_of", "waived"), [(DAY, 1), (date(2026, 11, 23), 0)])
def test_a_waiver_expires_the_day_after_its_last(
    example: Package, as_of: date, waived: int
) -> None:
    found = run(waiving(example, ("sum", PARTS), until=DAY), as_of)
    assert found.run["waived"] == waived
    if not waived:
        assert warnings(found) == [
            f"waivers.yml:1: expired on 2026-11-22; sum of {', '.join(PARTS)} still fails"
        ]
        nothing = {"passed": 0, "failed": 0, "waived": 0}
        assert counts(found, "waiver") == {"checked": 1, "warned": 1} | nothing
        assert found.run["warned"] == 2


def corrected(package: Package) -> Package:
    printed = [
        replace(row, printed="NT$847.557 billion") if row.figure_id == "S101-04" else row
        for row in package.printed
    ]
    return replace(package, printed=printed)


def test_waivers_of_a_figure_that_was_corrected_match_nothing(example: Package) -> None:
    found = run(waiving(corrected(example), *WRONG))
    assert warnings(found) == [
        f"waivers.yml:{line}: matches nothing any more: {check} of {', '.join(ids)} now passes"
        for line, (check, ids) in enumerate(WRONG, start=1)
    ]
    rows = [row for row in found.results if row["check_id"] == "waiver"]
    assert {row["park"] for row in rows} == {TAIWAN}
    assert found.run["waived"] == 0


def test_a_pass_that_is_not_logged_is_not_said_to_be_gone(example: Package) -> None:
    [one, *_] = [row for row in run(example).results if row["outcome"] == "pass"]
    package = waiving(example, (one["check_id"], one["figure_ids"]))
    said = f"{one['check_id']} of {', '.join(one['figure_ids'])}"
    assert warnings(run(package)) == [f"waivers.yml:1: matches nothing any more: {said} now passes"]
    assert warnings(run(package, pass_rows=0)) == [
        f"waivers.yml:1: matches nothing any more: no {said} fails"
    ]


def test_a_waiver_says_nothing_before_all_its_figures_were_published(example: Package) -> None:
    package = waiving(example, *WRONG)
    found = run(package, date(2017, 12, 13))
    assert (found.run["waived"], warnings(found)) == (2, [])
    assert run(package).run["waived"] == 3


def test_a_waiver_says_nothing_of_a_park_that_was_not_asked_for(example: Package) -> None:
    package = waiving(example, *WRONG, ("sum", ["S101-04", "S101-19"]))
    assert warnings(run(package, park="MSC Malaysia")) == []
    here = run(package, park=TAIWAN)
    assert here.run["waived"] == 3
    assert warnings(here) == warnings(run(package)) != []


def test_the_log_holds_the_waivers_and_what_they_accept(example: Package, tmp_path: Path) -> None:
    found = run(waiving(example, *WRONG, until=DAY, link="https://example.org/1"))
    file = tmp_path / "log.duckdb"
    record(found, file)
    with connect(file, read_only=True) as connection:
        rows = connection.sql("FROM waivers ORDER BY line").to_arrow_table().to_pylist()
        joined = connection.execute(
            "SELECT check_id, figure_ids, outcome FROM quality_log JOIN waivers "
            "USING (run_id, waiver_id, check_id, figure_ids, outcome)"
        ).fetchall()
        assert log_reading.findings(connection, "run").waivers == rows
    assert rows == list(found.waivers)
    assert list(rows[0]) == list(WAIVERS)
    assert sorted(joined) == sorted((check, ids, "fail") for check, ids in WRONG)


def test_the_page_says_what_a_run_says_of_its_example(example: Package) -> None:
    [source] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    [waiver], _ = read_waivers(source.encode(), [])
    package = replace(example, waivers=(waiver,))
    assert run(package).run["waived"] == 1
    misspelt = replace(waiver, figure_ids=("S101-4", "S104-04", "S104-05"))
    fewer = replace(waiver, check_id="sum", figure_ids=("S229-01", "S229-02", "S229-04"))
    said = [
        *warnings(run(package, date(2027, 7, 1))),
        *warnings(run(corrected(package))),
        *warnings(run(replace(example, waivers=(misspelt, fewer)))),
    ]
    assert len(said) == 4
    assert [message for message in said if f"| {message} |" not in PAGE] == []
