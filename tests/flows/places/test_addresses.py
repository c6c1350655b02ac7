import pickle
from pathlib import Path

import pytest

from flows.places.addresses import Address, as_given
from flows.settings import read_settings

HIDDEN = "***"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://host/p.zip", "https://host/p.zip"),
        ("https://host/p.zip?X-Amz-Signature=SECRET&v=1", f"https://host/p.zip?{HIDDEN}"),
        ("https://host/p.zip#SECRET", f"https://host/p.zip#{HIDDEN}"),
        ("https://user:SECRET@host/p.zip", f"https://{HIDDEN}@host/p.zip"),
        ("https://SECRET@host/p.zip", f"https://{HIDDEN}@host/p.zip"),
        ("https://user:SEC/RET?#@host/p.zip", f"https://{HIDDEN}@host/p.zip"),
        ("zip://in::https://u:SECRET@h/p.zip?SECRET", f"zip://in::https://{HIDDEN}@h/p.zip?***"),
        ("git+https://SECRET@host/o/r.git@v1#data", f"git+https://{HIDDEN}@host/o/r.git@v1#data"),
        ("git+ssh://git@host/o/r.git@v1", "git+ssh://git@host/o/r.git@v1"),
        ("github://owner:repo@main/data", "github://owner:repo@main/data"),
        ("https://host:8000/npm/p@1.0/p.zip", "https://host:8000/npm/p@1.0/p.zip"),
    ],
)
def test_an_address_never_shows_its_secret(written, shown):
    address = as_given(written)

    assert str(address) == shown
    assert "SECRET" not in f"{address!r} {address.name}"
    assert address.secret == written
    assert address.has_user == (f"{HIDDEN}@" in shown)
    # A flow gets what is shown, and finds the rest in its own environment.
    assert as_given(shown).secret == written


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("https://host/a/Parks%202016.ZIP?x=/y", "Parks 2016"),
        ("s3://bucket/published/2016.10/", "2016.10"),
        ("s3://bucket", "bucket"),
        ("zip://in/data::https://host/p.zip", "data"),
        ("zip::https://host/p.zip", "p"),
        ("git+https://host/o/repo.git@feature/x", "repo"),
        ("git+https://host/o/repo.git@v1#parks/data/", "data"),
        ("github://owner:repo@main/", "repo"),
        ("https://host/..%2F..%2Fetc", "-..-etc"),
        ("https://host/%2e%2e", "package"),
    ],
)
def test_a_package_is_called_by_the_last_part_of_its_path(written, name):
    assert as_given(written).name == name


@pytest.mark.parametrize("written", ["data", "./a/b.zip", "/a:b", "C:\\a", "file:///a/b"])
def test_what_is_no_address_is_a_path(written):
    assert as_given(written) == Path(written.removeprefix("file://"))


def test_the_setting_may_be_an_address():
    given = read_settings({"PARKFIGURES_DATA": "https://host/p.zip?SECRET"})

    assert given.data.secret == "https://host/p.zip?SECRET"
    assert "SECRET" not in repr(given)


def test_no_one_takes_an_address_for_a_folder():
    with pytest.raises(TypeError, match="is no folder"):
        Path(Address("https://host/p.zip?SECRET"))


def test_an_address_comes_whole_out_of_another_process():
    address = pickle.loads(pickle.dumps(Address("https://host/p.zip?SECRET")))

    assert address.secret == "https://host/p.zip?SECRET"
