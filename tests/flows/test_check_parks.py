"""Runs in parts on real workers: two at once, while a worker is killed and PostgreSQL restarts."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from benchmarks.end_to_end.package import make_package
from benchmarks.measuring import postgres
from benchmarks.same_answer import rows, sums
from flows.automations import OF_LOST_RUNS
from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.headline import headline
from flows.parts.exchange import PartsError
from flows.parts.workers import deployment_of_parts
from flows.processes import Group
from flows.warehouse.recording import read, record
from flows.work_pool import prepare_work_pool
from schemas.quality_log import TABLES
from tests.flows.parts_on_workers import Parent, Server, kill, killed_in_the_middle, started_worker
from tests.flows.prefect_server import ROOT, api, environment, prefect, wait_until
from tests.flows.several_groups import package_in

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
PASS_ROWS = 1_000
Logged = Mapping[str, object]
WORKERS = 4
# So long after a heartbeat, of which there are two a minute, a run counts as lost.
LOST_SECONDS = 40


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
        with Group(ours, ROOT, grace_seconds=20) as group:
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
class Size:
    """How many figures are checked, 0 for the example's, how many in a part, and how patiently."""

    figures: int
    per_part: int
    minute: float

    @property
    def asked(self) -> dict[str, object]:
        """The parameters of a run."""
        return {"as_of": DAY.isoformat(), "figures_per_part": self.per_part}


@pytest.fixture(scope="module")
def size(request: pytest.FixtureRequest) -> Size:
    figures = request.config.getoption("figures", default=0)
    return Size(figures, 200_000, 1800) if figures else Size(0, 300, 60)


@dataclass(frozen=True)
class Ended:
    """Two runs in parts that were on at once, and the part whose worker was killed."""

    runs: Mapping[str, "Parent"]
    killed_part: str
    before_workers: Mapping[str, str]


@pytest.fixture(scope="module")
def package(size: Size, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    if not size.figures:
        return package_in(folder)
    make_package(folder / "package", size.figures)
    return folder / "package"


@pytest.fixture(scope="module")
def ended(server: Server, package: Path, size: Size, without_deployments: str) -> Iterator[Ended]:
    """Start two runs, kill a worker while it does a part, and restart PostgreSQL."""
    prepare_work_pool(server.ours["PREFECT_API_URL"])
    prefect(server.ours, "--no-prompt", "deploy", "--all")
    prefect(
        server.ours, "work-queue", "set-concurrency-limit", "parts", str(WORKERS), "--pool", "parks"
    )
    put_up_soon(server)
    lake = f"ducklake:postgres:{server.postgres.place};data_path={server.folder}/files"
    warehouses = {"file": server.folder / "log.duckdb", "lake": Path(lake)}
    runs = {
        name: Parent(server, name, package, at, **size.asked) for name, at in warehouses.items()
    }
    wait_until(
        lambda: all("parts wait" in one.said for one in runs.values()), seconds=2 * size.minute
    )
    before_workers = {name: one.said for name, one in runs.items()}
    workers = [started_worker(server, number) for number in range(WORKERS)]
    try:
        killed_part = wait_until(
            lambda: killed_in_the_middle(server, workers), seconds=2 * size.minute
        )
        wait_until(lambda: server.parts("COMPLETED"), seconds=2 * size.minute)
        server.postgres.stop()
        time.sleep(2)
        server.postgres.start()
        for one in runs.values():
            one.process.wait(timeout=5 * size.minute)
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


@dataclass(frozen=True)
class Expected:
    """What one process says and logs."""

    said: str
    logged: Logged


def logged_of(connection: duckdb.DuckDBPyConnection, run_id: str, size: Size) -> Logged:
    """Return a run's rows of each table; their sums where they are too many to hold."""
    if size.figures:
        return sums(connection, run_id)
    return {table: rows(connection, table, run_id) for table in TABLES}


@pytest.fixture(scope="module")
def expected(package: Path, size: Size, tmp_path_factory: pytest.TempPathFactory) -> Expected:
    log = tmp_path_factory.mktemp("one") / "log.duckdb"
    run = RunRequest("one", as_of=DAY, pass_rows=PASS_ROWS)
    findings = confront_package(load_package(package), run)
    record(findings, log)
    with read(log) as connection:
        return Expected(headline(findings), logged_of(connection, "one", size))


def test_without_a_deployment_it_says_how_to_make_one(without_deployments: str) -> None:
    assert "no deployment check-part/check-part: `prefect --no-prompt deploy" in without_deployments


@pytest.mark.parametrize("name", ["file", "lake"])
def test_without_workers_it_says_so(ended: Ended, name: str) -> None:
    said = ended.before_workers[name]
    assert "no worker has taken one for" in said
    assert "is one free for the work pool parks (queue parts)?" in said


@pytest.mark.parametrize("name", ["file", "lake"])
def test_workers_find_what_one_process_finds(
    ended: Ended, name: str, size: Size, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    parent = ended.runs[name]
    run_id, state, message = parent.ended
    assert (state, message) == ("Failed", expected.said)
    with read(parent.warehouse) as connection:
        assert logged_of(connection, run_id, size) == expected.logged
    assert parent.logged("SELECT run_id FROM runs") == [(run_id,)]


@pytest.mark.parametrize("name", ["file", "lake"])
def test_each_part_is_done_once(
    ended: Ended, name: str, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    parent = ended.runs[name]
    done = parent.logged("SELECT part, parent_run_id FROM part_runs ORDER BY part")
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
    done = [one for parent in ended.runs.values() for one in parent.logged("FROM part_runs")]
    assert ended.killed_part not in {one[0] for one in done}
