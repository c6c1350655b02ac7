"""docs/rules.md: its rules are read, its figures give its messages, its mistakes are found."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package
from flows.rule_files import read_rules
from schemas.codes import Codes, Indicator, Park, Segment
from schemas.figures import PrintedFigure
from schemas.rules.json_schema import json_schema

PAGE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
PARKS = ("Zhongguancun", "Beijing development zones (19)")
FLOWS = ("total_income", "cost", "profit", "exports", "hi-tech exports")
SEGMENTS = (
    *("software", "ic", "a, b"),
    *(f"{site}/{code}" for site in ("hsinchu", "central", "all") for code in ("ic", "networking")),
)
CODES = Codes(
    parks={code: Park(code) for code in PARKS},
    indicators={code: Indicator(code, unit="CNY", kind="flow") for code in FLOWS}
    | {"employees": Indicator("employees", kind="stock")},
    segments={code: Segment(code) for code in SEGMENTS},
)
RULES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]


def table(head: str) -> list[list[str]]:
    """Return the rows of the table whose head line begins so."""
    lines = PAGE[PAGE.index(f"\n| {head}") + 1 :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_the_first_example_is_read_and_fits_the_schema() -> None:
    rules, quarantined = read_rules("rules.yml", RULES.encode(), CODES)
    assert quarantined == []
    assert [rule.name for rule in rules] == list(yaml.safe_load(RULES))
    Draft7Validator(json_schema()).validate(yaml.safe_load(RULES))


@pytest.mark.parametrize(
    "operand",
    [
        code
        for cells in table("written")
        for code in re.findall("`([^`]+)`", cells[0])
        if code[0].isalpha() and "$" not in code and code != "in a .. b"
    ],
)
def test_every_form_of_operand_is_read(operand: str) -> None:
    source = yaml.safe_dump({"one": {"rule": f"{operand} <= total_income"}})
    assert read_rules("rules.yml", source.encode(), CODES)[1] == []


def test_the_figures_give_the_messages() -> None:
    printed = [
        PrintedFigure(
            figure_id=figure,
            source_id="S",
            park="Zhongguancun",
            indicator=figure.split(", ")[0],
            period=figure.split(", ")[1],
            printed=text,
        )
        for figure, text in table("figure | printed")
    ]
    rules, _ = read_rules("rules.yml", RULES.encode(), CODES)
    package = Package(Path(), CODES, printed, [], [], {}, rules)
    found = confront_package(package, RunRequest("run", date(2026, 1, 1)))
    said = [[row["check_id"], row["outcome"], row["message"]] for row in found.results]
    for expected in table("check | outcome"):
        [row] = [row for row in said if row[0] == expected[0]]
        assert row[1] == expected[1]
        assert row[2].split(";")[0] == expected[2]
    [gap] = [row["gap"] for row in found.results if row["check_id"] == "profit-is-what-remains"]
    assert f"here tenths of a billion of income: {gap:g}." in PAGE


@pytest.mark.parametrize(("rule", "column", "found", "expected"), table("rule | column"))
def test_a_mistake_is_found_where_the_page_says(
    rule: str, column: str, found: str, expected: str
) -> None:
    source = f"one:\n  rule: |\n    {rule.strip('`')}\n"
    _, [entry] = read_rules("rules.yml", source.encode(), CODES)
    assert (entry.place.line, entry.place.column) == (3, str(int(column) + 4))
    assert entry.found == found
    assert expected in entry.expected
