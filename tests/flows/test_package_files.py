"""Which files of a folder are a data package's, and what is refused instead of left out unseen."""

import os
from pathlib import Path

import pytest

from flows.package_files import PackageError, read_files
from tests.flows.test_figure_files import GOOD, write

OUTSIDE = "a link that leads out of the data package"
NO_FILE = "something that is no file"
FOLDER = "a folder, or a link to one"


def made(folder: Path) -> Path:
    return write(folder / "data", {"figures/a.csv": GOOD, "figures/sub/b.csv": GOOD})


@pytest.mark.parametrize(
    ("name", "target", "found"),
    [
        ("figures/c.csv", "../../secret.csv", OUTSIDE),
        ("figures/c.csv", "/dev/zero", OUTSIDE),
        ("parks.csv", "../secret.csv", OUTSIDE),
        ("rules.yml", "../secret.csv", OUTSIDE),
        ("figures/elsewhere", "../..", OUTSIDE),
        ("figures/up", "..", FOLDER),
        ("figures/again", "sub", FOLDER),
        ("rules.yml", "no-such-file.yml", NO_FILE),
        ("figures/c.csv", "no-such-file.csv", NO_FILE),
        ("figures/c.csv", "c.csv", NO_FILE),
    ],
)
def test_a_link_is_refused_where_it_leads_out_or_to_no_file(
    tmp_path: Path, name: str, target: str, found: str
) -> None:
    (tmp_path / "secret.csv").write_text(GOOD)
    folder = made(tmp_path)
    (folder / name).symlink_to(target)
    contents, [entry] = read_files(folder)
    assert [*contents] == ["figures/a.csv", "figures/sub/b.csv"]
    assert (entry.place.file, entry.place.line, entry.found) == (name, 0, found)
    assert entry.refused


def test_a_link_within_the_package_is_followed_and_the_package_may_be_one(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "figures" / "c.csv").symlink_to("a.csv")
    (tmp_path / "link").symlink_to(folder)
    contents, refused = read_files(tmp_path / "link")
    assert ([*contents], refused) == ([f"figures/{one}.csv" for one in ("a", "c", "sub/b")], [])


@pytest.mark.parametrize("name", ["figures/c.csv", "parks.csv", "waivers.yml"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    folder = made(tmp_path)
    os.mkfifo(folder / name)
    _, [entry] = read_files(folder)
    assert (entry.place.file, entry.found) == (name, NO_FILE)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "rules.yml").mkdir()
    _, [entry] = read_files(folder)
    assert (entry.place.file, entry.found) == ("rules.yml", FOLDER)


def test_files_whose_names_are_no_text_are_told_apart(tmp_path: Path) -> None:
    folder = made(tmp_path)
    for byte in (b"\xfe", b"\xff"):
        Path(os.fsdecode(os.fsencode(folder / "figures") + b"/" + byte + b".csv")).write_text(GOOD)
    contents, refused = read_files(folder)
    assert {r"figures/\xfe.csv", r"figures/\xff.csv"} < set(contents)
    assert refused == []


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "/".join(["x" * 200] * 30)])
def test_no_name_of_a_folder_is_too_odd_to_be_told(name: str) -> None:
    with pytest.raises(PackageError, match="expected one that holds figures"):
        read_files(Path(name))
