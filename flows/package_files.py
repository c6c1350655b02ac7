"""The files of a data package: which ones belong to it, and their contents."""

import os
from collections.abc import Iterator
from pathlib import Path

from flows.text_files import Refused
from schemas.terms import Quarantined
from schemas.waivers import WAIVERS_FILE

CODE_LIST_FILES = ("parks.csv", "indicators.csv", "segments.csv", "sources.csv", "families.csv")
RULES_FILE = "rules.yml"
_MISNAMED = {"rules.yaml": RULES_FILE, "waivers.yaml": WAIVERS_FILE}
# Tables in other forms are refused aloud: nobody's figures should go missing unseen.
_OTHER_TABLES = (".xlsx", ".xls", ".ods", ".tsv", ".parquet", ".json", ".numbers")


class PackageError(Exception):
    """The call is at fault: there is no data package at the given place."""


def read_files(folder: Path) -> tuple[dict[str, bytes], list[Quarantined]]:
    """Return the contents of a package's files by name, in order, and those refused."""
    if not folder.exists():
        raise PackageError(f"{folder}: no such folder; expected one that holds figures/*.csv")
    if not folder.is_dir():
        raise PackageError(f"{folder}: not a folder; expected one that holds figures/*.csv")
    paths = {_name(folder, path): path for path in _paths(folder)}
    if not any(name.startswith("figures/") for name in paths):
        raise PackageError(f"{folder}: no figures; expected CSV files in {folder / 'figures'}")
    contents: dict[str, bytes] = {}
    refused: list[Quarantined] = []
    for name, path in sorted(paths.items()):
        try:
            contents[name] = _content(path)
        except Refused as refusal:
            refused.append(refusal.quarantined(name))
    return contents, refused


def _paths(folder: Path) -> Iterator[Path]:
    names = (*CODE_LIST_FILES, RULES_FILE, WAIVERS_FILE, *_MISNAMED)
    yield from (folder / name for name in names if (folder / name).exists())
    yield from _tables(folder / "rates", "*")
    yield from _tables(folder / "figures", "**/*")


def _tables(folder: Path, pattern: str) -> Iterator[Path]:
    for path in folder.glob(pattern):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in (".csv", *_OTHER_TABLES) and path.is_file():
            yield path


def _content(path: Path) -> bytes:
    if path.suffix.lower() in _OTHER_TABLES:
        raise Refused(f"a {path.suffix} file", "a CSV file in UTF-8: save it as 'CSV UTF-8'")
    if path.name in _MISNAMED:
        raise Refused("a file of another name", f"the same file named {_MISNAMED[path.name]}")
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"a file that cannot be opened: {reason}", "a readable file") from None


def _name(folder: Path, path: Path) -> str:
    name = path.relative_to(folder).as_posix()
    return os.fsencode(name).decode("utf-8", "replace")
