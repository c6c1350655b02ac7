import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.flows.prefect_server import ROOT, api, environment, processes, save_block, wait_until

pytestmark = pytest.mark.slow

HOLD = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); time.sleep(600)"


@pytest.fixture
def ours(tmp_path):
    """The environment of a Prefect of its own, of which nothing is left in the end."""
    ours = environment(tmp_path)
    yield ours
    assert not processes(ours)


@pytest.fixture
def serve(ours):
    """A function that does what `make serve` does."""
    started = []

    def start():
        command = [sys.executable, "-m", "flows.serve"]
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        started.append(subprocess.Popen(command, cwd=ROOT, env=ours, **out))
        return started[-1]

    yield start
    for one in started:
        one.terminate()
        one.wait(90)


def ready(served):
    """Wait for the lines that say how to trigger a run."""
    said = []
    for line in served.stdout:
        said.append(line)
        if line.startswith("Stop with Ctrl-C"):
            return "".join(said)
    raise AssertionError("".join(said))


def run_that_waits(ours, folder):
    """Start a run that waits for a file which another process holds; return its id."""
    [found] = api(ours, "deployments/filter", deployments={"name": {"any_": ["on-demand"]}})
    asked = {"warehouse": str(folder / "held.duckdb")}
    run = api(ours, f"deployments/{found['id']}/create_flow_run", parameters=asked)
    wait_until(lambda: (api(ours, f"flow_runs/{run['id']}") or {}).get("state_type") == "RUNNING")
    assert processes(ours, "prefect.engine")
    return run["id"]


@pytest.fixture
def _held_file(tmp_path):
    """A file that another process holds for as long as the test lasts."""
    hold = [sys.executable, "-c", HOLD, str(tmp_path / "held.duckdb")]
    with subprocess.Popen(hold) as holder:
        yield
        holder.kill()


@pytest.mark.usefixtures("_held_file")
def test_everything_stops_together(ours, serve, tmp_path):
    served = serve()
    said = ready(served)
    assert "notification block" not in said
    assert f"Prefect runs at {ours['PREFECT_API_URL'].removesuffix('/api')} " in said
    assert "prefect deployment run check-figures/on-demand" in said
    assert api(ours, "work_pools/parks/queues/parts")["concurrency_limit"] == os.cpu_count()
    save_block(ours, "http://127.0.0.1:1/")
    cut_off = run_that_waits(ours, tmp_path)
    served.send_signal(signal.SIGTERM)
    assert served.wait(90) == 0
    assert not processes(ours)

    # The run that was cut off does not hold up the next ones for ever.
    served = serve()
    assert "What is new is told by the notification block 'parkfigures'." in ready(served)
    assert len(api(ours, "automations/filter", limit=50)) == 5
    assert api(ours, f"flow_runs/{cut_off}")["state_type"] == "CRASHED"

    [worker] = processes(ours, "prefect worker start")
    subprocess.run(["kill", "-KILL", str(worker)], check=True)
    assert served.wait(90) == 1
    assert "Error: the worker has ended; the rest is stopped too" in served.stdout.read()
    assert not processes(ours)


def test_a_busy_port_is_told(ours, serve):
    with socket.create_server(("127.0.0.1", int(ours["PREFECT_SERVER_API_PORT"]))):
        served = serve()
        assert served.wait(60) == 2
    assert "PREFECT_SERVER_API_PORT=" in served.stdout.read()
