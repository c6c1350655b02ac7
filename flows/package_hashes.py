"""Hashes of a data package's files: of all together, and of each kind, to say what changed."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.package_files import CODE_LISTS, RULES_FILE, SETTINGS_FILE
from schemas.waivers import WAIVERS_FILE

# Each kind of file by the column of the log's runs that holds its hash.
KINDS: Mapping[str, tuple[str, ...]] = {
    "data_hash": ("",),
    # How files are read decides which figures they hold.
    "figures_hash": ("figures/", "tables/", SETTINGS_FILE),
    "codes_hash": tuple(f"{name}." for name in CODE_LISTS),
    "rates_hash": ("rates/",),
    "rules_hash": (RULES_FILE,),
    "waivers_hash": (WAIVERS_FILE,),
}


_PIECE_BYTES = 1 << 24


def package_hashes(contents: Mapping[str, bytes | Path]) -> dict[str, str]:
    """Return a SHA-256 over the names and contents of each kind of file."""
    return {
        column: _hash({name: data for name, data in contents.items() if name.startswith(kinds)})
        for column, kinds in KINDS.items()
    }


def _hash(contents: Mapping[str, bytes | Path]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        content = contents[name]
        size = content.stat().st_size if isinstance(content, Path) else len(content)
        digest.update(f"{len(name)}:{name}{size}:".encode())
        for piece in _pieces(content):
            digest.update(piece)
    return digest.hexdigest()


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if not isinstance(content, Path):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
