import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from schemas.quality_log import IMPLIED_FIGURES, QUALITY_LOG, QUARANTINE, RUNS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "examples" / "zhongguancun"
HEADER = "figure_id,source_id,park,indicator,segment,measure,period,status,printed\n"
PART = "part,s,P,income,software,level,2016,actual,75.5\n"
WHOLE = "whole,s,P,income,,level,2016,actual,100.0\n"
PASS = f"{PART}{WHOLE}share,s,P,income,software,share,2016,actual,75.5 percent\n"
FAIL = f"{PART}{WHOLE}share,s,P,income,software,share,2016,actual,80.0 percent\n"
UNREAD = f"{PASS}unread,s,P,income,,level,2017,actual,many\n"
FORMULA = """\
a,s,=P,profit,,level,2016,actual,-754.5 million yuan
b,s,=P,profit,,level,2016,actual,-754.5 million yuan
"""


def parkfigures(*arguments, folder, python=(), **environment):
    return subprocess.run(
        [sys.executable, *python, "-m", "flows.cli", *map(str, arguments)],
        cwd=folder,
        env=_environment(environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _environment(more):
    # A server or settings of whoever runs the tests are not theirs.
    ours = ("PARKFIGURES_", "PREFECT_")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return inherited | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)} | more


def package(folder, rows):
    (folder / "data" / "figures").mkdir(parents=True)
    (folder / "data" / "notes.txt").write_text("no warehouse", encoding="utf-8")
    (folder / "data" / "figures" / "a.csv").write_text(HEADER + rows, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example package, checked and logged in parkfigures.duckdb."""
    folder = tmp_path_factory.mktemp("example")
    return folder, parkfigures("check", EXAMPLE, "--format", "json", folder=folder)


@pytest.mark.parametrize(
    ("rows", "options", "status", "verdict"),
    [
        (PASS, (), 0, "P - 3 relations pass"),
        (UNREAD, (), 0, "1 row in quarantine"),
        (UNREAD, ("--fail-on", "warn"), 1, "1 row in quarantine"),
        (FAIL, (), 1, "1 fails"),
        (FAIL, ("--fail-on", "never"), 0, "1 fails"),
        ("\0", ("--fail-on", "never"), 2, "1 file refused"),
    ],
)
def test_the_exit_status_is_the_verdict(tmp_path, rows, options, status, verdict):
    done = parkfigures("check", "--dry-run", *options, folder=package(tmp_path, rows))
    assert (done.returncode, done.stderr) == (status, "")
    assert verdict in done.stdout.splitlines()[0]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "nowhere"), "nowhere: no such folder"),
        (("check", "--park", "Q"), "Q: no such park in data"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("check", "--as-of", "yesterday"), "'yesterday' does not match"),
        (("log", "--warehouse", "data/notes.txt"), "data/notes.txt: cannot be opened"),
        (("log",), "parkfigures.duckdb: no such warehouse"),
        (("log", "--outcome", "failed"), "'failed' is not one of"),
        (("chekc",), "chekc"),
    ],
)
def test_an_unusable_call_is_told_in_one_line(tmp_path, arguments, told):
    done = parkfigures(*arguments, folder=package(tmp_path, PASS))
    assert done.returncode == 2
    assert told in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_used_is_named(tmp_path):
    done = parkfigures("check", folder=tmp_path, PARKFIGURES_FAIL_ON="no")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: PARKFIGURES_FAIL_ON: found 'no'")


def test_what_was_found_is_printed_also_where_it_cannot_be_logged(tmp_path):
    warehouse = tmp_path / "missing" / "a.duckdb"
    folder = package(tmp_path, PASS)
    done = parkfigures("check", "--warehouse", warehouse, folder=folder)
    assert done.returncode == 2
    assert "3 relations pass" in done.stdout
    assert str(warehouse) in done.stderr


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("check", "data", "--dry-run"), {"prefect"}),
        (("--help",), {"prefect", "duckdb", "ibis", "pandera", "rich", "schemas.readings"}),
        (("check", "--help"), {"prefect", "duckdb", "ibis", "pandera", "rich"}),
    ],
)
def test_nothing_is_imported_that_is_not_needed(tmp_path, arguments, absent):
    folder = package(tmp_path, PASS)
    done = parkfigures(*arguments, folder=folder, python=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "click" in imported
    assert not imported & absent


def test_text_is_the_same_twice_but_for_the_run(tmp_path):
    first, second = (parkfigures("check", ROOT / "data", folder=tmp_path).stdout for _ in range(2))
    run_id = re.compile(r"run [0-9a-f-]{36}")
    assert max(map(cell_len, first.splitlines())) <= 80
    assert run_id.search(first)
    assert run_id.sub("", first) == run_id.sub("", second)


def test_text_about_thousands_of_relations_stays_short(tmp_path):
    lines = parkfigures("check", EXAMPLE, "--dry-run", folder=tmp_path).stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert len(lines) < 250


def test_json_is_one_object_with_the_columns_of_the_log(example):
    done = example[1]
    found = json.loads(done.stdout, parse_constant=pytest.fail)
    assert list(found) == ["run", "results", "implied", "quarantine", "uncompared"]
    assert list(found["run"]) == list(RUNS)
    columns = {"results": QUALITY_LOG, "implied": IMPLIED_FIGURES, "quarantine": QUARANTINE}
    for name, expected in columns.items():
        assert found[name]
        assert all(list(row) == list(expected) for row in found[name])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", found["run"]["started_at"])
    assert done.returncode == 1


def test_the_log_holds_what_the_check_printed(example):
    folder, done = example
    logged = parkfigures("log", "--format", "json", folder=folder).stdout
    rows = [json.loads(line) for line in logged.splitlines()]
    expected = json.loads(done.stdout)["results"]
    assert sorted(map(json.dumps, rows)) == sorted(map(json.dumps, expected))
    assert [row["outcome"] for row in rows[:2]] == ["fail", "fail"]


@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (("--outcome", "fail"), lambda row: row["outcome"] == "fail"),
        (
            ("--outcome", "fail", "--outcome", "warn", "--check", "share"),
            lambda row: row["outcome"] in {"fail", "warn"} and row["check_id"] == "share",
        ),
        (("--park", "Zhongguancun"), lambda row: row["park"] == "Zhongguancun"),
    ],
)
def test_the_log_is_filtered(example, options, keeps):
    folder, done = example
    logged = parkfigures("log", *options, "--format", "csv", folder=folder).stdout
    rows = list(csv.DictReader(io.StringIO(logged)))
    expected = [row for row in json.loads(done.stdout)["results"] if keeps(row)]
    assert expected
    assert len(rows) == len(expected)
    assert {row["check_id"] for row in rows} == {row["check_id"] for row in expected}


@pytest.mark.parametrize("options", [(), ("--runs",), ("--outcome", "fail", "--limit", "0")])
def test_the_log_as_text_fits_a_terminal(example, options):
    folder, done = example
    shown = parkfigures("log", *options, folder=folder)
    run_id = json.loads(done.stdout)["run"]["run_id"]
    assert shown.returncode == 0
    assert run_id[:8] in shown.stdout
    assert max(map(cell_len, shown.stdout.splitlines())) <= 80


def test_a_run_is_found_by_the_beginning_of_its_id(example):
    folder, done = example
    run_id = json.loads(done.stdout)["run"]["run_id"]
    options = ("--outcome", "warn", "--format", "csv")
    named = parkfigures("log", "--run", run_id[:8], *options, folder=folder)
    assert named.stdout == parkfigures("log", *options, folder=folder).stdout
    unknown = parkfigures("log", "--run", "none", folder=folder)
    assert unknown.returncode == 2
    assert "none: no such run" in unknown.stderr


def test_a_misspelt_filter_is_told(example):
    done = parkfigures("log", "--check", "shre", folder=example[0])
    assert done.returncode == 2
    assert "did you mean 'share'?" in done.stderr


def test_the_log_has_no_formula_for_a_spreadsheet(tmp_path):
    parkfigures("check", folder=package(tmp_path, FORMULA))
    logged = parkfigures("log", "--format", "csv", folder=tmp_path).stdout
    rows = list(csv.DictReader(io.StringIO(logged)))
    assert {row["park"] for row in rows} == {"'=P"}
    assert {row["observed_low"] for row in rows} == {"-754550000.0"}


def test_the_flow_says_what_the_check_says(tmp_path):
    folder = package(tmp_path, FAIL)
    flow = parkfigures("run", folder=folder, PREFECT_HOME=str(tmp_path / "prefect"))
    check = parkfigures("check", folder=folder)
    run_id = re.compile(r"[0-9a-f-]{36}")
    assert (flow.returncode, check.returncode) == (1, 1)
    assert run_id.sub("", flow.stdout) == run_id.sub("", check.stdout)
    assert "Prefect's embedded server" in flow.stderr
    assert len(flow.stderr.splitlines()) == 1
