"""The files of a data package: which ones belong to it, and their contents."""

import os
from collections.abc import Iterator
from pathlib import Path

from flows.forms.any_table import SUFFIXES
from flows.text_files import SETTINGS_FILE, Refused
from schemas.terms import Quarantined
from schemas.waivers import WAIVERS_FILE

__all__ = ["CODE_LISTS", "RULES_FILE", "SETTINGS_FILE", "PackageError", "read_files"]

# Each with the end of any form of table: parks.csv, parks.xlsx ...
CODE_LISTS = ("parks", "indicators", "segments", "sources", "families")
RULES_FILE = "rules.yml"
# How the printed tables beside them are read.
MAPPINGS = (".yml", ".yaml")
_MISNAMED = {
    "rules.yaml": RULES_FILE,
    "waivers.yaml": WAIVERS_FILE,
    "package.yaml": SETTINGS_FILE,
}
LARGEST_BYTES = 100_000_000
# From this size on figures are read in another way: more of them than memory should hold.
LARGE_BYTES = 8_000_000
# Tables in other forms are refused aloud: nobody's figures should go missing unseen.
_OTHER_TABLES = (".xlsb", ".xltx", ".fods", ".et", ".numbers", ".dbf", ".feather", ".arrow")


class PackageError(Exception):
    """The call is at fault: there is no data package at the given place."""


def read_files(
    folder: Path, large: dict[str, Path] | None = None
) -> tuple[dict[str, bytes], list[Quarantined]]:
    """Return the contents of a package's files by name, in order, and those refused.

    Large CSV files with figures go unread to `large`, where that is given.
    """
    _refuse_no_folder(folder)
    paths = {_name(folder, path): path for path in _paths(folder)}
    if not any(name.startswith(("figures/", "tables/")) for name in paths):
        raise PackageError(f"{folder}: no figures; expected tables in {folder / 'figures'}")
    contents: dict[str, bytes] = {}
    refused: list[Quarantined] = []
    for name, path in sorted(paths.items()):
        try:
            if large is not None and _is_large(name, path, folder):
                large[name] = path
            else:
                contents[name] = content_of(path, folder)
        except Refused as refusal:
            refused.append(refusal.quarantined(name))
    return contents, refused


def has_large_files(folder: Path) -> bool:
    """Say whether a package has files with more figures than memory should hold."""
    paths = folder.glob("figures/**/*.csv")
    return any(path.is_file() and path.stat().st_size >= LARGE_BYTES for path in paths)


def _refuse_no_folder(folder: Path) -> None:
    try:
        what = "" if folder.is_dir() else "not a folder" if folder.exists() else "no such folder"
    except OSError as error:
        what = error.strerror or str(error)
    if what:
        raise PackageError(f"{folder}: {what}; expected one that holds figures/*.csv")


def _paths(folder: Path) -> Iterator[Path]:
    tables = (f"{name}{suffix}" for name in CODE_LISTS for suffix in (*SUFFIXES, *_OTHER_TABLES))
    names = (*tables, RULES_FILE, WAIVERS_FILE, SETTINGS_FILE, *_MISNAMED)
    # A link that leads nowhere is there, too, and nobody's rules should go missing unseen.
    yield from (folder / name for name in names if os.path.lexists(folder / name))
    yield from _tables(folder / "rates", "*")
    yield from _tables(folder / "figures", "**/*")
    yield from _tables(folder / "tables", "*", *MAPPINGS)


def _tables(folder: Path, pattern: str, *more: str) -> Iterator[Path]:
    for path in folder.glob(pattern):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden:
            continue
        is_table = path.suffix.lower() in (*SUFFIXES, *_OTHER_TABLES, *more)
        # The files of a linked folder are not found, so the link itself stands for them.
        if path.is_symlink() if path.is_dir() else is_table:
            yield path


def _is_large(name: str, path: Path, folder: Path) -> bool:
    if not name.startswith("figures/") or path.suffix.lower() != ".csv":
        return False
    _refuse_other(path, folder)
    return path.stat().st_size >= LARGE_BYTES


def content_of(path: Path, folder: Path) -> bytes:
    """Return the content of one of a package's files; raises Refused where it has none for it."""
    _refuse_other(path, folder)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"a file that cannot be opened: {reason}", "a readable file") from None
    if len(content) > LARGEST_BYTES:
        expected = f"at most {LARGEST_BYTES:,}; figures may lie in several files"
        raise Refused(f"more than {LARGEST_BYTES:,} bytes", expected)
    return content


def _refuse_other(path: Path, folder: Path) -> None:
    if path.suffix.lower() in _OTHER_TABLES:
        expected = f"one of {', '.join(SUFFIXES)}: save it as XLSX or 'CSV UTF-8'"
        raise Refused(f"a {path.suffix} file", expected)
    if path.name in _MISNAMED:
        raise Refused("a file of another name", f"the same file named {_MISNAMED[path.name]}")
    # What lies elsewhere is not the package's to show in a report.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise Refused("a link that leads out of the data package", "a file within it")
    if not path.is_file():
        found = "a folder, or a link to one" if path.is_dir() else "something that is no file"
        raise Refused(found, "a file")


def _name(folder: Path, path: Path) -> str:
    name = path.relative_to(folder).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")
