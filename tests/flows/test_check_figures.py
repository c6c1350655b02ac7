import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial

import duckdb
import pytest

from flows.check_figures import check_figures
from tests.flows.one_share import FAIL, PASS, UNREAD, WARN, write

# isort: split
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.flow_engine import run_flow
from prefect.settings import get_current_settings
from prefect.states import Failed, Scheduled
from prefect.utilities.callables import parameter_schema

from flows.figure_files import PackageError
from flows.progress import LateProgress
from flows.tasks import read_figures, record
from flows.warehouse.recording import WarehouseError

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_here")]

LOCK = (
    "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print(flush=True); time.sleep(99)"
)


@pytest.fixture
def package(tmp_path):
    """A function that writes rows of figures into a data package."""

    return partial(write, tmp_path)


def check(data, **parameters):
    warehouse = data.parent / "log.duckdb"
    return check_figures(data=data, warehouse=warehouse, return_state=True, **parameters)


def logged(data, query):
    with duckdb.connect(data.parent / "log.duckdb", read_only=True) as connection:
        return connection.sql(query).fetchall()


def artifacts(run_id):
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(limit=200)
    return {one.key: one.data for one in found if str(one.flow_run_id) == run_id}


@pytest.mark.parametrize(
    ("rows", "fail_on", "state", "message"),
    [
        (PASS, "warn", "Completed", "None of 3 relations fails or warns"),
        (WARN, "fail", "CompletedWithWarnings", "1 of 3 relations warns: share (1)"),
        (WARN, "warn", "Failed", "1 of 3 relations warns: share (1)"),
        (FAIL, "fail", "Failed", "1 of 3 relations fails: share (1)"),
        (FAIL, "never", "CompletedWithWarnings", "1 of 3 relations fails: share (1)"),
        (UNREAD, "fail", "CompletedWithWarnings", "1 row quarantined"),
        (UNREAD, "warn", "Failed", "1 row quarantined"),
    ],
)
def test_the_final_state_says_what_failed(package, rows, fail_on, state, message):
    ended = check(package(rows), fail_on=fail_on)
    assert (ended.name, ended.message) == (state, message)
    assert ended.is_completed() == state.startswith("Completed")


def test_a_refused_file_fails_the_run_whatever_is_asked(package):
    package(PASS)
    ended = check(package("", name="b.xlsx"), fail_on="never")
    assert ended.is_failed()
    assert ended.message == "1 file refused: figures/b.xlsx"


def test_a_run_is_logged_as_asked(package):
    data = package(PASS)
    ended = check(data, park="P", as_of=date(2020, 1, 2))
    run_id = str(ended.state_details.flow_run_id)
    asked = {"data": str(data), "as_of": "2020-01-02", "park": "P", "fail_on": "fail"}
    [(logged_id, as_of, trigger, parameters)] = logged(
        data, "SELECT run_id, as_of, trigger, parameters::JSON FROM runs"
    )
    assert (logged_id, as_of, trigger) == (run_id, date(2020, 1, 2), "cli")
    assert all(f'"{name}": "{value}"' in parameters for name, value in asked.items())


def test_a_run_without_a_day_knows_today_in_utc(package):
    before = datetime.now(UTC).date()
    data = package(PASS)
    check(data)
    assert logged(data, "SELECT as_of FROM runs")[0][0] - before <= timedelta(days=1)
    assert logged(data, "SELECT as_of FROM runs")[0][0] >= before


def test_a_run_that_is_retried_is_logged_once(package):
    data = package(PASS)
    run_id = check(data).state_details.flow_run_id
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Scheduled(), force=True)
        again = run_flow(check_figures, client.read_flow_run(run_id), return_type="state")
    assert again.is_completed()
    assert logged(data, "SELECT count(*) FROM runs") == [(1,)]
    assert logged(data, "SELECT count(*) FROM quality_log") == [(3,)]


def test_artifacts_show_the_outcomes_and_the_summary(package):
    ended = check(package(FAIL))
    shown = artifacts(str(ended.state_details.flow_run_id))
    assert set(shown) >= {"outcomes-p", "summary-p"}
    assert '"outcome": "fail", "check": "share"' in shown["outcomes-p"]
    assert shown["summary-p"].startswith("# FAIL: P\n\n1 of 3 relations fails: share (1).\n")


def test_a_fault_of_the_call_is_one_line_in_the_logs(package, caplog):
    ended = check(package(PASS), park="Q")
    assert "no such park as 'Q'" in ended.message
    assert "no such park as 'Q'" in caplog.text
    assert "Traceback" not in caplog.text


def test_the_warehouse_is_waited_for(package):
    data = package(PASS)
    command = [sys.executable, "-c", LOCK, str(data.parent / "log.duckdb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        release = subprocess.Popen(
            [sys.executable, "-c", f"import os, time; time.sleep(4); os.kill({holder.pid}, 9)"]
        )
        ended = check(data)
        release.wait()
    assert ended.is_completed()


@pytest.mark.parametrize(
    ("error", "cause", "retried"),
    [
        (OSError("stale file handle"), None, True),
        (WarehouseError("held"), duckdb.IOException("lock"), True),
        (WarehouseError("full"), OSError("no space left"), True),
        (WarehouseError("not a table"), duckdb.CatalogException("runs"), False),
        (PackageError("no such folder"), None, False),
    ],
)
def test_only_what_may_pass_is_tried_again(error, cause, retried):
    error.__cause__ = cause
    for step in (read_figures, record):
        assert step.retries
        assert step.retry_condition_fn(step, None, Failed(data=error)) is retried


@pytest.mark.parametrize(("after_seconds", "shown"), [(0, 75.0), (60, None)])
def test_progress_is_shown_of_a_run_that_takes_long(after_seconds, shown):
    @flow
    def slow():
        tell = LateProgress(after_seconds)
        for share_done in (0.25, 0.5, 0.75):
            tell("share", share_done)

    run_id = slow(return_state=True).state_details.flow_run_id
    assert artifacts(str(run_id)).get("progress") == shown


def test_prefect_keeps_nothing_of_what_was_found(package):
    storage = get_current_settings().results.local_storage_path
    kept = set(storage.glob("*"))
    check(package(PASS))
    assert set(storage.glob("*")) == kept


def test_the_form_explains_itself():
    form = parameter_schema(check_figures).model_dump()["properties"]
    assert all(one["description"] for one in form.values())
    assert form["fail_on"]["enum"] == ["fail", "warn", "never"]
    assert {"type": "string", "format": "date"} in form["as_of"]["anyOf"]
    assert [name for name in form if "default" not in form[name]] == []
