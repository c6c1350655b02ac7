import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from schemas.quality_log import TABLES
from tests.flows.one_share import FAIL, PASS, write
from tests.flows.prefect_server import rows

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
# What of a run differs from the next one on the same data.
RUN_TIMES = ["started_at", "finished_at", "seconds"]
MONTHLY = ("--from", "2016-01-31", "--to", "2016-08-31", "--every", "month")
SOURCES = "source_id,published_on\ns,2016-05-15\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with a package whose figures came out in the middle of May 2016."""
    (write(tmp_path, FAIL) / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def command(*arguments):
    return [sys.executable, "-m", "flows.cli", "backfill", "data", *arguments]


def environment(warehouse):
    ours = ("PARKFIGURES_", "PREFECT_")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    # A relative name, so that it is the same wherever the folder is.
    return inherited | {"PYTHONPATH": str(ROOT), "PARKFIGURES_WAREHOUSE": warehouse}


def backfill(folder, *arguments, warehouse="log.duckdb"):
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(warehouse),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr or done.returncode
    return done


def logged(file):
    """Everything in a log but the times of the runs, and where it is."""
    return {
        table: rows(
            file,
            f'SELECT COLUMNS(lambda c: c NOT IN {RUN_TIMES}) FROM "{table}" ORDER BY ALL',
        )
        for table in TABLES
    }


def days(file):
    return [day for (day,) in rows(file, "SELECT as_of::VARCHAR FROM runs ORDER BY as_of")]


def test_each_day_has_a_run_that_knows_what_was_published_by_then(folder):
    done = backfill(folder, *MONTHLY)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 9
    assert lines[0] == "2016-01-31 - no relation to check"
    assert lines[4].startswith("2016-05-31 - ")
    assert "1 fails" in lines[4]
    assert lines[-1] == "8 runs added, 0 were there; logged in log.duckdb."
    found = rows(folder / "log.duckdb", "SELECT as_of, trigger, figures FROM runs ORDER BY as_of")
    assert [figures for *_, figures in found] == [0] * 4 + [3] * 4
    assert {trigger for _, trigger, _ in found} == {"backfill"}
    assert (found[1][0], found[-1][0]) == (date(2016, 2, 29), date(2016, 8, 31))


def test_days_that_are_there_stay_as_they_are(folder):
    backfill(folder, *MONTHLY)
    before = rows(folder / "log.duckdb", "FROM runs ORDER BY ALL")
    longer = ("--from", "2016-01-31", "--to", "2016-09-30", "--every", "month")
    done = backfill(folder, *longer)
    assert done.stdout.splitlines()[0] == "2016-01-31 - there already"
    assert done.stdout.splitlines()[-1].startswith("1 run added, 8 were there; ")
    after = rows(folder / "log.duckdb", "FROM runs ORDER BY ALL")
    assert [run for run in after if run in before] == before
    assert len(after) == 9


@pytest.mark.parametrize(
    "change",
    [lambda folder: write(folder, PASS), lambda folder: (folder / "data").rename(folder / "other")],
)
def test_other_figures_or_another_package_make_runs_of_their_own(folder, change):
    once = ("--from", "2016-05-31", "--to", "2016-05-31", "--every", "day")
    backfill(folder, *once)
    change(folder)
    if not (folder / "data").exists():
        (folder / "data").symlink_to(folder / "other")
    assert backfill(folder, *once).stdout.splitlines()[-1].startswith("1 run added, 0 were there")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_after_an_interruption_the_same_command_makes_the_same_log(folder, stop):
    assert backfill(folder, *MONTHLY, warehouse="whole.duckdb").returncode == 0
    with subprocess.Popen(
        command(*MONTHLY),
        cwd=folder,
        env=environment("log.duckdb"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What is started in a shell's background inherits that it ignores a Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no threads
    ) as process:
        for _ in range(2):
            process.stdout.readline()
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)
    done = days(folder / "log.duckdb")
    assert 2 <= len(done) < 8
    if stop == signal.SIGINT:
        assert process.returncode == 130
        assert "the same command goes on from there" in said
    again = backfill(folder, *MONTHLY)
    assert again.stdout.splitlines()[-1].startswith(f"{8 - len(done)} runs added, {len(done)} were")
    found, whole = logged(folder / "log.duckdb"), logged(folder / "whole.duckdb")
    assert without_warehouse(found) == without_warehouse(whole)
    assert len(found["quality_log"]) > 8


def without_warehouse(log):
    """A log whose runs do not tell in which of the two files they are."""
    runs = [
        tuple(str(cell).replace("whole.duckdb", "log.duckdb") for cell in row)
        for row in log["runs"]
    ]
    return log | {"runs": runs}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2016-02-01", "--to", "2016-01-31", "--every", "day"), "is before the first"),
        (("--from", "2016-02-01", "--to", "2999-01-31", "--every", "day"), "is after today"),
        ((*MONTHLY, "--park", "Q"), "no such park as 'Q'"),
        ((*MONTHLY[:4], "--every", "decade"), "'decade' is not one of"),
    ],
)
def test_a_call_that_cannot_be_used_is_told(folder, arguments, told):
    done = backfill(folder, *arguments)
    assert done.returncode == 2
    assert told in done.stderr.splitlines()[-1]
    assert not (folder / "log.duckdb").exists()


