"""A workbook's sheet and cell in every form in which findings are told."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.check_words import check_words
from flows.cli import parkfigures
from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, load_package
from flows.formats.github_format import findings_github
from flows.formats.junit_format import findings_junit
from flows.formats.sarif_format import findings_sarif
from flows.lineage.facets import assertions
from schemas.quality_log import Findings
from tests.flows.forms.test_any_table import HEADER, workbook
from tests.flows.made_tables import saved
from tests.flows.test_figure_files import write

ROWS = [
    [*HEADER, "segment", "measure"],
    ["total", "S", "P", "I", "2016", "100.0", "", ""],
    ["part", "S", "P", "I", "2016", "50.0", "x", ""],
    ["share", "S", "P", "I", "2016", "75.5%", "x", "share"],
    ["odd", "S", "P", "I", "Oct-16", "5", "", ""],
]
FILE = "figures/a.xlsx"
SHEET = "园区 1"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    made = workbook(*ROWS, title=SHEET)
    made.create_sheet("Notes")["A1"] = "to do"
    return load_package(write(tmp_path_factory.mktemp("data"), {FILE: saved(made)}))


@pytest.fixture(scope="module")
def findings(package: Package) -> Findings:
    return confront_package(package, RunRequest("r", date(2026, 11, 23)))


def test_the_log_has_the_cell_of_each_figure(findings: Findings) -> None:
    places = {figure.figure_id: (figure.file, figure.line) for figure in findings.figures}
    assert places["share"] == (f"{FILE} [{SHEET}] F4", 4)
    unread = [(row["file"], row["line"], row["column"]) for row in findings.quarantine]
    odd = (f"{FILE} [{SHEET}] E5", 5, "period")
    assert sorted(unread) == [(f"{FILE} [Notes] A1", 1, "figure_id"), odd]


def test_github_and_junit_name_the_file_and_the_cell(findings: Findings) -> None:
    said = findings_github(findings, ["P"], Path("data"))
    assert f"::error file=data/{FILE},title=refused::Notes!A1: figure_id: found to do" in said
    assert f"::warning file=data/{FILE},title=quarantine::{SHEET}!E5: period: found Oct-16" in said
    assert f"::error file=data/{FILE},title=share::{SHEET}!F3: P, I, x, 2016: 50.0 / 100.0" in said
    assert f'name="{FILE} [{SHEET}] E5:period"' in findings_junit(findings)


def test_sarif_points_at_the_file_and_names_the_cell(package: Package, findings: Findings) -> None:
    log = json.loads(findings_sarif(findings, Path("data"), check_words(package.rules)))
    found = {one["ruleId"]: one for one in log["runs"][0]["results"]}
    [place] = found["share"]["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": f"data/{FILE}"}}
    assert place["logicalLocations"] == [{"fullyQualifiedName": f"{SHEET}!F3"}]
    assert found["share"]["message"]["text"].startswith(f"{SHEET}!F3: P, I, x, 2016: 50.0 / 100.0")


def test_lineage_is_of_files(findings: Findings) -> None:
    assert list(assertions(findings)) == [FILE]


def test_a_terminal_names_the_cell(package: Package) -> None:
    told = CliRunner().invoke(parkfigures, ["explain", "share", str(package.folder)]).output
    assert f"({FILE} [{SHEET}] F4)" in " ".join(told.split())
    told = CliRunner().invoke(parkfigures, ["check", "--dry-run", str(package.folder)]).output
    assert "".join(f"{FILE} [{SHEET}] E5:period".split()) in "".join(told.split())
