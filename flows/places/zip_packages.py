"""Zip files -> folders of a data package: looked through before anything of them is written."""

import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO

from flows.package_files import CODE_LISTS, PackageError

MOST_FILES = 10_000
LARGEST_UNPACKED_BYTES = 4_000_000_000
# Tables of figures take a twentieth of their size, and a bomb a thousandth.
MOST_TIMES_LARGER = 200
# Few bytes do no harm, whatever they were made of.
_ALWAYS_FINE_BYTES = 10_000_000
# The folders that a package's files lie in.
FOLDERS = ("figures", "tables", "rates")
_FILES = (*CODE_LISTS, "rules", "waivers", "package")
# What the list of files may take, and where in the file its size stands.
_LIST_BYTES = 300 * MOST_FILES
_END, _END_OF_MORE = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_END_BYTES = 22 + 20 + (1 << 16)
_CHUNK_BYTES = 1 << 20
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, zlib.error, LZMAError)


def unpack(file: Path, within: str, folder: Path) -> None:
    """Write the files of a zipped package into a folder; PackageError says why not.

    `within` is the folder in the zip file that holds the package, "" for the only one.
    """
    try:
        _refuse_long_list(file)
        with zipfile.ZipFile(file) as archive:
            _write(archive, _members(archive, within), folder)
    except _BROKEN:
        raise PackageError("found no whole zip file, expected one that unzip can read") from None
    except OSError as error:
        said = error.strerror or "something that cannot be unpacked"
        raise PackageError(f"cannot be unpacked: {said}") from None


def _refuse_long_list(file: Path) -> None:
    """Refuse a list of files that would fill the memory before it could be counted."""
    with file.open("rb") as opened:
        start = opened.seek(0, 2) - _LONGEST_END_BYTES
        opened.seek(max(0, start))
        end = opened.read()
    place = end.rfind(_END)
    if place < 0:
        raise zipfile.BadZipFile
    size = int.from_bytes(end[place + 12 : place + 16], "little")
    if _END_OF_MORE in end or size > _LIST_BYTES:
        raise PackageError(f"found too many files, expected at most {MOST_FILES:,}")


def _members(archive: zipfile.ZipFile, within: str) -> dict[str, zipfile.ZipInfo]:
    """Return the files that belong to a package, by their names in it."""
    files = [(_name(one), one) for one in archive.infolist() if not one.is_dir()]
    if len(files) > MOST_FILES:
        raise PackageError(f"found {len(files):,} files, expected at most {MOST_FILES:,}")
    root = f"{within.strip('/')}/" if within.strip("/") else _only_folder(name for name, _ in files)
    members: dict[str, zipfile.ZipInfo] = {}
    for name, one in files:
        belongs = name.startswith(root) and of_package(name.removeprefix(root))
        if belongs and name.removeprefix(root) in members:
            raise PackageError(f"found {name} twice, expected each file once")
        if belongs:
            members[name.removeprefix(root)] = _fine(name, one)
    _refuse_bomb(members.values())
    return members


def of_package(name: str) -> bool:
    """Say whether a file may belong to a package by its name; PackageError for one outside."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or not parts:
        raise PackageError(f"found a file named {name}, expected names within the package")
    hidden = any(part.startswith(".") for part in parts)
    if len(parts) == 1:
        return PurePosixPath(name).stem in _FILES
    return not hidden and parts[0] in FOLDERS


def _only_folder(names: Iterable[str]) -> str:
    """Return the folder that all files lie in, "" where they have none in common."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    # A Mac adds this one by itself.
    tops -= {"__MACOSX"}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top not in ("", "..", *FOLDERS) else ""


def _name(one: zipfile.ZipInfo) -> str:
    """Return a file's name; one that is not UTF-8 keeps its bytes, as it would in a folder."""
    name = one.filename
    if not one.flag_bits & _UTF8_NAME:
        name = name.encode("cp437").decode("utf-8", "surrogateescape")
    # Old programs on Windows write so.
    return name if "/" in name else name.replace("\\", "/")


def _fine(name: str, one: zipfile.ZipInfo) -> zipfile.ZipInfo:
    if one.flag_bits & _ENCRYPTED:
        raise PackageError("found an encrypted zip file, expected one without a password")
    if stat.S_ISLNK(one.external_attr >> 16):
        raise PackageError(f"found {name}, a link, expected a file")
    return one


def _refuse_bomb(members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse what its list says is too large; nothing longer than that is ever read of a file."""
    size = packed = 0
    for one in members:
        size, packed = size + one.file_size, packed + one.compress_size
    if size > LARGEST_UNPACKED_BYTES:
        expected = f"at most {LARGEST_UNPACKED_BYTES:,}"
        raise PackageError(f"found {size:,} bytes unpacked, expected {expected}")
    if size > max(_ALWAYS_FINE_BYTES, MOST_TIMES_LARGER * packed):
        expected = f"at most {MOST_TIMES_LARGER} times as many as it takes packed"
        raise PackageError(f"found {size:,} bytes unpacked, expected {expected}")


def _write(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], folder: Path) -> None:
    for name, one in members.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(one) as packed, place.open("xb") as out:
            for chunk in _chunks(packed):
                out.write(chunk)


def _chunks(packed: IO[bytes]) -> Iterator[bytes]:
    while chunk := packed.read(_CHUNK_BYTES):
        yield chunk