def flow(folder, **parameters):
    from flows.backfill_figures import backfill_figures

    return backfill_figures(
        data=folder / "data", warehouse=folder / "log.duckdb", return_state=True, **parameters
    )


def task_runs(state):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    run_id = state.state_details.flow_run_id
    with get_client(sync_client=True) as client:
        of_flow = FlowRunFilter(id=FlowRunFilterId(any_=[run_id]))
        return [run.name for run in client.read_task_runs(flow_run_filter=of_flow)]


@pytest.mark.usefixtures("prefect_here")
def test_the_flow_adds_what_is_missing_a_task_run_a_day(folder):
    backfill(folder, "--from", "2016-04-30", "--to", "2016-04-30", "--every", "month")
    asked = {"first": date(2016, 4, 30), "last": date(2016, 6, 30), "every": "month"}
    ended = flow(folder, **asked)
    assert (ended.name, ended.message) == (
        "Completed",
        "2 runs added, 1 was there: 2016-04-30 to 2016-06-30, every month",
    )
    assert sorted(task_runs(ended))[:2] == ["as of 2016-05-30", "as of 2016-06-30"]
    assert days(folder / "log.duckdb") == ["2016-04-30", "2016-05-30", "2016-06-30"]
    assert flow(folder, **asked).message.startswith("0 runs added, 3 were there")


@pytest.mark.usefixtures("prefect_here")
def test_the_flow_shows_how_far_it_is(folder):
    from prefect.client.orchestration import get_client

    ended = flow(folder, first=date(2016, 5, 31), last=date(2016, 6, 1), every="day")
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(limit=200)
    run_id = ended.state_details.flow_run_id
    assert [(one.key, one.data) for one in found if one.flow_run_id == run_id] == [
        ("progress", 100.0)
    ]


@pytest.mark.usefixtures("prefect_here")
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"first": date(2016, 2, 1), "last": date(2016, 1, 31)}, "is before the first"),
        ({"first": date(2016, 2, 1), "last": date(2999, 1, 31)}, "is after today"),
        ({"first": date(2016, 2, 1), "park": "Q"}, "no such park as 'Q'"),
    ],
)
def test_the_flow_refuses_what_the_command_refuses(folder, parameters, message):
    ended = flow(folder, **parameters)
    assert ended.is_failed()
    assert message in ended.message


def test_the_form_explains_itself():
    from prefect.utilities.callables import parameter_schema

    from flows.backfill_figures import backfill_figures

    form = parameter_schema(backfill_figures).model_dump()["properties"]
    assert all(one["description"] for one in form.values())
    assert form["every"]["enum"] == ["day", "week", "month", "quarter", "year"]
    assert [name for name in form if "default" not in form[name]] == ["first"]
