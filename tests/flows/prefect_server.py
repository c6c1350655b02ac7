import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import httpx

ROOT = Path(__file__).parents[2]
# Prefect's own pauses, in seconds, made short.
PAUSES = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2",
}

SAVE_BLOCK = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock as Block
told = {"subject": "{{subject}}", "body": "{{body}}"}
print(Block(name="n", url=sys.argv[1], json_data=told).save("parkfigures", overwrite=True))
"""


def environment(folder, **more):
    """The environment of a Prefect of its own, with its files in a folder."""
    port = str(free_port())
    ours = {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_API_PORT": port,
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "COLUMNS": "200",
    }
    inherited = {k: v for k, v in os.environ.items() if not re.match("(PREFECT|PARKFIGURES)_", k)}
    return inherited | PAUSES | ours | more


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def prefect(environment, *arguments):
    """Run a command of Prefect's, in the project's folder; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def python(environment, program, *arguments):
    """Run a program in the project's folder; return what it printed."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def save_block(environment, address):
    """Make a notification block named parkfigures that posts to an address; return its id."""
    return python(environment, SAVE_BLOCK, address).strip()


def api(environment, path, **body):
    """Ask Prefect's server; return its answer, None while there is none."""
    url = f"{environment['PREFECT_API_URL']}/{path}"
    for _ in range(10):
        try:
            # A machine that also runs the flows may leave the server without a turn for seconds.
            answer = httpx.request("POST" if body else "GET", url, json=body or None, timeout=60)
        except httpx.TransportError:
            return None
        # Its database was held by another of its own writers: clients are to ask again.
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(1)
    return answer.json() if answer.is_success else None


def wait_until(holds, seconds=150):
    """Wait for a condition; return what it returned."""
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, f"not so within {seconds} s: {holds}"
        time.sleep(0.2)
    return found


def processes(environment, doing=""):
    """The ids of all processes that belong to a Prefect of its own, or of those doing something."""
    listed = subprocess.run(
        ["ps", "axeww", "-o", "pid,args"], capture_output=True, text=True, check=True
    )
    mark = f"PREFECT_HOME={environment['PREFECT_HOME']}"
    ours = [line for line in listed.stdout.splitlines() if mark in line and doing in line]
    return [int(line.split()[0]) for line in ours]


def rows(warehouse, query):
    with duckdb.connect(warehouse, read_only=True) as connection:
        return connection.sql(query).fetchall()
