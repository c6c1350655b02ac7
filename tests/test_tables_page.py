"""docs/tables.md and readings.md: their commands say what is shown; the table is read rightly."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from flows.figure_files import load_package
from schemas.figures import read_figures
from schemas.tables_json_schema import json_schema
from tests.console import ROOT, Shell, bare, steps

PAGE = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
READINGS = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
FILES = [step for step in steps(PAGE) if step.file]
CORPUS = ROOT / "data" / "examples" / "zhongguancun"
SEGMENTS = {
    "ic": "ic",
    "opto": "optoelectronics",
    "computers": "pc_peripherals",
    "networking": "networking",
    "machinery": "precision_machinery",
    "biotech": "biotechnology",
    "others": "others",
}


@pytest.fixture
def shell(tmp_path):
    (tmp_path / "data" / "tables").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    return Shell(tmp_path, bare(tmp_path / "home"))


@pytest.mark.slow
@pytest.mark.parametrize("page", [PAGE, READINGS], ids=["tables", "readings"])
def test_the_page_shows_what_is_said(page, shell):
    differences = shell.follow(steps(page))
    assert not differences, "\n".join(differences)


def test_the_table_reads_as_its_figures_keyed_one_by_one(shell):
    for step in FILES:
        shell.write(step)
    found = load_package(Path(shell.folder) / "data")
    table, unread = read_figures(found.printed, found.codes)
    assert (len(table), unread, found.quarantined) == (40, [], [])
    keyed, _ = read_figures(
        [row for row in load_package(CORPUS).printed if row.source_id == "S101"],
        load_package(CORPUS).codes,
    )
    by_place = {
        (one.segment, one.measure, one.unit): one for one in keyed if "2016-10" in one.period
    }
    for one in table:
        park = "all" if one.park == "taiwan" else one.park
        whole = "" if park == "all" else park
        segment = f"{park}/{SEGMENTS[one.segment]}" if one.segment else whole
        same = by_place[segment, one.measure, one.unit]
        assert (one.usual_low, one.usual_high) == (same.usual_low, same.usual_high)
        assert (one.widest_low, one.widest_high) == (same.widest_low, same.widest_high)


def test_the_mappings_of_the_page_fit_the_schema():
    for source in re.findall(r"```yaml(?: title=\"[^\"]+\")?\n(.*?)```", PAGE, re.DOTALL):
        Draft7Validator(json_schema()).validate(yaml.safe_load(source))
    known = json.dumps(json_schema())
    named = re.findall(r"^\| `(\w+)`(?:, `(\w+)`)? \|", PAGE, re.MULTILINE)
    assert [one for pair in named for one in pair if one and f'"{one}"' not in known] == []
    assert named
