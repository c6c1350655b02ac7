"""Many runs at once, one cut off, and readers all the while: through a real server and workers.

AT_ONCE=20 python -m pytest tests/flows/test_many_at_once.py --junit-xml=FILE makes as many runs,
and writes to the file how long readers had to wait.
"""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from uuid import uuid4

import pytest

from flows.processes import Group
from schemas.quality_log import TABLES
from tests.flows.one_share import WARN, write
from tests.flows.prefect_server import ROOT, api, environment, prefect, processes, rows, wait_until

pytestmark = pytest.mark.slow

AT_ONCE = int(os.environ.get("AT_ONCE", "4"))
WORKERS = ("one", "other")
# As prefect.yaml has it, but nothing makes one run wait for another.
DEPLOYMENT = """
name: at-once
pull: []
deployments:
  - name: at-once
    entrypoint: flows.check_figures.check_figures
    work_pool: {name: parks}
"""
HOLD = """
import duckdb, sys, time
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(600)
"""
READ = """
import sys, time
from pathlib import Path
from flows.log.reading import open_log, runs
longest, times, file, stop = 0.0, 0, Path(sys.argv[1]), Path(sys.argv[2])
while not stop.exists():
    if file.exists():
        start = time.perf_counter()
        with open_log(file) as log:
            runs(log)
        longest, times = max(longest, time.perf_counter() - start), times + 1
    time.sleep(0.05)
print(longest, times)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with a deployment whose runs do not wait for each other, and two workers."""
    folder = tmp_path_factory.mktemp("at-once")
    data, file = write(folder, WARN), folder / "prefect.yaml"
    file.write_text(DEPLOYMENT)
    given = {
        "PARKFIGURES_DATA": data,
        "PARKFIGURES_WAREHOUSE": folder / "log.duckdb",
        # Many runs on a slow machine keep the server's own database busy: the refused ask again.
        "PREFECT_SERVER_DATABASE_TIMEOUT": 60,
        "PREFECT_CLIENT_MAX_RETRIES": 20,
    }
    ours = environment(folder, **{name: str(value) for name, value in given.items()})
    with Group(ours, ROOT, grace_seconds=20) as group:
        group.start("server", "prefect", "server", "start")
        wait_until(lambda: api(ours, "health"))
        for name in WORKERS:
            pool = ("--pool", "parks", "--type", "process", "--name", name)
            group.start(name, "prefect", "worker", "start", *pool)
        wait_until(lambda: len(api(ours, "work_pools/parks/workers/filter", limit=9) or []) == 2)
        # More at once than a small machine can bear would try Prefect's server, not the log.
        prefect(ours, "work-pool", "set-concurrency-limit", "parks", "8")
        prefect(ours, "--no-prompt", "deploy", "--prefect-file", str(file), "--all")
        yield ours
    assert not processes(ours)


def start(server, **parameters):
    """Ask for a run, again where a busy server did not answer; return its id."""
    found = wait_until(lambda: api(server, "deployments/name/check-figures/at-once"))
    created = f"deployments/{found['id']}/create_flow_run"
    # The server makes one run of a key, however often it is asked.
    asked = {"idempotency_key": str(uuid4()), "parameters": {"as_of": "2017-01-01"} | parameters}
    return wait_until(lambda: api(server, created, **asked), seconds=180)["id"]


def ended(server, run_ids):
    """Wait until runs have ended; return their states' names."""
    asked = {"flow_runs": {"id": {"any_": run_ids}}, "limit": len(run_ids)}

    def states():
        found = api(server, "flow_runs/filter", **asked) or []
        names = [one["state_name"] for one in found if one["end_time"]]
        return names if len(names) == len(run_ids) else None

    return wait_until(states, seconds=120 + 20 * len(run_ids))


@contextmanager
def readers(warehouse, stop, number=2):
    """Processes that read the log again and again; in the end, what each of them says."""
    command = [sys.executable, "-c", READ, str(warehouse), str(stop)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(number)
    ]
    said = []
    try:
        yield said
    finally:
        stop.touch()
        said += [one.communicate(timeout=120)[0] for one in started]
    assert [one.returncode for one in started] == [0] * number


def test_runs_at_once_are_all_logged_once_and_hold_up_no_reader(
    server, tmp_path, record_testsuite_property
):
    warehouse = server["PARKFIGURES_WAREHOUSE"]
    with readers(warehouse, tmp_path / "stop") as said:
        asked = [start(server) for _ in range(AT_ONCE)]
        assert ended(server, asked) == ["CompletedWithWarnings"] * AT_ONCE
    longest = [float(one.split()[0]) for one in said]
    record_testsuite_property("longest wait of each reader in seconds, and its reads", said)
    assert sorted(rows(warehouse, "SELECT run_id FROM runs")) == sorted((one,) for one in asked)
    for table in TABLES:
        written = rows(warehouse, f'SELECT DISTINCT count(*) FROM "{table}" GROUP BY run_id')
        assert len(written) <= 1, table
    # A write takes a fraction of a second; on a busy machine, a few.
    assert max(longest) < 10


def test_a_cancelled_run_leaves_nothing_and_its_worker_goes_on(server, tmp_path):
    held = tmp_path / "held.duckdb"
    command = [sys.executable, "-c", HOLD, str(held)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        cut_off = start(server, warehouse=str(held))
        wait_until(lambda: "record in" in tasks(server, cut_off))
        prefect(server, "flow-run", "cancel", cut_off)
        assert ended(server, [cut_off]) == ["Cancelled"]
        holder.send_signal(signal.SIGKILL)
    wait_until(lambda: not processes(server, "prefect.engine"))
    after = start(server, warehouse=str(held))
    assert ended(server, [after]) == ["CompletedWithWarnings"]
    assert rows(held, "SELECT run_id FROM runs") == [(after,)]


def tasks(server, run_id):
    """What the tasks of a run are called that are under way."""
    running = {"state": {"type": {"any_": ["RUNNING"]}}}
    found = api(server, "task_runs/filter", flow_runs={"id": {"any_": [run_id]}}, task_runs=running)
    return " ".join(one["name"] for one in found or [])
