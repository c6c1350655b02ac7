import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from pyarrow import parquet
from rich.cells import cell_len

from flows.cli import parkfigures
from schemas.periods import parse
from schemas.quality_log import QUALITY_LOG, RUNS
from tests.flows.one_share import FAIL, PASS, write

EXAMPLE = Path(__file__).parents[3] / "data" / "examples" / "zhongguancun"
WAIVER = """\
known:
  check: share
  figures: [p, r, w]
  reason: The park was asked.
  by: A. Editor
"""


def call(folder, *arguments):
    warehouse = {"PARKFIGURES_WAREHOUSE": str(folder / "log.duckdb")}
    runner = CliRunner(env={"COLUMNS": "80"} | warehouse)
    return runner.invoke(parkfigures, [*map(str, arguments)])


def rows(folder, *arguments):
    done = call(folder, "log", "--format", "json", *arguments)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder whose log has two runs of the example package, the first one as of 2016."""
    folder = tmp_path_factory.mktemp("log")
    for day in ("2016-12-27", "2026-01-01"):
        call(folder, "check", EXAMPLE, "--as-of", day)
    return folder


@pytest.fixture(scope="module")
def everything(folder):
    """All rows of the latest run, each with the sources of its figures."""
    with duckdb.connect(folder / "log.duckdb", read_only=True) as connection:
        known = connection.sql("SELECT DISTINCT figure_id, source_id FROM figures").fetchall()
    source_of = dict(known)
    return [
        (row, {row["source_id"], *(source_of[one] for one in row["figure_ids"])})
        for row in rows(folder)
    ]


def within(row, period):
    return parse(period).contains(parse(row["period"]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (("--period", "2016-01/2016-10"), lambda row, _: within(row, "2016-01/2016-10")),
        (("--period", "2016-Q1"), lambda row, _: within(row, "2016-Q1")),
        (("--period", "2016"), lambda row, _: within(row, "2016")),
        (("--figure", "S021-02"), lambda row, _: "S021-02" in row["figure_ids"]),
        (("--source", "S101"), lambda _, sources: "S101" in sources),
        (
            ("--source", "S101", "--period", "2016", "--outcome", "fail"),
            lambda row, sources: (
                "S101" in sources and row["outcome"] == "fail" and within(row, "2016")
            ),
        ),
    ],
)
def test_the_log_is_filtered(folder, everything, options, keeps):
    expected = [row for row, sources in everything if keeps(row, sources)]
    assert 0 < len(expected) < len(everything)
    assert [*map(json.dumps, rows(folder, *options))] == [*map(json.dumps, expected)]


@pytest.mark.slow
def test_a_source_is_also_one_that_others_are_measured_against(folder):
    found = rows(folder, "--source", "S101")
    assert {row["source_id"] for row in found} > {"S101"}


@pytest.mark.slow
def test_since_shows_the_runs_one_after_the_other(folder):
    runs = [run["run_id"] for run in rows(folder, "--runs")]
    found = rows(folder, "--since", "2016-01-01", "--outcome", "fail")
    assert len(runs) == 2
    assert [*dict.fromkeys(row["run_id"] for row in found)] == runs[::-1]
    alone = [rows(folder, "--run", run, "--outcome", "fail") for run in runs[::-1]]
    assert found == [*alone[0], *alone[1]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--since", "2016-01-01", "--outcome", "fail", "--limit", "0"), 2),
        (("--since", "2016-01-01", "--outcome", "fail", "--limit", "2"), 1),
        (("--period", "2016", "--source", "S101"), 1),
    ],
)
def test_text_has_each_row_under_its_run_and_fits_a_terminal(folder, options, shown):
    lines = call(folder, "log", *options).output.splitlines()
    assert sum(line.startswith("Run ") for line in lines) == shown
    assert max(map(cell_len, lines)) <= 80


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "columns"),
    [(("--since", "2016-01-01"), QUALITY_LOG), (("--runs",), RUNS)],
)
def test_parquet_has_the_types_of_the_tables(folder, tmp_path, options, columns):
    file = tmp_path / "log.parquet"
    done = call(folder, "log", *options, "--format", "parquet", "--out", file)
    assert (done.exit_code, done.output) == (0, "")
    described = duckdb.sql(f"DESCRIBE FROM '{file}'").fetchall()
    assert {name: kind for name, kind, *_ in described} == dict(columns)
    assert parquet.read_table(file).num_rows == len(rows(folder, *options))
    assert call(folder, "log", *options, "--format", "parquet").stdout_bytes == file.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_file_has_what_would_be_printed(folder, tmp_path, form):
    file = tmp_path / "log"
    call(folder, "log", "--format", form, "--out", file)
    assert call(folder, "log", "--format", form).stdout_bytes == file.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--period", "2016-13"), "--period 2016-13: expected a period such as 2016"),
        (("--source", "S1O1"), "S1O1: no such source in this run; did you mean"),
        (("--figure", "S021-O2"), "S021-O2: no such figure in this run; did you mean 'S021-"),
        (("--source", "S1O1", "--since", "2016-01-01"), "no such source in these runs"),
        (("--since", "2100-01-01"), "--since 2100-01-01: no run was started then"),
        (("--since", "2016-01-01", "--run", "latest"), "give one of them"),
        (("--runs", "--outcome", "fail"), "it takes no --outcome"),
        (("--out", "log.csv"), "--out takes --format json, csv or parquet"),
        (("--format", "csv", "--out", "no/log.csv"), "no/log.csv: cannot be written: No such file"),
    ],
)
def test_a_call_that_cannot_be_used_is_told(folder, options, told):
    done = call(folder, "log", *options)
    assert done.exit_code == 2
    assert told in done.output


@pytest.mark.slow
def test_parquet_is_not_printed_on_a_terminal(folder):
    master, terminal = os.openpty()
    command = [sys.executable, "-m", "flows.cli", "log", "--format", "parquet"]
    warehouse = ["--warehouse", str(folder / "log.duckdb")]
    done = subprocess.run(
        [*command, *warehouse], stdout=terminal, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(terminal)
    os.close(master)
    assert (done.returncode, "name a file with --out" in done.stderr) == (2, True)


@pytest.mark.slow
def test_what_a_waiver_accepts_is_waived_only(tmp_path):
    data = write(tmp_path, FAIL)
    (data / "waivers.yml").write_text(WAIVER, encoding="utf-8")
    call(tmp_path, "check", data)
    assert rows(tmp_path, "--outcome", "fail") == []
    [waived] = rows(tmp_path, "--outcome", "waived")
    assert (waived["outcome"], waived["waiver_id"]) == ("fail", "known")


@pytest.mark.slow
def test_a_backfilled_run_is_not_the_latest(tmp_path):
    data = write(tmp_path, PASS)
    call(tmp_path, "check", data, "--as-of", "2016-12-27")
    call(
        tmp_path, "backfill", data, "--from", "2015-01-01", "--to", "2016-01-01", "--every", "year"
    )
    assert "as of 2016-12-27" in call(tmp_path, "log").output


@pytest.mark.slow
def test_of_backfilled_runs_alone_the_latest_is_that_of_the_last_day(tmp_path):
    data = write(tmp_path, PASS)
    for days in (("2016-01-01", "2017-01-01"), ("2014-01-01", "2015-01-01")):
        options = ("--from", days[0], "--to", days[1], "--every", "year")
        assert call(tmp_path, "backfill", data, *options).exit_code == 0
    assert "as of 2017-01-01" in call(tmp_path, "log").output


def test_a_file_without_a_log_is_told(tmp_path):
    duckdb.connect(tmp_path / "log.duckdb").close()
    done = call(tmp_path, "log")
    assert done.exit_code == 2
    assert "holds no quality log; a run makes one" in done.output
