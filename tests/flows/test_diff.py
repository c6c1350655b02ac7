import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from flows import run_changes_reading
from flows.cli import parkfigures
from flows.log.reading import find_run, open_log
from flows.log.reading import rows as logged
from flows.run_changes_reading import changes_since_previous, logged_runs, previous_run
from flows.terminal.changes import show_changes
from schemas.run_changes import LoggedRun, compare
from tests.flows.hand_made import HOSTILE, STEERING, findings, relation
from tests.flows.one_share import FAIL, PASS, WARN, write

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "zhongguancun"
WAIVER = """\
known:
  check: share
  figures: [p, r, w]
  reason: The park was asked.
  by: A. Editor
  until: 2016-12-31
"""


def call(folder, *arguments):
    warehouse = {"PARKFIGURES_WAREHOUSE": str(folder / "log.duckdb")}
    runner = CliRunner(env={"COLUMNS": "80"} | warehouse)
    return runner.invoke(parkfigures, [*map(str, arguments)])


def check(folder, data, *options):
    done = call(folder, "check", data, *options)
    assert "Logged in" in done.output, done.output


def changes(folder, *runs):
    """What `diff` says as JSON."""
    return json.loads(call(folder, "diff", *runs, "--format", "json").output)


def reasons(found, kind):
    return {one["check_id"]: one["reasons"] for one in found[kind]}


@pytest.mark.parametrize(
    ("before", "after", "kind", "reason"),
    [
        (PASS, FAIL, "new", 'data: figure r keyed anew: "75.5 percent" -> "80.1 percent"'),
        (FAIL, PASS, "settled", 'data: figure r keyed anew: "80.1 percent" -> "75.5 percent"'),
        (PASS, WARN, "changed", 'data: figure p keyed anew: "75.5" -> "75.64"'),
        (
            PASS.replace("75.5 percent", "75.5 pecent"),
            FAIL,
            "new",
            'data: figure r can be read now: "75.5 pecent" -> "80.1 percent"',
        ),
        (
            PASS,
            FAIL.replace("r,s,P", "R,s,P"),
            "new",
            'data: figure R was r: "75.5 percent" -> "80.1 percent"',
        ),
    ],
)
def test_a_change_says_which_figure_changed(tmp_path, before, after, kind, reason):
    for rows in (before, after):
        check(tmp_path, write(tmp_path, rows))
    assert reasons(changes(tmp_path), kind)["share"] == [reason]


def test_a_figure_that_became_known_is_the_reason(tmp_path):
    data = write(tmp_path, FAIL)
    sources = "source_id,published_on\ns,2016-12-27\n"
    (data / "sources.csv").write_text(sources, encoding="utf-8")
    for day in ("2016-12-26", "2016-12-27"):
        check(tmp_path, data, "--as-of", day)
    said = "data: figures p, r, w became known, published on 2016-12-27 in s"
    assert reasons(changes(tmp_path), "new") == {"share": [said]}


def test_a_waiver_that_expired_is_the_reason(tmp_path):
    data = write(tmp_path, FAIL)
    (data / "waivers.yml").write_text(WAIVER, encoding="utf-8")
    for day in ("2016-12-31", "2017-01-01"):
        check(tmp_path, data, "--as-of", day)
    expired = "waiver: known expired, it held until 2016-12-31"
    assert reasons(changes(tmp_path), "new") == {"share": [expired]}
    assert "waived -> fail" in call(tmp_path, "diff").output


