import os
import stat
import struct
import zipfile

import pytest

from flows.package_files import PackageError
from flows.places import zip_packages
from flows.places.zip_packages import unpack
from tests.flows.one_share import HEADER, PASS
from tests.flows.package_servers import files_of, made_zip

FIGURES = (HEADER + PASS).encode()
GOOD = {"figures/a.csv": FIGURES}


def unpacked(folder, content, within=""):
    (folder / "p.zip").write_bytes(content)
    (folder / "out").mkdir()
    unpack(folder / "p.zip", within, folder / "out")
    return files_of(folder / "out")


def link(name):
    found = zipfile.ZipInfo(name)
    found.external_attr = (stat.S_IFLNK | 0o777) << 16
    return found


def encrypted():
    content = made_zip(GOOD)
    flags = struct.pack("<H", 1)
    local = content[:6] + flags + content[8:]
    listed = local.index(b"PK\x01\x02") + 8
    return local[:listed] + flags + local[listed + 2 :]


@pytest.mark.parametrize(
    ("files", "within"),
    [
        (GOOD, ""),
        ({f"parks/{name}": content for name, content in GOOD.items()}, ""),
        ({"parks/figures/a.csv": FIGURES, "__MACOSX/parks/._a": b""}, ""),
        ({"a/b/figures/a.csv": FIGURES, "c/d": b""}, "a/b"),
        ({"figures\\a.csv": FIGURES}, ""),
        (
            {
                **GOOD,
                "README.md": b"",
                ".git/x": b"",
                "figures/.b.csv": b"",
                "other/x.csv": b"",
                "figures": b"",
            },
            "",
        ),
    ],
    ids=["plain", "one folder", "a Mac's", "named", "Windows", "with others"],
)
def test_a_package_is_found_in_its_zip_file(files, within, tmp_path):
    assert unpacked(tmp_path, made_zip(files), within) == GOOD


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no whole zip file"),
        (b"park,title\n", "no whole zip file"),
        (made_zip(GOOD)[:-9], "no whole zip file"),
        (made_zip(GOOD)[:20] + b"\xff" * 40 + made_zip(GOOD)[60:], "no whole zip file"),
        (encrypted(), "encrypted"),
        (made_zip({**GOOD, "../evil.csv": b""}), "named ../evil.csv"),
        (made_zip({**GOOD, "figures/../../evil.csv": b""}), "expected names within"),
        (made_zip({**GOOD, "/etc/evil.csv": b""}), "expected names within"),
        (made_zip([("figures/a.csv", b"1"), (link("figures/b.csv"), b"/etc/passwd")]), "a link"),
        (made_zip({"figures/b": b"", "figures/b/c.csv": b""}), "cannot be unpacked"),
        (made_zip({f"figures/{'n' * 300}.csv": b""}), "File name too long"),
    ],
    ids=[
        *("empty", "a text", "cut short", "overwritten", "encrypted", "above", "far above"),
        *("absolute", "a link", "a file as a folder", "a long name"),
    ],
)
def test_a_hostile_zip_file_is_refused(content, said, tmp_path):
    with pytest.raises(PackageError, match=said):
        unpacked(tmp_path, content)
    assert {path.name for path in tmp_path.iterdir()} <= {"p.zip", "out"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path):
    with pytest.raises(PackageError, match=r"figures/a\.csv twice"):
        unpacked(tmp_path, made_zip([("figures/a.csv", b"1"), ("figures/a.csv", b"2")]))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with pytest.raises(
        PackageError, match=r"20,000,000 bytes unpacked, expected at most 200 times"
    ):
        unpacked(tmp_path, made_zip({"figures/a.csv": b"0" * 20_000_000}))
    assert files_of(tmp_path / "out") == {}


def test_a_bomb_that_lies_of_its_size_ends_where_it_said(tmp_path):
    content = made_zip({"figures/a.csv": b"0" * 100_000})
    lie = content.replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    with pytest.raises(PackageError, match="no whole zip file"):
        unpacked(tmp_path, lie)
    assert all(len(found) <= 10 for found in files_of(tmp_path / "out").values())


@pytest.mark.parametrize("most", [50, 10])
def test_more_files_than_allowed_are_refused(most, tmp_path, monkeypatch):
    monkeypatch.setattr(zip_packages, "MOST_FILES", most)
    # The list of 60 files is refused by its size already, or after it was counted.
    monkeypatch.setattr(zip_packages, "_LIST_BYTES", 300 * most)
    with pytest.raises(PackageError, match=f"files, expected at most {most}"):
        unpacked(tmp_path, made_zip({f"figures/{number}.csv": b"" for number in range(60)}))


@pytest.mark.parametrize(
    "raw", ["统计.csv".encode(), "统计.csv".encode("gbk")], ids=["UTF-8", "GBK"]
)
def test_names_without_a_declared_encoding_keep_their_bytes(raw, tmp_path):
    placeholder = b"n" * len(raw)
    content = made_zip({f"figures/{placeholder.decode()}": FIGURES}).replace(placeholder, raw)
    (found,) = unpacked(tmp_path, content)

    assert os.fsencode(found) == b"figures/" + raw
