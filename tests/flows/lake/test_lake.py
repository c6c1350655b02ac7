"""The log in DuckLake, its catalog in a real PostgreSQL: the same rows, and many writers."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any, cast

import duckdb
import pytest
from click.testing import CliRunner

from benchmarks.measuring import postgres
from flows.batches.findings import BatchedFindings, Kept
from flows.batches.repeating import repeat
from flows.batches.stored_rows import StoredRows
from flows.cli import parkfigures
from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.runs import today
from flows.warehouse.recording import WarehouseError, connect, read, record
from flows.warehouse.shared_rows import SHARED
from schemas.quality_log import QUALITY_LOG, TABLES, Findings
from tests.flows.hand_made import HOSTILE, findings, relation
from tests.flows.one_share import WARN, write
from tests.flows.warehouse.older import OLDER

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
WRITERS, RUNS_OF_EACH = 6, 5
# Writes runs of its own, and one that all the others write too.
RECORD = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.flows.hand_made import findings, relation
from flows.warehouse.recording import record
lake, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for run_id in ["shared", *(f"{name}-{number}" for number in range(times))]:
    one = findings(relation("fail", run_id=run_id), relation("pass", run_id=run_id))
    record(replace(one, run=one.run | {"run_id": run_id}), lake)
    print(run_id, flush=True)
"""
# Its rows do not come to an end: it holds a transaction with some of the run's rows written.
BEGIN = """
import sys, time
from dataclasses import replace
from pathlib import Path
from tests.flows.hand_made import findings, relation
from flows.warehouse.recording import record
class Endless(list):
    def __iter__(self):
        print("begun", flush=True)
        time.sleep(600)
begun = findings(relation("pass"))
record(replace(begun, quarantine=Endless()), Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Postgres]:
    with postgres.running() as server:
        yield server


@pytest.fixture
def lake(
    server: postgres.Postgres,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Path:
    """A lake that is not there yet, of each test its own."""
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    schema = request.node.name.partition("[")[0][:60]
    return Path(
        f"ducklake:postgres:{server.place};data_path={tmp_path}/files;metadata_schema={schema}"
    )


def started(code: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def contents(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    with read(warehouse) as connection:
        return {name: connection.execute(f'FROM "{name}"').fetchall() for name in TABLES}


def real_runs() -> Sequence[Findings]:
    """Return runs of real figures, with text that would do harm if it were taken for SQL."""
    package = load_package(ROOT / "data")
    first, *others = package.printed
    package = replace(
        package, printed=[replace(first, note=HOSTILE.replace("\ud800", "';--")), *others]
    )
    found = []
    for number, day in enumerate((date(2016, 12, 1), date(2017, 1, 31), date(2026, 11, 22))):
        one = confront_package(package, RunRequest(f"run-{number}", day))
        at = datetime(2026, 11, 20 + number)  # noqa: DTZ001 the log keeps UTC without a zone
        seconds = [row | {"seconds": 0.5} for row in one.check_results]
        run = one.run | {"started_at": at, "finished_at": at}
        found.append(replace(one, run=run, check_results=seconds))
    return found


def said(warehouse: Path, *arguments: str) -> bytes:
    done = CliRunner().invoke(parkfigures, [*arguments, "--warehouse", str(warehouse)])
    assert done.exit_code == 0, done.output
    return done.stdout_bytes.replace(str(warehouse).encode(), b"WAREHOUSE")


def test_every_command_says_of_a_lake_what_it_says_of_a_file(lake: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.duckdb"
    for found in real_runs():
        for warehouse in (lake, file):
            record(found, warehouse)
    keep = f"{(today() - date(2026, 11, 22)).days + 1} days"
    asked = [
        ("log", "--format", "json"),
        ("log", "--format", "csv"),
        ("log", "--runs", "--format", "json"),
        ("diff", "run-0", "run-2", "--format", "json"),
        ("report", "--out", "-"),
        ("vacuum", "--dry-run", "--keep", keep),
    ]
    before = contents(file)
    assert contents(lake) == before
    for arguments in asked:
        assert said(lake, *arguments) == said(file, *arguments), arguments
    removed = [said(one, "vacuum", "--keep", keep).splitlines()[:-1] for one in (lake, file)]
    assert removed[0] == removed[1]
    assert contents(lake) == contents(file) != before
    for arguments in asked[:3]:
        assert said(lake, *arguments) == said(file, *arguments), arguments


def test_runs_share_rows_in_a_lake_until_the_last_of_them_goes(lake: Path) -> None:
    *_, first = real_runs()
    record(first, lake)
    before = contents(lake)
    for number in range(2):
        repeat(lake, first.run, RunRequest(f"again-{number}", first.run["as_of"]))
    with read(lake) as connection:
        kept = connection.execute("SELECT DISTINCT run_id FROM own_figures").fetchall()
    assert kept == [(first.run["run_id"],)]
    assert len(contents(lake)["figures"]) == 3 * len(before["figures"])
    said(lake, "vacuum", "--keep", "0 days")
    after = contents(lake)
    assert len(after["runs"]) == 2
    for table in SHARED:
        of_one = [row[1:] for row in after[table] if row[0] == "again-0"]
        assert of_one == [row[1:] for row in before[table]]
        assert len(after[table]) == 2 * len(of_one)


def test_an_older_lake_shares_its_rows(lake: Path) -> None:
    *_, first = real_runs()
    record(first, lake)
    before = contents(lake)
    with connect(lake) as connection:
        for undo in OLDER:
            connection.execute(undo)
    repeat(lake, first.run, RunRequest("again", first.run["as_of"]))
    after = contents(lake)
    for table in SHARED:
        assert after[table][: len(before[table])] == before[table]
        assert len(after[table]) == 2 * len(before[table])


def test_rows_by_the_million_come_from_their_files_in_order(lake: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{number:02}.parquet" for number in range(40)]
    for number, file in enumerate(files):
        rows = f"SELECT 'r' AS run_id, {number} * 100 + i AS gap FROM range(100) of(i)"
        columns = ", ".join(
            f"NULL::{QUALITY_LOG[name]} AS {name}" for name in list(QUALITY_LOG)[1:]
        )
        columns = columns.replace("NULL::DOUBLE AS gap", "gap")
        duckdb.sql(f"SELECT run_id, {columns} FROM ({rows})").write_parquet(str(file))
    kept = Kept(cast(StoredRows, None), {"quality_log": files})
    for number in range(8):
        one = findings()
        run = one.run | {"run_id": str(number)}
        record(BatchedFindings(**(vars(one) | {"run": run}), kept=kept), lake)
        with read(lake) as connection:
            gaps = connection.execute("SELECT gap FROM quality_log").fetchall()
        assert gaps == [(float(gap),) for gap in range(4000)] * (number + 1)


def test_check_logs_in_a_lake_that_the_environment_names(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKFIGURES_WAREHOUSE", str(lake))
    for _ in range(2):
        done = CliRunner().invoke(parkfigures, ["check", str(ROOT / "data")])
        assert done.exit_code == 0, done.output
    assert "0 new failures, 0 settled, 0 changed" in " ".join(
        CliRunner().invoke(parkfigures, ["diff"]).output.split()
    )
    backfill = ["backfill", str(ROOT / "data"), "--from", "2016-12-01", "--to", "2017-02-01"]
    for expected in ("3 runs added, 0 were there", "0 runs added, 3 were there"):
        done = CliRunner().invoke(parkfigures, [*backfill, "--every", "month"])
        assert expected in done.output
    assert postgres.PASSWORD not in str(contents(lake))


@pytest.mark.usefixtures("prefect_here")
def test_a_flow_run_logs_in_a_lake_and_its_report_is_where_paths_start(
    lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.check_figures import check_figures

    monkeypatch.chdir(tmp_path)
    state = check_figures(data=write(tmp_path, WARN), warehouse=lake, return_state=True)
    assert state.name == "CompletedWithWarnings"
    assert (tmp_path / "reports" / "data.html").exists()
    with read(lake) as connection:
        row = connection.execute("SELECT run_id, parameters FROM runs").fetchone()
    assert row is not None
    assert row[0] == str(state.state_details.flow_run_id)
    assert json.loads(row[1])["warehouse"] == str(lake)


def test_many_processes_lose_no_run_and_double_none_while_others_read(lake: Path) -> None:
    writers = [started(RECORD, lake, name, RUNS_OF_EACH) for name in range(WRITERS)]
    assert all(writer.stdout is not None and writer.stdout.readline() for writer in writers)
    seen = set()
    while any(writer.poll() is None for writer in writers):
        found = contents(lake)
        runs, rows = found["runs"], Counter(row[0] for row in found["quality_log"])
        assert rows == {run[0]: 2 for run in runs}
        seen.add(len(runs))
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    expected = {f"{name}-{number}" for name in range(WRITERS) for number in range(RUNS_OF_EACH)}
    logged = Counter(run[0] for run in contents(lake)["runs"])
    assert logged == Counter(["shared", *expected])
    # Else nobody read while others wrote.
    assert seen


def test_writers_get_over_a_restart_of_postgres(lake: Path, server: postgres.Postgres) -> None:
    record(findings(relation("pass")), lake)
    writers = [started(RECORD, lake, name, 8) for name in "ab"]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline()
    for _ in range(2):
        server.stop()
        time.sleep(0.5)
        server.start()
    assert [writer.wait(60) for writer in writers] == [0, 0]
    found = contents(lake)
    expected = ["r", "shared", *(f"{name}-{number}" for name in "ab" for number in range(8))]
    assert Counter(run[0] for run in found["runs"]) == Counter(expected)
    assert Counter(row[0] for row in found["quality_log"]) == {
        run_id: 2 for run_id in expected if run_id != "r"
    } | {None: 1}


def test_a_server_that_is_gone_is_named_in_one_line(lake: Path, server: postgres.Postgres) -> None:
    record(findings(relation("pass")), lake)
    server.stop()
    try:
        begin = time.monotonic()
        with pytest.raises(WarehouseError) as caught:
            record(findings(relation("pass")), lake, wait_seconds=0.5)
        assert 0.5 <= time.monotonic() - begin < 5
    finally:
        server.start()
    message = str(caught.value)
    assert message.startswith(f"{lake}: cannot be opened: connection to server")
    assert f"host=127.0.0.1 port={server.port}" in message
    assert "Connection refused" in message
    assert "\n" not in message
    assert postgres.PASSWORD not in message


def test_a_server_that_goes_while_a_run_is_read_is_told_in_one_line(
    lake: Path, server: postgres.Postgres
) -> None:
    def read_meanwhile() -> None:
        with read(lake) as connection:
            server.stop()
            connection.execute("FROM quality_log").fetchall()

    record(findings(relation("pass")), lake)
    try:
        with pytest.raises(WarehouseError) as caught:
            read_meanwhile()
    finally:
        server.start()
    assert str(caught.value).startswith(f"{lake}: cannot be used now: ")
    assert "\n" not in str(caught.value)
    assert len(contents(lake)["runs"]) == 1


def test_a_reader_waits_for_a_server_that_starts(lake: Path, server: postgres.Postgres) -> None:
    record(findings(relation("pass")), lake)
    server.stop()
    later = Thread(target=lambda: (time.sleep(1), server.start()))
    later.start()
    assert len(contents(lake)["runs"]) == 1
    later.join()


def test_a_wrong_password_is_told_at_once(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "something-else")
    with pytest.raises(WarehouseError, match="password authentication failed") as caught:
        record(findings(relation("pass")), lake)
    assert "something-else" not in str(caught.value)


def test_a_killed_run_leaves_nothing_and_can_be_recorded_again(lake: Path) -> None:
    one = findings(relation("pass"))
    record(replace(one, run=one.run | {"run_id": "before"}), lake)
    before = contents(lake)
    with started(BEGIN, lake) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        with pytest.raises(WarehouseError, match="another process still writes r"):
            record(one, lake, wait_seconds=0.5)
        process.send_signal(signal.SIGKILL)
    assert contents(lake) == before
    record(one, lake)
    assert sorted(run[0] for run in contents(lake)["runs"]) == ["before", "r"]


def test_vacuum_joins_files_and_leaves_them_to_readers_for_a_while(
    lake: Path, tmp_path: Path
) -> None:
    one = findings(relation("pass"), relation("fail"))
    for number in range(4):
        at = one.run["started_at"] + timedelta(days=number)
        record(replace(one, run=one.run | {"run_id": str(number), "started_at": at}), lake)
    before, files = contents(lake), set(tmp_path.glob("files/**/*.parquet"))
    assert b"0 runs removed" in said(lake, "vacuum", "--keep", "9999 days")
    assert contents(lake) == before
    assert files < set(tmp_path.glob("files/**/*.parquet"))
    with read(lake) as connection:
        of_runs = connection.execute("FROM ducklake_list_files('lake', 'runs')").fetchall()
    assert len(of_runs) == 1
