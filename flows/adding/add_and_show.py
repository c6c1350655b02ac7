"""Adding figures on the command line: one that is given, or those that are asked for."""

import sys
from collections.abc import Mapping

from flows.adding.by_hand import ask_and_add
from flows.adding.confronting_first import (
    Addition,
    contradicted,
    file_for,
    new_figure,
    show_reading,
)
from flows.commands.options import Unusable, told
from flows.figure_files import Package, PackageError, load_package
from flows.places.addresses import GivenPackage
from flows.places.package_places import own_folder
from schemas.figure_fields import Fields
from schemas.printed_figures import REQUIRED_COLUMNS

_OPTIONS = {name: f"--{name.removesuffix('_id')}" for name in REQUIRED_COLUMNS[1:]}


def add_and_show(data: GivenPackage, given: Mapping[str, str], file: str, dry_run: bool) -> bool:
    """Add the given figure, or ask for some; return whether one is contradicted."""
    with told(PackageError):
        package = load_package(own_folder(data, "adding figures"))
    if "printed" in given:
        return _add(package, given, file, dry_run)
    if not sys.stdin.isatty():
        missing = " ".join(option for name, option in _OPTIONS.items() if name not in given)
        raise Unusable(f"no terminal to ask at; expected a figure by options: {missing} missing")
    return ask_and_add(package, given, file, dry_run)


def _add(package: Package, given: Mapping[str, str], file: str, dry_run: bool) -> bool:
    for name, option in _OPTIONS.items():
        if not given.get(name, "").strip():
            raise Unusable(f"{option}: found nothing, expected some text")
    source = given["source_id"].strip()
    free = Fields(package.codes, package.printed).free_id(source)
    cells = {"figure_id": free, **given}
    figure = new_figure(package, cells, file_for(package, source, file))
    show_reading(package, figure.cells())
    found = contradicted(package, figure)
    if not dry_run:
        Addition(package, figure.file).written(figure)
    return found