def test_a_changed_rule_is_the_reason(tmp_path):
    data = write(tmp_path, PASS)
    for most in ("0.8", "0.6"):
        rule = f"at-most:\n  rule: income[core] / income in 0 .. {most}\n"
        (data / "rules.yml").write_text(rule, encoding="utf-8")
        check(tmp_path, data)
    assert reasons(changes(tmp_path), "new") == {"at-most": ["rule: rules.yml changed"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three runs of the example package, the last one with a figure keyed anew."""
    folder = tmp_path_factory.mktemp("diff")
    data = folder / "zhongguancun"
    shutil.copytree(EXAMPLE, data)
    for day in ("2016-12-27", "2018-01-01"):
        check(folder, data, "--as-of", day)
    file = data / "figures" / "S101.csv"
    text = file.read_text(encoding="utf-8")
    # What the park's office has: one digit was printed wrong.
    assert "NT$844.557 billion" in text
    file.write_text(text.replace("NT$844.557 billion", "NT$847.557 billion"), encoding="utf-8")
    check(folder, data, "--as-of", "2018-01-01")
    return folder


def test_real_contradictions_are_settled_by_one_figure(folder):
    found = changes(folder)
    said = 'data: figure S101-04 keyed anew: "NT$844.557 billion" -> "NT$847.557 billion"'
    assert [one["check_id"] for one in found["settled"]] == ["growth", "sum", "sum"]
    assert {reason for one in found["settled"] for reason in one["reasons"]} == {said}
    assert found["new"] == []


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 2), (2, 0)])
def test_what_is_the_same_in_both_runs_is_not_read_and_changes_nothing(
    folder, first, second, monkeypatch
):
    with open_log(folder / "log.duckdb") as connection:
        runs = logged(connection, "FROM runs ORDER BY started_at")
        pair = runs[first], runs[second]
        some = logged_runs(connection, *pair)
        monkeypatch.setattr(run_changes_reading, "_SOME", {})
        everything = logged_runs(connection, *pair)
    assert compare(*some) == compare(*everything)
    for one, whole in zip(some, everything, strict=True):
        assert one.has_all_passes == whole.has_all_passes
    if (first, second) == (1, 2):
        assert len(some[1].results) < len(everything[1].results) / 50
        assert len(some[1].figures) < len(everything[1].figures) / 10


@pytest.mark.parametrize("limit", ["0", "20"])
@pytest.mark.parametrize("back", [False, True])
def test_text_fits_a_terminal(folder, limit, back):
    with open_log(folder / "log.duckdb") as connection:
        last = find_run(connection, "latest")
        first = previous_run(connection, previous_run(connection, last))
    runs = [first["run_id"], last["run_id"]]
    done = call(folder, "diff", *(runs[::-1] if back else runs), "--limit", limit)
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert max(map(cell_len, lines)) <= 80
    assert any(line.startswith("Settled" if back else "New failures") for line in lines)


def test_runs_are_named_in_several_ways(folder):
    with open_log(folder / "log.duckdb") as connection:
        last = find_run(connection, "latest")
        before = previous_run(connection, last)
    both = changes(folder, before["run_id"][:8], last["run_id"][:8])
    for runs in ((), ("previous", "latest"), (before["run_id"],), ("previous", last["run_id"])):
        assert changes(folder, *runs) == both
    back = changes(folder, "latest", "previous")
    assert (back["before"], back["after"]) == (both["after"], both["before"])
    assert len(back["new"]) == len(both["settled"])


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        (("none",), "none: no such run"),
        (("previous", "previous"), "name one of the two runs"),
    ],
)
def test_runs_that_are_not_there_are_told(folder, runs, told):
    done = call(folder, "diff", *runs)
    assert (done.exit_code, told in done.output) == (2, True)


def test_the_first_run_has_no_previous_one(tmp_path):
    check(tmp_path, write(tmp_path, PASS))
    done = call(tmp_path, "diff")
    assert done.exit_code == 2
    assert "no run of the same data package and park is before" in done.output
    with open_log(tmp_path / "log.duckdb") as connection:
        run = find_run(connection, "latest")
    assert changes_since_previous(tmp_path / "log.duckdb", run["run_id"]) is None


def test_previous_is_the_comparable_run_before_in_the_order_of_days(tmp_path):
    data = write(tmp_path, PASS)
    other = data.rename(tmp_path / "other")
    check(tmp_path, other, "--as-of", "2016-06-30")
    data = write(tmp_path, PASS)
    check(tmp_path, data, "--as-of", "2016-01-31")
    check(tmp_path, data, "--as-of", "2016-06-30", "--park", "P")
    check(tmp_path, data, "--as-of", "2016-12-31")
    days = ("--from", "2015-12-31", "--to", "2016-03-31", "--every", "month")
    call(tmp_path, "backfill", data, *days)
    with open_log(tmp_path / "log.duckdb") as connection:
        found, run = [], find_run(connection, "latest")
        while run := previous_run(connection, run):
            found.append(str(run["as_of"]))
    assert found == ["2016-03-31", "2016-02-29", "2016-01-31", "2016-01-31", "2015-12-31"]


def test_runs_of_other_parks_are_compared_and_told(tmp_path):
    data = write(tmp_path, PASS)
    check(tmp_path, data)
    check(tmp_path, data, "--park", "P")
    with open_log(tmp_path / "log.duckdb") as connection:
        (first,), _ = connection.sql("SELECT run_id FROM runs ORDER BY started_at").fetchall()
    assert changes(tmp_path, first)["not_comparable"] == ["another park asked for: all parks -> P"]


def test_hostile_text_is_shown_and_steers_nothing(capsys):
    hostile = {"park": HOSTILE, "message": HOSTILE, "figure_ids": [HOSTILE], "relation_id": HOSTILE}
    runs = [
        LoggedRun(findings().run | {"run_id": HOSTILE, "code_version": version}, rows, {})
        for version, rows in (
            ("1", [relation("pass", **hostile)]),
            (HOSTILE, [relation("fail", **hostile)]),
        )
    ]
    show_changes(compare(*runs), 0)
    text = capsys.readouterr().out
    assert not STEERING.search(text)
    assert "New failures: 1" in text
    assert "\\x1b[2J" in text
