import csv
import io
import json
from dataclasses import replace
from math import inf, nan
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.formats.csv_format import rows_csv
from flows.formats.github_format import command, findings_github
from flows.formats.json_format import findings_json
from flows.formats.junit_format import findings_junit
from tests.flows.hand_made import HOSTILE, STEERING, findings, relation, unread


def test_json_has_days_as_text_and_no_number_that_json_lacks():
    found = json.loads(
        findings_json(findings(relation("fail", gap=inf, sharpness=nan))),
        parse_constant=pytest.fail,
    )
    assert (found["run"]["as_of"], found["run"]["started_at"]) == (
        "2016-12-27",
        "2016-12-27T08:00:00Z",
    )
    assert (found["results"][0]["gap"], found["results"][0]["sharpness"]) == (None, None)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("a=1", "a=1"),
        (-1.5, "-1.5"),
        (None, ""),
        (["=a", "b"], "'=a, b"),
        ("中关村, a", "中关村, a"),
    ],
)
def test_csv_has_no_formula(value, cell):
    text = rows_csv(["column"], [{"column": value}])
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert (header, row) == (["column"], [cell])


@pytest.mark.parametrize(
    ("result", "child"),
    [
        (relation("fail"), "failure"),
        (relation("unknown"), "skipped"),
        (relation("warn"), "system-out"),
        (relation("pass"), "system-out"),
        (relation("fail", waiver_id="w"), "system-out"),
    ],
)
def test_junit_has_a_test_case_for_each_relation(result, child):
    suites = ElementTree.fromstring(findings_junit(findings(result)))
    (suite,) = suites
    assert [case.get("classname") for case in suite] == ["share"]
    assert [inner.tag for inner in suite[0]] == [child]
    assert "1 / 2 = 50 %" in ElementTree.tostring(suite[0], encoding="unicode")
    assert [suite.get(count) for count in ("tests", "failures", "skipped")] == [
        "1",
        str(int(child == "failure")),
        str(int(child == "skipped")),
    ]


def test_junit_has_an_error_for_a_refused_file_only():
    both = [unread(), unread(refused=True, line=0, column="")]
    (suite,) = ElementTree.fromstring(findings_junit(findings(quarantine=both)))
    assert [suite.get(count) for count in ("tests", "failures", "errors")] == ["2", "0", "1"]
    assert suite.find("testcase/error").get("message") == "found many, expected a number"


def test_junit_says_why_a_relation_is_waived():
    waiver = {"waiver_id": "w", "reason": "a misprint"}
    found = replace(findings(relation("fail", waiver_id="w")), waivers=[waiver])
    (suite,) = ElementTree.fromstring(findings_junit(found))
    assert suite.findtext("testcase/system-out") == "waived by w (a misprint): 1 / 2 = 50 %"


def test_a_waiver_of_unknown_figures_is_named_by_their_ids():
    unplaced = dict.fromkeys(("park", "indicator", "period"), "")
    gone = relation("warn", check_id="waiver", relation_id="w", **unplaced)
    (suite,) = ElementTree.fromstring(findings_junit(findings(gone)))
    assert suite[0].get("name") == "a, b"


def test_github_points_to_the_line_of_a_waiver():
    gone = relation("warn", check_id="waiver", relation_id="w", message="waivers.yml:3: expired")
    found = replace(findings(gone), waivers=[{"waiver_id": "w", "line": 3}])
    first, _ = findings_github(found, ["P"], Path("data")).splitlines()
    assert first.startswith("::warning file=data/waivers.yml,line=3,title=waiver::P, income, 2016")


def test_junit_stays_xml_whatever_is_in_the_figures():
    hostile = relation("fail", park=HOSTILE, message=HOSTILE, figure_ids=[HOSTILE])
    text = findings_junit(findings(hostile, quarantine=[unread(found=HOSTILE)]))
    assert not STEERING.search(text)
    assert len(ElementTree.fromstring(text).findall(".//testcase")) == 2


def test_github_shows_the_worst_first_and_says_where():
    found = findings(
        relation("warn"),
        relation("fail", gap=1.0),
        relation("fail", gap=9.0, message="worst"),
        relation("fail", waiver_id="w"),
        relation("unknown"),
        quarantine=[unread(), unread(refused=True, line=0, column="")],
    )
    lines = findings_github(found, ["P"], Path("data")).splitlines()
    assert [line.split("::")[1].partition(" ")[0] for line in lines] == [
        *("error", "error", "error", "warning", "warning", "notice")
    ]
    refused, worst, *_, quarantined, verdict = lines
    assert refused.startswith("::error file=data/figures/a.csv,title=refused::found many")
    assert worst == "::error title=share::P, income, 2016: worst (a, b)"
    assert quarantined.startswith("::warning file=data/figures/a.csv,line=7,title=quarantine::")
    assert verdict.endswith("1 row in quarantine, 1 file refused")


def test_github_takes_no_command_from_the_figures():
    hostile = relation("fail", park=HOSTILE, message=HOSTILE, figure_ids=[HOSTILE])
    text = findings_github(findings(hostile), [HOSTILE], Path("data"))
    assert not STEERING.search(text)
    assert len(text.splitlines()) == 2


def test_github_commands_are_escaped():
    # The escapes of actions/toolkit, packages/core/src/command.ts.
    assert command("error", {"file": "a:b,c%\n"}, "50 %, 1:2\r\n") == (
        "::error file=a%3Ab%2Cc%25%0A::50 %25, 1:2%0D%0A"
    )
