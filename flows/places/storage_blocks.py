"""Settings of a Prefect block for storage, such as credentials, for what lies in that storage."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from flows.package_files import PackageError

SETTING = "PARKFIGURES_STORAGE_BLOCK"


def settings_for(address: str, block: str) -> Mapping[str, Any]:
    """Return the settings of a block, such as remote-file-system/parks; none for elsewhere."""
    if not block:
        return {}
    import flows.prefect_start  # noqa: F401 imported for what it sets

    # isort: split
    from prefect.blocks.core import Block
    from prefect.filesystems import RemoteFileSystem

    try:
        found = Block.load(block)
    except ValueError:
        expected = "TYPE/NAME, such as remote-file-system/parks"
        raise PackageError(f"{SETTING}: Prefect has no such block; expected {expected}") from None
    if not isinstance(found, RemoteFileSystem):
        raise PackageError(f"{SETTING}: found another kind of block, expected a Remote File System")
    return found.settings if _lies_in(address, found.basepath) else {}


def _lies_in(address: str, base: str) -> bool:
    """Say whether an address lies in a block's storage: credentials are for nobody else."""
    asked, ours = urlsplit(address), urlsplit(base)
    folder = ours.path.rstrip("/") + "/"
    inside = f"{asked.path}/".startswith(folder) and ".." not in unquote(asked.path).split("/")
    return inside and (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)
