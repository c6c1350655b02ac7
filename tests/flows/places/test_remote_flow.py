"""Flow runs on packages at addresses: credentials of a block, and secrets that stay secret."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from flows.check_figures import check_figures
from tests.flows.one_share import FAIL, PASS, write
from tests.flows.package_servers import answers, serving, zipped
from tests.flows.prefect_server import rows

# isort: split
import boto3
from prefect.client.orchestration import get_client
from prefect.filesystems import RemoteFileSystem
from prefect.settings import get_current_settings

from flows.cli import parkfigures as commands
from schemas.quality_log import TABLES

pytestmark = pytest.mark.slow

KEYS = {"key": "key", "secret": "SECRET-of-s3"}


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def s3(tmp_path):
    """The address of a server that speaks S3, and has a package."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    names = {"aws_access_key_id": "key", "aws_secret_access_key": KEYS["secret"]}
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **names)
    for bucket in ("parks", "other"):
        client.create_bucket(Bucket=bucket)
        body = zipped(write(tmp_path, PASS))
        client.put_object(Bucket=bucket, Key="data.zip", Body=body)
    yield address
    server.stop()


@pytest.mark.usefixtures("prefect_here")
@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("s3://parks/data.zip", "Completed"),
        # The block's credentials are for its own bucket.
        ("s3://other/data.zip", "Failed"),
    ],
)
def test_a_block_has_the_credentials(address, state, s3, tmp_path, monkeypatch, caplog):
    settings = KEYS | {"endpoint_url": s3}
    RemoteFileSystem(basepath="s3://parks/", settings=settings).save("parks", overwrite=True)
    monkeypatch.setenv("PARKFIGURES_STORAGE_BLOCK", "remote-file-system/parks")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    log = tmp_path / "log.duckdb"
    ended = check_figures(data=address, warehouse=log, return_state=True)

    assert (ended.name, log.exists()) == (state, state == "Completed")
    if log.exists():
        assert rows(log, "SELECT package, parameters ->> 'data' FROM runs") == [("data", address)]
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(ended.state_details.flow_run_id)
        told = client.read_logs()
    assert run.parameters["data"] == address
    assert "SECRET" not in f"{run} {told} {caplog.text}"


@pytest.mark.usefixtures("prefect_here")
def test_a_block_that_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PARKFIGURES_STORAGE_BLOCK", "remote-file-system/none")
    log = tmp_path / "log.duckdb"
    ended = check_figures(data="s3://parks/data.zip", warehouse=log, return_state=True)

    assert "PARKFIGURES_STORAGE_BLOCK: Prefect has no such block" in ended.message


@pytest.mark.usefixtures("prefect_here")
@pytest.mark.parametrize("given", ["argument", "setting"])
def test_no_one_reads_the_secret_of_an_address(given, tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    content = zipped(write(tmp_path, FAIL))
    with serving(answers(content=content)) as server:
        address = f"{server}/data.zip?signature=SECRET"
        if given == "setting":
            monkeypatch.setenv("PARKFIGURES_DATA", address)
        arguments = ["run", "--verbose", *[address] * (given == "argument")]
        done = CliRunner().invoke(commands, arguments, standalone_mode=False)

    assert done.return_value == 1, done.output
    assert "1 failure" in done.stdout
    log = tmp_path / "parkfigures.duckdb"
    assert rows(log, "SELECT parameters ->> 'data' FROM runs") == [(f"{server}/data.zip?***",)]
    said = [done.output, caplog.text, *(str(rows(log, f'FROM "{table}"')) for table in TABLES)]
    assert [text for text in said if "SECRET" in text] == []
    # Prefect's own database, the report and what is in the cache: no file has it.
    database = Path(get_current_settings().server.database.connection_url.get_secret_value()[20:])
    kept = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert f"{server}/data.zip?***".encode() in kept
    assert [text for text in [kept, *files] if b"SECRET" in text] == []
