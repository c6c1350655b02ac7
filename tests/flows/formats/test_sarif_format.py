import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from flows.check_words import check_words
from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.formats.sarif_fixes import Texts
from flows.formats.sarif_format import findings_sarif
from schemas.terms import Place
from tests.flows.hand_made import HOSTILE, STEERING, findings, relation, unread

SCHEMAS = Path(__file__).parents[1] / "schemas"
SCHEMA = Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8")))
HEADER = "figure_id,source_id,park,indicator,segment,measure,of,period,printed,note\n"
FIGURES = """\
part,s,P,income,software,level,,2016,"1,755 million yuan",
whole,s,P,income,,level,,2016,"10,000 million yuan",
share,s,P,income,software,share,,2016,71.55 percent,
later,s,P,income,,level,,2017,20 billion yuan,
half,s,P,income,software,level,,2017,5 billion yuan,
large,s,P,income,software,share,,2017,50 percent,
unread,s,P,income,,level,,2018,many,
"""
WAIVERS = """\
known-share:
  check: share
  figures: [later, half, large]
  outcome: fail
  reason: The park counts software twice.
  by: A. Keeper
gone:
  check: growth
  figures: [whole]
  outcome: fail
  reason: Nobody knows.
  by: A. Keeper
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A package that fails, with a failure waived, a waiver of nothing and a row unread."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "figures").mkdir(parents=True)
    write("data/figures/园区 1.csv", HEADER + FIGURES)
    write("data/waivers.yml", WAIVERS)
    return Path("data")


def write(file, text):
    Path(file).write_text(text, encoding="utf-8")


def sarif(folder, run_id="r"):
    package = load_package(folder)
    found = confront_package(package, RunRequest(run_id, date(2026, 11, 23)))
    return run_of(findings_sarif(found, folder, check_words(package.rules)))


def run_of(text):
    log = json.loads(text)
    SCHEMA.validate(log)
    (run,) = log["runs"]
    return run


def at(result):
    location = result["locations"][0]["physicalLocation"]
    return location["artifactLocation"]["uri"], location.get("region", {}).get("startLine")


@pytest.mark.slow
def test_results_stand_beside_the_lines_of_figures(folder):
    run = sarif(folder)
    found = [(one["ruleId"], one["level"], *at(one)) for one in run["results"]]
    file = "data/figures/%E5%9B%AD%E5%8C%BA%201.csv"
    assert found == [
        ("share", "error", file, 2),
        ("share", "error", file, 5),
        ("waiver", "warning", "data/waivers.yml", 7),
        ("quarantine", "warning", file, 8),
    ]
    failed, waived, gone, _ = run["results"]
    assert "suppressions" not in failed
    assert waived["suppressions"][0]["justification"] == "The park counts software twice."
    assert "waivers.yml:7: " in gone["message"]["text"]
    related = [one["message"]["text"] for one in failed["relatedLocations"]]
    assert related == ["share: 71.55 percent", "whole: 10,000 million yuan"]
    assert {one["ruleId"] for one in run["results"]} <= {
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    }
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["automationDetails"]["id"] == "data/r"


@pytest.mark.slow
def test_results_are_the_same_in_the_next_run(folder):
    first, second = (sarif(folder, run_id)["results"] for run_id in "ab")
    prints = [json.dumps(one["partialFingerprints"]) for one in first]
    assert first == second
    assert len(set(prints)) == len(prints)


@pytest.mark.slow
def test_a_fix_makes_the_figures_agree(folder):
    (fix,) = next(one for one in sarif(folder)["results"] if "fixes" in one)["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region, file = replacement["deletedRegion"], folder / "figures" / "园区 1.csv"
    lines = file.read_text(encoding="utf-8").split("\n")
    line = lines[region["startLine"] - 1]
    before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
    lines[region["startLine"] - 1] = before + replacement["insertedContent"]["text"] + after
    write(file, "\n".join(lines))
    errors = [one for one in sarif(folder)["results"] if one["level"] == "error"]
    assert [one["ruleId"] for one in errors if "suppressions" not in one] == []


@pytest.mark.parametrize(
    ("line", "instead", "columns"),
    [
        ("a,75.5 percent,", "57.5 percent", (3, 15)),
        ("园区,75.5 percent,", "57.5 percent", (4, 16)),
        ('a,"75.5 percent",', "1,000 percent", (4, 16)),
        ("a,75.5 percent,", "1,000 percent", None),
        ("a,75.5 percent,75.5 percent", "57.5 percent", None),
        ("a,75.5 percent,", 'a "b"', None),
        ("a,", "57.5 percent", None),
    ],
)
def test_a_fix_is_offered_only_where_one_place_can_be_meant(tmp_path, line, instead, columns):
    (tmp_path / "a.csv").write_bytes(f"\ufeffheader\r\n{line}\r\n".encode())
    found = Texts(tmp_path).region(Place("a.csv", 2), "75.5 percent", instead)
    assert (found and (found["startColumn"], found["endColumn"])) == columns


def test_a_file_that_is_gone_has_no_fix(tmp_path):
    assert Texts(tmp_path).region(Place("a.csv", 2), "75.5 percent", "57.5 percent") is None


def test_a_refused_file_means_that_not_all_was_checked():
    run = run_of(hand_made(quarantine=[unread(refused=True, line=0, column="")]))
    (result,) = run["results"]
    assert (result["level"], *at(result)) == ("error", "data/figures/a.csv", None)
    assert run["invocations"][0]["executionSuccessful"] is False


def test_what_is_unknown_or_passes_is_no_result():
    assert run_of(hand_made(relation("unknown"), relation("pass")))["results"] == []


def test_texts_of_figures_are_shown_and_not_obeyed():
    link = "[here](https://example.org) {0} \\"
    rows = [relation("fail", message=text, figure_ids=[text]) for text in (HOSTILE, link)]
    text = hand_made(*rows, quarantine=[unread(found=HOSTILE, file=HOSTILE)])
    messages = [one["message"]["text"] for one in run_of(text)["results"]]
    assert not any(STEERING.search(message) for message in messages)
    shown = r"\[here\](https://example.org) {{0}} \\"
    assert messages[1] == f"P, income, 2016: {shown} ({shown})"


def hand_made(*rows, **parts):
    found = findings(*rows, **parts)
    found.run.update(package="data", code_version="0.1.0")
    return findings_sarif(found, Path("data"), check_words())
