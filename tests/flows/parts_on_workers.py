"""A Prefect server on PostgreSQL, runs in parts on it, and workers that can be killed."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import postgres
from flows.warehouse.recording import read
from tests.flows.prefect_server import ROOT, api

CHECK_PARKS = """
import json, sys
from flows.check_parks import check_parks
from flows.parts import waiting
waiting.FIRST_WORD_SECONDS = 1
state = check_parks(**json.loads(sys.argv[1]), return_state=True)
print("RUN", state.state_details.flow_run_id, state.name, state.message)
"""


@dataclass(frozen=True)
class Server:
    """A Prefect server on PostgreSQL, with the project's deployments; `ours` finds it."""

    ours: dict[str, str]
    postgres: postgres.Postgres
    folder: Path

    def parts(self, *states: str) -> list[dict[str, Any]]:
        """Return the runs of parts that are in one of these states."""
        asked = {
            "deployments": {"name": {"any_": ["check-part"]}},
            "flow_runs": {"state": {"type": {"any_": list(states)}}},
        }
        return api(self.ours, "flow_runs/filter", **asked) or []


class Parent:
    """A run in parts, in a process of its own."""

    def __init__(
        self, server: Server, name: str, package: Path, warehouse: Path, **more: object
    ) -> None:
        self.warehouse = warehouse
        self._said = server.folder / f"{name}.txt"
        asked = {
            "data": str(package),
            "warehouse": str(warehouse),
            **more,
        }
        with self._said.open("w") as said:
            command = [sys.executable, "-c", CHECK_PARKS, json.dumps(asked)]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=server.ours, stdout=said, stderr=subprocess.STDOUT
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    @property
    def ended(self) -> list[str]:
        """The run's id, its state and its message."""
        [line] = [one for one in self.said.splitlines() if one.startswith("RUN ")]
        return line.split(maxsplit=3)[1:]

    def logged(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the log."""
        with read(self.warehouse) as connection:
            return connection.execute(query).fetchall()


def started_worker(server: Server, number: int) -> "subprocess.Popen[bytes]":
    asked = ("--pool", "parks", "--work-queue", "parts", "--type", "process", "--limit", "1")
    command = [sys.executable, "-m", "prefect", "worker", "start", *asked, "--name", f"w{number}"]
    return subprocess.Popen(command, cwd=ROOT, env=server.ours)


def killed_in_the_middle(server: Server, workers: "list[subprocess.Popen[bytes]]") -> str:
    """Kill a worker that does a part, with all its processes; return the part's run, if any."""
    on = {one["id"] for one in server.parts("RUNNING")}
    for worker in workers:
        for run in on & {flow_run(pid) for pid in family(worker.pid)}:
            kill(worker.pid)
            return run
    return ""


def kill(pid: int) -> None:
    for one in family(pid):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def family(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def flow_run(pid: int) -> str:
    """Return the flow run that a process does, "" where it does none."""
    try:
        told = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    names = dict(one.partition("=")[::2] for one in told)
    return names.get("PREFECT__FLOW_RUN_ID", "")
