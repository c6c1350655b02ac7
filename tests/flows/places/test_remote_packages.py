"""Packages on servers that speak HTTP, S3 and git, and what nobody may read of their addresses."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from flows.cli import parkfigures as commands
from flows.package_files import PackageError
from flows.places import fetch_faults, fetching
from flows.places.addresses import as_given
from flows.places.package_places import folder_of
from schemas.quality_log import TABLES
from tests.flows.one_share import FAIL, UNREAD, write
from tests.flows.package_servers import (
    answers,
    files_of,
    git,
    git_server,
    guarded,
    repository,
    serving,
    zipped,
)
from tests.flows.prefect_server import rows

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
# What of a run differs from the next one on the same data.
OWN = ["run_id", "started_at", "finished_at", "seconds", "parameters"]
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "SECRET-of-s3"}
WITHOUT = """
import sys
sys.modules[sys.argv.pop(1)] = None
from flows.cli import main
main()
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(fetch_faults, "PAUSES_SECONDS", (0.0,))


@pytest.fixture(scope="module")
def s3():
    """The address of a server that speaks S3, and has the bucket `parks`."""
    import boto3

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="SECRET-of-s3",
    )
    client.create_bucket(Bucket="parks")
    yield address, client
    server.stop()


def environment(folder, **more):
    ours = ("PARKFIGURES_", "PREFECT_", "AWS_")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return inherited | {"PYTHONPATH": str(ROOT), "HOME": str(folder), "COLUMNS": "200"} | more


def parkfigures(folder, *arguments, python=("-m", "flows.cli"), **more):
    return subprocess.run(
        [sys.executable, *python, *map(str, arguments)],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def logged(file):
    """Everything in a log that is not of its run alone."""
    return {
        table: rows(file, f'SELECT COLUMNS(lambda c: c NOT IN {OWN}) FROM "{table}" ORDER BY ALL')
        for table in TABLES
    }


def test_a_package_gives_the_same_rows_wherever_it_is(tmp_path, s3, monkeypatch):
    monkeypatch.chdir(tmp_path)
    package = write(tmp_path, FAIL)
    endpoint, client = s3
    for name, text in (KEYS | {"AWS_ENDPOINT_URL": endpoint}).items():
        monkeypatch.setenv(name, text)
    for name, content in files_of(package).items():
        client.put_object(Bucket="parks", Key=f"published/data/{name}", Body=content)
    client.put_object(Bucket="parks", Key="data.zip", Body=zipped(package))
    (tmp_path / "data.zip").write_bytes(zipped(package, "data/"))
    made = repository(tmp_path / "git", package)
    web, repositories = answers(content=zipped(package)), git_server(made.parent)
    with serving(web) as http, serving(repositories) as server:
        places = [
            package,
            "data.zip",
            "s3://parks/published/data/",
            "zip::s3://parks/data.zip",
            f"{http}/data.zip?token=SECRET",
            f"git+{server}/repo.git@v1#data",
        ]
        found = []
        for place in places:
            log = tmp_path / f"{len(found)}.duckdb"
            asked = ["check", str(place), "--warehouse", str(log)]
            done = CliRunner().invoke(commands, asked, standalone_mode=False)
            assert (done.return_value, done.stderr) == (1, ""), place
            found.append((done.stdout.split("Logged in")[0], logged(log)))

    assert [one for one in found if one != found[0]] == []
    assert rows(tmp_path / "4.duckdb", "SELECT package, parameters ->> 'data' FROM runs") == [
        ("data", f"{http}/data.zip?***")
    ]
    assert len(list((tmp_path / "cache" / "parkfigures" / "packages").iterdir())) == 1


@pytest.mark.parametrize("ref", ["", "@main", "@v1", "@{}"])
def test_a_branch_a_tag_or_a_commit_of_a_repository_is_fetched(ref, tmp_path):
    package = write(tmp_path, FAIL)
    made = repository(tmp_path / "git", package)
    ref = ref.format(git(made, "rev-parse", "HEAD"))
    with serving(git_server(made.parent)) as server:
        for address in (f"git+{server}/repo.git{ref}#data", f"git+file://{made}{ref}#data"):
            assert files_of(folder_of(as_given(address))) == files_of(package)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("repo.git@v2#data", "no branch or tag v2 there"),
        ("repo.git#parks", "no folder parks there"),
        ("repo.git#data/figures/a.csv", "data/figures/a.csv is no folder there"),
        ("repo.git", "no figures; expected tables in its folder figures"),
        ("nothing.git", "nothing is there (404)"),
        (f"repo.git@{'0' * 40}", f"no commit {'0' * 40} there"),
    ],
)
def test_what_a_repository_lacks_is_told(address, said, tmp_path):
    made = repository(tmp_path / "git", write(tmp_path, FAIL))
    with serving(git_server(made.parent)) as server, pytest.raises(PackageError) as told:
        folder_of(as_given(f"git+{server}/{address}"))
    assert str(told.value) == f"git+{server}/{address}: {said}"


def test_a_repository_with_a_link_is_refused(tmp_path):
    made = repository(tmp_path / "git", write(tmp_path, FAIL))
    (made / "data" / "figures" / "b.csv").symlink_to("/etc/passwd")
    git(made, "add", ".")
    git(made, "commit", "-m", "a link")
    with pytest.raises(PackageError, match=r"found figures/b\.csv, a link, expected a file"):
        folder_of(as_given(f"git+file://{made}#data"))


