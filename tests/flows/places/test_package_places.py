import pytest
from click.testing import CliRunner

from flows.cli import parkfigures
from flows.package_files import PackageError
from flows.places import fetch_faults, fetching
from flows.places.addresses import as_given
from flows.places.package_places import folder_of
from tests.flows.one_share import PASS, write
from tests.flows.package_servers import answers, files_of, made_zip, serving, without_end, zipped


@pytest.fixture(autouse=True)
def quick(tmp_path, monkeypatch):
    """A cache of its own, and no pauses."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(fetch_faults, "PAUSES_SECONDS", (0.0, 0.0, 0.0))


@pytest.fixture
def package(tmp_path):
    return write(tmp_path, PASS)


def refused(address):
    """Return what is said of an address that cannot be used, without the address."""
    with pytest.raises(PackageError) as told:
        folder_of(as_given(address))
    said = str(told.value)
    assert "\n" not in said
    return said.removeprefix(f"{as_given(address)}: ")


def test_a_zip_file_is_the_folder_that_it_holds(package, tmp_path):
    (tmp_path / "data.zip").write_bytes(zipped(package, "anything/"))
    found = folder_of(tmp_path / "data.zip")

    assert files_of(found) == files_of(package)
    assert found.name == "data"


def test_a_folder_in_a_zip_file_may_be_named(package, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all.zip").write_bytes(zipped(package, "a/data/"))
    found = folder_of(as_given("zip://a/data::all.zip"))

    assert (found.name, files_of(found)) == ("data", files_of(package))


@pytest.mark.parametrize(
    ("address", "said"),
    [("zip::data", "cannot be unpacked: Is a directory"), ("zip::none.zip", "cannot be unpacked")],
)
def test_nothing_but_a_zip_file_is_unpacked(address, said, package, monkeypatch):
    monkeypatch.chdir(package.parent)
    before = files_of(package)

    assert refused(address).startswith(said)
    assert files_of(package) == before


def test_a_file_that_is_no_zip_file_stays_what_it_is(tmp_path):
    assert folder_of(tmp_path / "data.csv") == tmp_path / "data.csv"


@pytest.mark.parametrize("form", ["{}/data.zip?SECRET", "zip::{}/data.zip", "zip://x::{}/data.zip"])
def test_a_zip_file_is_fetched(form, package):
    with serving(answers(content=zipped(package, "x/"))) as server:
        found = folder_of(as_given(form.format(server)))

    assert files_of(found) == files_of(package)


@pytest.mark.parametrize("before", [(503, 503), (500, 429, 502)])
def test_what_may_pass_is_tried_again(before, package):
    with serving(answers(*before, content=zipped(package))) as server:
        assert files_of(folder_of(as_given(f"{server}/p.zip"))) == files_of(package)


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((404, 200), "nothing is there"),
        ((403, 200), "not allowed (403); credentials come from"),
        ((401, 200), "not allowed (401); credentials come from"),
        ((410, 200), "nothing is there any more (410)"),
        ((418, 200), "the server says 418"),
        ((503, 503, 503, 503, 200), "the server says 503 (4 tries)"),
        ((200,), "found no whole zip file"),
    ],
    ids=str,
)
def test_what_does_not_pass_is_told(statuses, said):
    with serving(answers(*statuses)) as server:
        assert refused(f"{server}/p.zip").startswith(said)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://nobody.invalid/p.zip", "no such host"),
        ("http://127.0.0.1:1/p.zip", "the connection failed (4 tries)"),
        ("https://user:SECRET@127.0.0.1:1/p.zip", "found a user or a password in the address"),
        ("https://127.0.0.1:1/p.zip?***", "what is hidden is not known here"),
        ("nothing://host/p.zip", "no such protocol as nothing, expected one such as https"),
        ("https://", "no address of a file or a folder"),
        ("http://127.0.0.1:99999/p.zip", "no address of a file or a folder"),
        ("https://nobody.invalid/\n\x1b[31m", "no such host"),
        ("git:///nowhere:main@data", "no git repository there that can be read"),
        ("memory://nothing", "nothing is there"),
        ("git+http://127.0.0.1:1/r.git", "the connection failed (4 tries)"),
        ("git+https://nobody.invalid/r.git", "no such host"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address, said):
    assert refused(address).startswith(said)


def test_no_more_is_fetched_than_the_limit(monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST_FETCHED_BYTES", 1_000)
    with serving(without_end(b"0" * 100)) as server:
        assert refused(f"{server}/p.zip").startswith("found more than 1,000 bytes")
    with serving(answers(content=b"0" * 1_001)) as server:
        assert refused(f"{server}/p.zip").startswith("found more than 1,000 bytes")


@pytest.mark.parametrize("limit", ["LONGEST_SILENCE_SECONDS", "LONGEST_FETCHING_SECONDS"])
def test_no_one_waits_for_ever(limit, monkeypatch):
    monkeypatch.setattr(fetching, limit, 0.1)
    pause = 0.02 if limit == "LONGEST_FETCHING_SECONDS" else 0.5
    with serving(without_end(b"0", pause)) as server:
        assert refused(f"{server}/p.zip") == "no answer in time (4 tries)"


@pytest.mark.parametrize("given", ["data.zip", "https://h/p.zip?SECRET"])
@pytest.mark.parametrize(
    "arguments", [("add",), ("waive", "share", "r", "--reason", "x", "--by", "y", "--data")]
)
def test_only_a_folder_is_written_to(given, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.zip").write_bytes(made_zip({}))
    done = CliRunner().invoke(parkfigures, [*arguments, given])

    assert done.exit_code == 2
    assert "needs a folder, not a zip file or an address" in done.output
    assert "SECRET" not in done.output
