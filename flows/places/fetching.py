"""Files at addresses that fsspec understands -> local files, within limits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped] # it ships no types
from fsspec.callbacks import Callback  # type: ignore[import-untyped] # as above

from flows.package_files import PackageError
from flows.places.zip_packages import FOLDERS, MOST_FILES, of_package

LARGEST_FETCHED_BYTES = 1_000_000_000
LONGEST_CONNECTING_SECONDS = 20
LONGEST_SILENCE_SECONDS = 60
LONGEST_FETCHING_SECONDS = 1_800
EXTRA = "it needs more: pip install 'parkfigures[remote]'"
_REMOTE = ("http", "https", "s3", "s3a", "git")


class Limited(Callback):  # type: ignore[misc] # fsspec ships no types
    """Counts bytes while they arrive, and stops where they are too many."""

    def set_size(self, size: int | None) -> None:
        """Take note of a size that was announced."""
        refuse_large(size or 0)

    def relative_update(self, inc: int = 1) -> None:
        """Count bytes."""
        self.value += inc
        refuse_large(self.value)

    def branched(self, *_paths: str, **_more: Any) -> "Limited":
        """Count the bytes of all files together."""
        return self


def refuse_large(size: int) -> None:
    """Raise PackageError for more bytes than are fetched."""
    if size > LARGEST_FETCHED_BYTES:
        raise PackageError(f"found more than {LARGEST_FETCHED_BYTES:,} bytes; that is too much")


def fetch(address: str, settings: Mapping[str, Any], draft: Path) -> Path:
    """Fetch a file or a folder into a draft; return it there."""
    system, place = _system(address, settings)
    # HTTP has no folders.
    is_file = "http" in system.protocol or system.info(place)["type"] == "file"
    if is_file:
        system.get_file(place, str(draft / "package.zip"), callback=Limited())
        return draft / "package.zip"
    (draft / "package").mkdir(exist_ok=True)
    files = _files(system, place.rstrip("/"))
    local = [str(draft / "package" / name) for name in files]
    if files:
        system.get(list(files.values()), local, callback=Limited())
    return draft / "package"


def _system(address: str, settings: Mapping[str, Any]) -> tuple[Any, str]:
    protocol = address.partition("::")[0].partition("://")[0]
    try:
        fsspec.get_filesystem_class(protocol)
        options = {**_limits(protocol, address), **settings, "skip_instance_cache": True}
        found: tuple[Any, str] = fsspec.core.url_to_fs(address, **options)
    except ImportError as error:
        raise PackageError(EXTRA if protocol in _REMOTE else str(error)) from None
    except ValueError:
        if protocol in fsspec.available_protocols():
            raise PackageError("no address of a file or a folder") from None
        expected = "such as https, s3 or git+https"
        raise PackageError(f"no such protocol as {protocol}, expected one {expected}") from None
    return found


def _limits(protocol: str, address: str) -> dict[str, Any]:
    """Return how a protocol is told to give up; tries are counted here, not there."""
    if protocol in ("http", "https"):
        from aiohttp import ClientTimeout

        limit = ClientTimeout(
            total=LONGEST_FETCHING_SECONDS,
            sock_connect=LONGEST_CONNECTING_SECONDS,
            sock_read=LONGEST_SILENCE_SECONDS,
        )
        # It also has proxies and ~/.netrc used.
        return {"client_kwargs": {"timeout": limit, "trust_env": True}, "encoded": "%" in address}
    if protocol in ("s3", "s3a"):
        limits = {
            "connect_timeout": LONGEST_CONNECTING_SECONDS,
            "read_timeout": LONGEST_SILENCE_SECONDS,
            "retries": {"total_max_attempts": 1},
        }
        return {"config_kwargs": limits, "use_listings_cache": False}
    return {}


def _files(system: Any, root: str) -> dict[str, str]:
    """Return where a package's files are by their names in it."""
    listed = {one["name"].rstrip("/"): one for one in system.ls(root, detail=True)}
    for folder in FOLDERS:
        if listed.get(f"{root}/{folder}", {}).get("type") == "directory":
            listed |= system.find(f"{root}/{folder}", detail=True)
    files = {
        path.removeprefix(root).lstrip("/"): one
        for path, one in listed.items()
        if one["type"] == "file"
    }
    kept = {name: one for name, one in files.items() if of_package(name)}
    if len(kept) > MOST_FILES:
        raise PackageError(f"found {len(kept):,} files, expected at most {MOST_FILES:,}")
    refuse_large(sum(one.get("size") or 0 for one in kept.values()))
    return {name: one["name"] for name, one in sorted(kept.items())}
