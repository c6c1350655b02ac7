import asyncio
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest

from flows.processes import Group
from schemas.quality_log import TABLES
from tests.flows.prefect_server import ROOT, api, environment, prefect, processes, rows, wait_until

pytestmark = pytest.mark.slow


def commit():
    """The commit, which Prefect takes for a version where the repository has a remote."""
    asked = ["git", "rev-parse", "--short=8", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout[:8]


# What of a run differs from the next one on the same data.
ITS_OWN = ["run_id", "started_at", "finished_at", "seconds"]
PARK = "Zhongguancun Chaoyang Park"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with the project's deployments and a worker; by default they use files of theirs."""
    folder = tmp_path_factory.mktemp("server")
    for part in ("figures", "rates"):
        shutil.copytree(ROOT / "data" / part, folder / "data" / part)
    for listed in (ROOT / "data").glob("*.csv"):
        shutil.copy(listed, folder / "data")
    files = {"DATA": folder / "data", "WAREHOUSE": folder / "log.duckdb"}
    ours = environment(folder, **{f"PARKFIGURES_{name}": str(at) for name, at in files.items()})
    with Group(ours, ROOT, grace_seconds=20) as group:
        group.start("server", "prefect", "server", "start")
        wait_until(lambda: api(ours, "health"))
        group.start("worker", "prefect", "worker", "start", "--pool", "parks", "--type", "process")
        wait_until(lambda: api(ours, "work_pools/parks"))
        prefect(ours, "--no-prompt", "deploy", "--all")
        yield ours
    assert not processes(ours)


@pytest.fixture(scope="module")
def runs(server):
    """Two runs that were asked for at once, and one that a schedule starts while they are on."""
    soon = datetime.now(UTC) + timedelta(seconds=15)
    every = ("--interval", "86400", "--anchor-date", soon.isoformat())
    prefect(server, "deployment", "schedule", "create", "check-figures/daily", *every)
    asked = [run(server, as_of="2026-01-02", park=PARK) for _ in range(2)]
    [scheduled] = wait_until(lambda: started_by_schedule(server))
    found = [ended(server, run_id) for run_id in (*asked, scheduled)]
    prefect(server, "deployment", "schedule", "clear", "-y", "check-figures/daily")
    return found


def run(server, **parameters):
    """Start a run from the command line; return its id."""
    given = [f"--param={key}={value}" for key, value in parameters.items()]
    said = prefect(server, "deployment", "run", "check-figures/on-demand", *given)
    return re.search("UUID: ([0-9a-f-]{36})", said)[1]


def started_by_schedule(server):
    wanted = {"flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED", "PENDING"]}}}}
    found = api(server, "flow_runs/filter", **wanted)
    return [one["id"] for one in found if one["auto_scheduled"]]


def ended(server, run_id):
    """Wait until a run has ended; return it."""

    def final():
        found = api(server, f"flow_runs/{run_id}")
        return found if found["end_time"] else None

    return wait_until(final, seconds=120)


def logged(server, run):
    """Return all that a run wrote, but for what is the run's own."""
    return {
        table: rows(
            server["PARKFIGURES_WAREHOUSE"],
            f"""SELECT COLUMNS(lambda c: c NOT IN {ITS_OWN}) FROM "{table}"
            WHERE run_id = '{run["id"]}' ORDER BY ALL""",
        )
        for table in TABLES
    }


def deployment(server, name):
    return api(server, f"deployments/name/check-figures/{name}")


def test_runs_at_once_are_all_logged_in_one_file(server, runs):
    assert [run["state_name"] for run in runs] == ["CompletedWithWarnings"] * 3
    started = [*zip([run["id"] for run in runs], ["manual", "manual", "schedule"], strict=True)]
    found = rows(server["PARKFIGURES_WAREHOUSE"], "SELECT run_id, trigger FROM runs")
    assert sorted(found) == sorted(started)


def test_runs_of_one_deployment_wait_for_each_other(runs):
    first, second = sorted(runs[:2], key=lambda run: run["start_time"])
    assert first["end_time"] <= second["start_time"]


def test_the_same_run_again_logs_the_same(server, runs):
    first, second, _ = (logged(server, run) for run in runs)
    assert first == second
    assert len(first["quality_log"]) > 5  # so that there is something to compare


def test_a_run_is_called_what_it_does(runs):
    assert runs[0]["name"].startswith(f"{PARK} in ")
    assert runs[0]["name"].endswith(" as of 2026-01-02")
    assert runs[2]["name"].startswith("all parks in ")


def test_schedules_are_cleared_by_command(server, runs):
    assert deployment(server, "daily")["schedules"] == []


@pytest.mark.parametrize("parameters", [{"fail_on": "pass"}, {"as_of": 2016}])
def test_a_deployment_refuses_what_its_form_does_not_offer(server, parameters):
    created = f"deployments/{deployment(server, 'on-demand')['id']}/create_flow_run"
    cancelled = {"type": "CANCELLED"}
    assert api(server, created, parameters={"fail_on": "warn"}, state=cancelled)
    assert not api(server, created, parameters=parameters, state=cancelled)


@pytest.mark.parametrize("name", ["daily", "monthly-bulletin", "on-demand"])
def test_a_deployment_runs_once_at_a_time(server, name):
    found = deployment(server, name)
    assert found["global_concurrency_limit"]["limit"] == 1
    assert found["concurrency_options"]["collision_strategy"] == "ENQUEUE"
    assert found["version"] in {version("parkfigures"), commit()}
    assert found["description"]
    assert not found["pull_steps"]


def test_monthly_figures_are_checked_on_the_working_days_they_come_out(server):
    from prefect.server.schemas.schedules import CronSchedule

    [found] = deployment(server, "monthly-bulletin")["schedules"]
    schedule = CronSchedule(**found["schedule"])
    days = asyncio.run(schedule.get_dates(60, start=datetime(2027, 1, 1, tzinfo=UTC)))
    assert {day.day for day in days} == set(range(9, 18))
    assert {day.isoweekday() for day in days} == {1, 2, 3, 4, 5}
    assert {(str(day.tzinfo), day.hour) for day in days} == {("Asia/Shanghai", 18)}


def test_a_backfill_is_asked_for_by_its_deployment(server, tmp_path):
    warehouse = tmp_path / "past.duckdb"
    asked = {"first": "2016-12-26", "last": "2016-12-27", "every": "day", "warehouse": warehouse}
    given = [f"--param={key}={value}" for key, value in asked.items()]
    said = prefect(server, "deployment", "run", "backfill-figures/backfill", *given)
    found = ended(server, re.search("UUID: ([0-9a-f-]{36})", said)[1])
    assert found["state"]["message"].startswith("2 runs added, 0 were there")
    assert rows(warehouse, "SELECT DISTINCT trigger, figures > 0 FROM runs ORDER BY ALL") == [
        ("backfill", False),
        ("backfill", True),
    ]
