"""The log in DuckLake, its data files in object storage: a real server that speaks S3."""

import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from flows.cli import parkfigures
from flows.warehouse.recording import read, record
from tests.flows.hand_made import findings, relation

pytestmark = pytest.mark.slow

KEY, SECRET = "the-key", "the-secret"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    given = {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3", skip_instance_cache=True).mkdir("bucket")
    yield Path(f"ducklake:{tmp_path}/log.ducklake;data_path=s3://bucket/log")
    server.stop()


def test_data_files_are_kept_in_object_storage(lake: Path) -> None:
    record(findings(relation("fail"), relation("pass")), lake)
    with read(lake) as connection:
        assert len(connection.execute("FROM quality_log").fetchall()) == 2
    done = CliRunner().invoke(
        parkfigures, ["vacuum", "--keep", "9999 days", "--warehouse", str(lake)]
    )
    assert done.exit_code == 0
    assert "could not be given back" not in done.output
    kept = fsspec.filesystem("s3", skip_instance_cache=True).find("bucket")
    assert {os.path.dirname(name) for name in kept} >= {  # noqa: PTH120 names in object storage
        "bucket/log/main/quality_log",
        "bucket/log/main/runs",
    }
    catalog = Path(str(lake).removeprefix("ducklake:").partition(";")[0])
    assert SECRET.encode() not in catalog.read_bytes()
