"""A folder for each law in tests/laws, and in it a table of figures for each outcome."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, load_package
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
    "target-path": "a target is only compared with an earlier figure that is there",
    "freshness": "only where a figure is, another is due",
}
CASES = [
    (law.name, outcome)
    for law in LAWS
    for outcome in Outcome
    if (outcome is not Outcome.UNKNOWN or law.name not in NEVER_UNKNOWN)
    and (outcome is not Outcome.FAIL or law.at_most is Outcome.FAIL)
]
Outcomes = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """The outcomes of each law in each file, all files confronted at once but kept apart."""
    folder = copytree(PACKAGE, tmp_path_factory.mktemp("laws") / "package")
    copytree(FOLDERS, folder / "figures", ignore=ignore_patterns(PACKAGE.name))
    package = _apart(load_package(folder))
    found = confront_package(package, RunRequest("run", date(2026, 1, 1)))
    assert found.quarantine == []
    said: Outcomes = defaultdict(set)
    for row in found.results:
        said[row["park"].partition(": ")[0], row["check_id"]].add(row["outcome"])
    return said


def _apart(package: Package) -> Package:
    """Give each file parks of its own, so that its figures are related to no other file's."""
    parks = {
        f"{file}: {code}": replace(park, park=f"{file}: {code}")
        for file in {row.file for row in package.printed}
        for code, park in package.codes.parks.items()
    }
    printed = [
        replace(row, figure_id=f"{row.file} {row.figure_id}", park=f"{row.file}: {row.park}")
        for row in package.printed
    ]
    return replace(package, printed=printed, codes=replace(package.codes, parks=parks))


@pytest.mark.parametrize(("law", "outcome"), CASES)
def test_a_laws_relations_have_the_outcome_of_their_file(
    outcomes: Outcomes, law: str, outcome: Outcome
) -> None:
    assert outcomes[f"figures/{law}/{outcome}.csv", law] == {outcome}


def test_every_law_has_a_folder_and_every_folder_a_law() -> None:
    folders = {path.name for path in FOLDERS.iterdir() if path.is_dir()} - {PACKAGE.name}
    assert folders == {law.name for law in LAWS}


def test_every_table_of_figures_is_used() -> None:
    used = {FOLDERS / law / f"{outcome}.csv" for law, outcome in CASES}
    assert set(FOLDERS.rglob("*.csv")) - set(PACKAGE.rglob("*.csv")) == used
