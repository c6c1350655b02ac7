"""Hashes of a data package's files: of all together, and of each kind, to say what changed."""

import hashlib
from collections.abc import Mapping

from flows.package_files import CODE_LIST_FILES, RULES_FILE
from schemas.waivers import WAIVERS_FILE

# Each kind of file by the column of the log's runs that holds its hash.
KINDS: Mapping[str, tuple[str, ...]] = {
    "data_hash": ("",),
    "figures_hash": ("figures/",),
    "codes_hash": CODE_LIST_FILES,
    "rates_hash": ("rates/",),
    "rules_hash": (RULES_FILE,),
    "waivers_hash": (WAIVERS_FILE,),
}


def package_hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return a SHA-256 over the names and contents of each kind of file."""
    return {
        column: _hash({name: data for name, data in contents.items() if name.startswith(kinds)})
        for column, kinds in KINDS.items()
    }


def _hash(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{len(name)}:{name}{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()
