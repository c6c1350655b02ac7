"""A folder for each law in tests/laws, and in it a table of figures for each outcome."""

from datetime import date
from pathlib import Path
from shutil import copy, copytree

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from schemas.laws import LAWS
from schemas.terms import Outcome

FOLDERS = Path(__file__).parent / "laws"
PACKAGE = FOLDERS / "package"

# These laws relate figures that are there: where one is missing there is no relation.
NEVER_UNKNOWN = {
    "part-of-whole": "a part is only compared with a whole that is there",
    "year-to-date": "a flow is only compared with a longer period's flow that is there",
    "restatement": "one printing of a figure has no other to agree with",
    "range": "an indicator without bounds bounds nothing",
}
CASES = [
    (law.name, outcome)
    for law in LAWS
    for outcome in Outcome
    if outcome is not Outcome.UNKNOWN or law.name not in NEVER_UNKNOWN
]


@pytest.mark.parametrize(("law", "outcome"), CASES)
def test_a_laws_relations_have_the_outcome_of_their_file(
    tmp_path: Path, law: str, outcome: Outcome
) -> None:
    package = copytree(PACKAGE, tmp_path / "package")
    (package / "figures").mkdir()
    copy(FOLDERS / law / f"{outcome}.csv", package / "figures")
    found = confront_package(load_package(package), RunRequest("run", date(2026, 1, 1)))
    assert found.quarantine == []
    assert {row["outcome"] for row in found.results if row["check_id"] == law} == {outcome}


def test_every_law_has_a_folder_and_every_folder_a_law() -> None:
    folders = {path.name for path in FOLDERS.iterdir() if path.is_dir()} - {PACKAGE.name}
    assert folders == {law.name for law in LAWS}


def test_every_table_of_figures_is_used() -> None:
    used = {FOLDERS / law / f"{outcome}.csv" for law, outcome in CASES}
    assert set(FOLDERS.rglob("*.csv")) - set(PACKAGE.rglob("*.csv")) == used
