"""Runs in parts on real workers: two at once, while a worker is killed and PostgreSQL restarts."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect_server import ROOT, api, environment, prefect, wait_until
from several_groups import package_in, rows_of

from benchmarks.measuring import postgres
from benchmarks.same_answer import rows
from flows.automations import OF_LOST_RUNS
from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.parts.exchange import PartsError
from flows.parts.workers import deployment_of_parts
from flows.processes import Group
from flows.warehouse import read, record
from flows.work_pool import prepare_work_pool
from schemas.quality_log import TABLES

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
PASS_ROWS = 1_000
WORKERS = 4
# So long after a heartbeat, of which there are two a minute, a run counts as lost.
LOST_SECONDS = 40
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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("parts")
    with postgres.running() as catalog:
        ours = environment(
            folder,
            PREFECT_SERVER_DATABASE_CONNECTION_URL=catalog.of_prefect,
            PREFECT_SERVER_EVENTS_PROACTIVE_GRANULARITY="PT2S",
            PREFECT_WORKER_QUERY_SECONDS="2",
            PGPASSWORD=postgres.PASSWORD,
            PARKFIGURES_PASS_ROWS=str(PASS_ROWS),
        )
        with Group(ours, ROOT) as group:
            group.start("server", "prefect", "server", "start", "--no-ui")
            wait_until(lambda: api(ours, "health"), seconds=120)
            yield Server(ours, catalog, folder)


@pytest.fixture(scope="module")
def without_deployments(server: Server) -> str:
    """What is said before the deployments are made."""
    with temporary_settings({PREFECT_API_URL: server.ours["PREFECT_API_URL"]}):
        try:
            deployment_of_parts()
        except PartsError as fault:
            return str(fault)
    return ""


@dataclass(frozen=True)
class Ended:
    """Two runs in parts that were on at once, and the part whose worker was killed."""

    runs: Mapping[str, "Parent"]
    killed_part: str
    before_workers: Mapping[str, str]


class Parent:
    """A run in parts, in a process of its own."""

    def __init__(self, server: Server, name: str, package: Path, warehouse: Path) -> None:
        self.warehouse = warehouse
        self._said = server.folder / f"{name}.txt"
        asked = {
            "data": str(package),
            "warehouse": str(warehouse),
            "as_of": DAY.isoformat(),
            "figures_per_part": 300,
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


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package_in(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def ended(server: Server, package: Path, without_deployments: str) -> Iterator[Ended]:
    """Start two runs, kill a worker while it does a part, and restart PostgreSQL."""
    prepare_work_pool(server.ours["PREFECT_API_URL"])
    prefect(server.ours, "--no-prompt", "deploy", "--all")
    prefect(
        server.ours, "work-queue", "set-concurrency-limit", "parts", str(WORKERS), "--pool", "parks"
    )
    put_up_soon(server)
    lake = f"ducklake:postgres:{server.postgres.place};data_path={server.folder}/files"
    warehouses = {"file": server.folder / "log.duckdb", "lake": Path(lake)}
    runs = {name: Parent(server, name, package, at) for name, at in warehouses.items()}
    wait_until(lambda: all("parts wait" in one.said for one in runs.values()), seconds=120)
    before_workers = {name: one.said for name, one in runs.items()}
    workers = [started_worker(server, number) for number in range(WORKERS)]
    try:
        killed_part = wait_until(lambda: killed_in_the_middle(server, workers), seconds=120)
        wait_until(lambda: server.parts("COMPLETED"), seconds=120)
        server.postgres.stop()
        time.sleep(2)
        server.postgres.start()
        for one in runs.values():
            one.process.wait(timeout=300)
        yield Ended(runs, killed_part, before_workers)
    finally:
        for one in runs.values():
            one.process.kill()
        for worker in workers:
            kill(worker.pid)


def put_up_soon(server: Server) -> None:
    """Put up the automations, with less patience."""
    text = OF_LOST_RUNS.read_text("utf-8")
    soon = server.folder / "lost-runs.yaml"
    assert "within: 100" in text
    soon.write_text(text.replace("within: 100", f"within: {LOST_SECONDS}"), "utf-8")
    prefect(server.ours, "automation", "create", "--from-file", str(soon))


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


@pytest.fixture(scope="module")
def expected(package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one process logs."""
    log = tmp_path_factory.mktemp("one") / "log.duckdb"
    run = RunRequest("one", as_of=DAY, pass_rows=PASS_ROWS)
    record(confront_package(load_package(package), run), log)
    return rows_of(log, "one")


def in_log(parent: Parent, query: str) -> list[tuple[Any, ...]]:
    with read(parent.warehouse) as connection:
        return connection.execute(query).fetchall()


def test_without_a_deployment_it_says_how_to_make_one(without_deployments: str) -> None:
    assert "no deployment check-part/check-part: `prefect --no-prompt deploy" in without_deployments


@pytest.mark.parametrize("name", ["file", "lake"])
def test_without_workers_it_says_so(ended: Ended, name: str) -> None:
    said = ended.before_workers[name]
    assert "no worker has taken one for" in said
    assert "is one free for the work pool parks (queue parts)?" in said


@pytest.mark.parametrize("name", ["file", "lake"])
def test_workers_find_what_one_process_finds(
    ended: Ended, name: str, expected: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    parent = ended.runs[name]
    run_id, state, message = parent.ended
    assert (state, message.split(":")[0]) == ("Failed", "24 of 1,827 relations fail")
    with read(parent.warehouse) as connection:
        assert {table: rows(connection, table, run_id) for table in TABLES} == expected
    assert in_log(parent, "SELECT run_id FROM runs") == [(run_id,)]


@pytest.mark.parametrize("name", ["file", "lake"])
def test_each_part_is_done_once(
    ended: Ended, name: str, expected: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    parent = ended.runs[name]
    done = in_log(parent, "SELECT part, parent_run_id FROM part_runs ORDER BY part")
    assert done == [(number, parent.ended[0]) for number in range(1, len(done) + 1)]
    assert len(done) > 2
    assert not list((parent.warehouse.parent / "parts").glob("*"))


def test_the_part_of_a_killed_worker_is_done_by_another_one(
    server: Server, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    killed = api(server.ours, f"flow_runs/{ended.killed_part}")
    assert killed["state"]["type"] == "CRASHED"
    assert "Nothing was heard of this run any more" in killed["state"]["message"]
    done = [one for parent in ended.runs.values() for one in in_log(parent, "FROM part_runs")]
    assert ended.killed_part not in {one[0] for one in done}
