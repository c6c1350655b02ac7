"""Whether a data package has the park that was asked for."""

from flows.figure_files import Package, PackageError
from schemas.faults import did_you_mean


def refuse_unknown(park: str | None, package: Package) -> None:
    """Raise PackageError for a park that the package neither lists nor has figures of."""
    hint = hint_for_unknown(park, package)
    if hint is not None:
        raise PackageError(f"{package.folder}: no such park as {park!r}{hint}")


def hint_for_unknown(park: str | None, package: Package) -> str | None:
    """Return what may have been meant by a park that the package does not have; None if it does."""
    if park is None or park in package.codes.parks:
        return None
    known = set(package.codes.parks) | {row.park for row in package.printed}
    if park in known:
        return None
    return did_you_mean(park, known) or "; parks.csv lists the parks"