@pytest.mark.parametrize("kind", ["zip", "git"])
def test_credentials_come_from_netrc(kind, tmp_path, monkeypatch):
    package = write(tmp_path, FAIL)
    made = repository(tmp_path / "git", package)
    right = f"Basic {base64.b64encode(b'user:SECRET').decode()}"
    answer = git_server(made.parent) if kind == "git" else answers(content=zipped(package))
    form = "git+{}/repo.git#data" if kind == "git" else "{}/p.zip"
    netrc = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(guarded(answer, right)) as server:
        for password, said in (("", "401"), ("wrong", "40[13]")):
            netrc.write_text(f"machine 127.0.0.1 login user password {password}" * bool(password))
            with pytest.raises(PackageError, match=rf"not allowed \({said}\); credentials come fr"):
                folder_of(as_given(form.format(server)))
        netrc.write_text("machine 127.0.0.1 login user password SECRET")
        assert files_of(folder_of(as_given(form.format(server)))) == files_of(package)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "no credentials; credentials come from the environment"),
        (KEYS, "not allowed (403); credentials come from the environment"),
    ],
)
def test_storage_that_does_not_let_one_in_is_told(told, said, tmp_path):
    with serving(answers(then=403)) as server:
        told = told | {"AWS_ENDPOINT_URL": server, "AWS_EC2_METADATA_DISABLED": "true"}
        done = parkfigures(tmp_path, "check", "s3://parks/data.zip", **told)

    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: s3://parks/data.zip: {said}")
    assert "SECRET" not in done.stderr


@pytest.mark.parametrize(
    ("library", "address"),
    [("aiohttp", "http://h/p.zip"), ("s3fs", "s3://b"), ("pygit2", "git+https://h/r.git")],
)
def test_a_library_that_is_missing_is_named_with_its_extra(library, address, tmp_path):
    done = parkfigures(tmp_path, library, "check", address, python=("-c", WITHOUT))

    said = f"Error: {address}: it needs more: pip install 'parkfigures[remote]'\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_other_commands_take_what_check_takes(tmp_path):
    package = write(tmp_path, FAIL)
    days = ("--from", "2016-05-31", "--to", "2016-05-31", "--every", "day")
    with serving(answers(content=zipped(package))) as server:
        address = f"{server}/data.zip?SECRET"
        explained = parkfigures(tmp_path, "explain", "r", address)
        filled = parkfigures(tmp_path, "backfill", address, *days)
        again = parkfigures(tmp_path, "backfill", package, *days)

    assert explained.stdout == parkfigures(tmp_path, "explain", "r", package).stdout
    assert "1 run added, 0 were there" in filled.stdout
    # A day's run is that of the package, wherever it lies.
    assert "0 runs added, 1 was there" in again.stdout
    assert "SECRET" not in explained.stderr + filled.stdout + filled.stderr


def test_rows_that_cannot_be_read_have_their_place_in_the_package(tmp_path):
    (tmp_path / "data.zip").write_bytes(zipped(write(tmp_path, UNREAD)))
    with serving(answers(content=(tmp_path / "data.zip").read_bytes())) as server:
        elsewhere = parkfigures(tmp_path, "check", f"{server}/data.zip", "--dry-run")
    here = parkfigures(tmp_path, "check", "data.zip", "--dry-run")

    assert "\n  data/figures/a.csv:5:printed\n" in elsewhere.stdout
    assert "\n  data.zip/figures/a.csv:5:printed\n" in here.stdout


def test_openlineage_is_told_the_address_without_its_secret(tmp_path):
    told = tmp_path / "events"
    sent = {"type": "file", "log_file_path": str(told)}
    more = {f"OPENLINEAGE__TRANSPORT__{name}": text for name, text in sent.items()}
    with serving(answers(200, then=404, content=zipped(write(tmp_path, FAIL)))) as server:
        address = f"{server}/data.zip?SECRET"
        for status in (1, 2):
            asked = ("check", address)
            done = parkfigures(tmp_path, *asked, PARKFIGURES_OPENLINEAGE="true", **more)
            assert done.returncode == status, done.stderr
    events = "".join(path.read_text() for path in tmp_path.glob("events*"))

    assert f'"namespace": "{server}/data.zip?***"' in events
    assert '"name": "figures/a.csv"' in events
    assert f"{server}/data.zip?***: nothing is there" in events
    assert "SECRET" not in events


def test_no_more_is_fetched_than_the_limit(tmp_path, s3, monkeypatch):
    endpoint, client = s3
    for name, text in (KEYS | {"AWS_ENDPOINT_URL": endpoint}).items():
        monkeypatch.setenv(name, text)
    package = write(tmp_path, FAIL)
    (package / "figures" / "b.csv").write_bytes(os.urandom(5_000))
    made = repository(tmp_path / "git", package)
    for name, content in files_of(package).items():
        client.put_object(Bucket="parks", Key=f"large/{name}", Body=content)
    monkeypatch.setattr(fetching, "LARGEST_FETCHED_BYTES", 2_000)
    with serving(git_server(made.parent)) as server:
        for address in (f"git+{server}/repo.git#data", "s3://parks/large"):
            with pytest.raises(PackageError, match=r"found more than 2,000 bytes"):
                folder_of(as_given(address))
