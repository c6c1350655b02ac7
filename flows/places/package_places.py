"""Where a data package was said to be -> the local folder that holds it."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.package_files import PackageError
from flows.places.addresses import HIDDEN, Address, GivenPackage, as_given
from flows.places.package_cache import draft, kept
from flows.places.zip_packages import unpack
from flows.settings import read_settings

# What fetches something into a draft and returns it there.
Fetch = Callable[[Path], Path]


def folder_of(given: GivenPackage) -> Path:
    """Return the folder of a data package; a zip file or an address is unpacked into the cache."""
    if isinstance(given, Address):
        return _fetched(given)
    if not _is_zip(given):
        return given
    try:
        with draft() as place:
            return _into_cache(given, "", package_name(given), place)
    except PackageError as error:
        raise PackageError(f"{given}: {error}") from None


def own_folder(given: GivenPackage, what: str) -> Path:
    """Return the folder to write to; PackageError for a zip file or an address."""
    if isinstance(given, Address) or _is_zip(given):
        raise PackageError(f"{given}: {what} needs a folder, not a zip file or an address")
    return given


def package_name(given: GivenPackage) -> str:
    """Return what the log calls the package."""
    if isinstance(given, Address):
        return given.name
    return given.resolve().stem if _is_zip(given) else given.resolve().name


def shown_folder(given: GivenPackage) -> Path:
    """Return what the places of figures begin with where people are told of them."""
    return Path(given.name) if isinstance(given, Address) else given


def _is_zip(given: Path) -> bool:
    # Other than a Path's own, this never raises.
    return given.suffix.lower() == ".zip" and os.path.isfile(given)  # noqa: PTH113 see above


def _fetched(address: Address) -> Path:
    from flows.places.fetch_faults import tried

    if address.has_user:
        raise PackageError(
            f"{address}: found a user or a password in the address, expected credentials in the "
            "environment, in ~/.netrc or in a block of Prefect's"
        )
    if HIDDEN in address.secret:
        expected = "the whole address in the worker's own PARKFIGURES_DATA"
        raise PackageError(f"{address}: what is hidden is not known here, expected {expected}")
    return tried(partial(_fetch_once, address), address)


def _fetch_once(address: Address) -> Path:
    link, within = _without_zip(address.secret)
    inner = as_given(link)
    with draft() as place:
        found = _fetcher(link)(place) if isinstance(inner, Address) else inner
        return _into_cache(found, within, address.name, place)


def _without_zip(address: str) -> tuple[str, str]:
    """Return what a zip:: stands before, and the folder within the zip file."""
    first, chained, rest = address.partition("::")
    if chained and first.partition("://")[0] == "zip":
        return rest, first.partition("://")[2]
    return address, ""


def _fetcher(address: str) -> Fetch:
    if address.startswith("git+"):
        try:
            from flows.places.git_fetching import fetch_git
        except ImportError:
            from flows.places.fetching import EXTRA

            raise PackageError(EXTRA) from None
        return partial(fetch_git, address)
    from flows.places.fetching import fetch
    from flows.places.storage_blocks import settings_for

    settings = settings_for(address, read_settings().storage_block)
    return partial(fetch, address, settings)


def _into_cache(found: Path, within: str, name: str, place: Path) -> Path:
    """Move what was fetched into the cache, out of its zip file where it is one."""
    folder = found
    # Only a folder that was fetched is moved; any other path is that of a zip file.
    if not (found.is_dir() and found.is_relative_to(place)):
        folder = place / "unpacked"
        folder.mkdir()
        unpack(found, within, folder)
    if not any((folder / one).is_dir() for one in ("figures", "tables")):
        raise PackageError("no figures; expected tables in its folder figures")
    return kept(folder, name)
