"""Asking for figures on a terminal, one at a time."""

from collections.abc import Mapping

import click

from flows.adding.asking import NOTHING, ask
from flows.adding.confronting_first import (
    Addition,
    contradicted,
    file_for,
    new_figure,
    show_reading,
)
from flows.figure_files import Package
from schemas.figure_fields import ASKED, Fields
from schemas.printed_figures import PrintedFigure
from schemas.terms import Measure

# Bulletins print many figures that have these in common.
_KEPT = ("source_id", "park", "indicator", "period")


def ask_and_add(package: Package, given: Mapping[str, str], file: str, dry_run: bool) -> bool:
    """Ask for figures until there are no more; return whether one was contradicted."""
    click.echo(f"Tab completes, Enter takes what is in brackets, {NOTHING} takes nothing.\n")
    failed, before = False, _last(package)
    while True:
        cells = _asked(package, given, before)
        figure = new_figure(package, cells, file_for(package, cells["source_id"], file))
        found = contradicted(package, figure)
        if not dry_run and click.confirm("\nAdd it?", default=not found):
            package = Addition(package, figure.file).written(figure).package
            failed = failed or found
        if not click.confirm("Another one?", default=False):
            return failed
        before = {name: cells[name] for name in _KEPT}


def _last(package: Package) -> Mapping[str, str]:
    """Return what the last row of the package has, which its next one may have, too."""
    rows = [row for row in package.printed if row.file.endswith(".csv")]
    return {name: getattr(rows[-1], name) for name in _KEPT} if rows else {}


def _asked(package: Package, given: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    fields = Fields(package.codes, package.printed)
    cells = dict(given)
    bare = PrintedFigure.from_cells({}, "", 0).cells()
    for name in ASKED:
        if name not in cells and not (name == "of" and cells["measure"] == Measure.LEVEL):
            cells[name] = _answer(fields, name, before.get(name) or bare[name], cells)
    cells["printed"] = _printed(package, fields, cells)
    for name, default in (("note", ""), ("figure_id", fields.free_id(cells["source_id"]))):
        if name not in cells:
            cells[name] = _answer(fields, name, default, cells)
    return cells


def _printed(package: Package, fields: Fields, cells: Mapping[str, str]) -> str:
    """Ask for a printed text until it can be read, and show how it reads."""
    while True:
        printed = _answer(fields, "printed", "", cells)
        click.echo()
        readable = show_reading(package, {**cells, "printed": printed})
        click.echo()
        if readable:
            return printed


def _answer(fields: Fields, name: str, default: str, cells: Mapping[str, str]) -> str:
    known = [] if name in ("printed", "note", "figure_id") else fields.known(name)
    return ask(name, default, known, lambda text: fields.refuse(name, text, cells))
