"""Whether a data package has the park that was asked for."""

from flows.figure_files import Package, PackageError
from schemas.faults import did_you_mean


def refuse_unknown(park: str | None, package: Package) -> None:
    """Raise PackageError for a park that the package neither lists nor has figures of."""
    known = set(package.codes.parks) | {row.park for row in package.printed}
    if park is not None and park not in known:
        hint = did_you_mean(park, known) or "; parks.csv lists the parks"
        raise PackageError(f"{package.folder}: no such park as {park!r}{hint}")
