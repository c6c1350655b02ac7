"""Adding a figure to a data package: read it, confront it with what is there, append it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import click
from rich.text import Text

from flows.adding.figure_writing import NotWritten, append_figure
from flows.commands.options import Unusable, told
from flows.confront import RunRequest, confront_package
from flows.figure_files import Package
from flows.forms.table_forms import read_forms
from flows.runs import today
from flows.slugs import slug
from flows.terminal.findings import console, progress
from flows.terminal.outcomes import outcomes
from flows.terminal.parts import Indented
from flows.text_files import SETTINGS_FILE
from flows.understanding import show
from flows.wording import harmless, verdict
from schemas.figures import read_figures
from schemas.places import with_line
from schemas.printed_figures import PrintedFigure
from schemas.quality_log import Row
from schemas.terms import Measure, Outcome, Quarantined
from schemas.understood import Asked, NotUnderstood, understood
from schemas.unread_place import column_of

_VERDICT = {"pass": "passed", "fail": "failed", "warn": "warned", "unknown": "unknown"}


@dataclass(frozen=True)
class Addition:
    """A package, and the file of it, relative to its folder, that a new figure goes into."""

    package: Package
    file: str

    def written(self, figure: PrintedFigure) -> "Addition":
        """Append a figure to the file, and return the package that has it; Unusable if not."""
        settings = self.package.folder / SETTINGS_FILE
        forms, _ = read_forms(settings.read_bytes() if settings.exists() else b"")
        with told(NotWritten):
            line = append_figure(self.package.folder / self.file, figure, forms.of(self.file))
        place = harmless(self.package.folder / self.file)
        click.echo(f"\nAdded to {place}:{line} as {harmless(figure.figure_id)}.")
        return Addition(with_figure(self.package, replace(figure, line=line)), self.file)


def file_for(package: Package, source_id: str, asked: str) -> str:
    """Return the file a figure of a source goes into: the asked one, or where others of it are."""
    if asked:
        path = PurePosixPath(asked)
        if path.suffix != ".csv" or path.parts[0] != "figures" or ".." in path.parts:
            raise Unusable(f"--file {asked}: expected a CSV file within figures/")
        return str(path)
    theirs = [row.file for row in package.printed if row.source_id == source_id]
    csv = [file for file in theirs if file.startswith("figures/") and file.endswith(".csv")]
    return csv[-1] if csv else f"figures/{slug(source_id)}.csv"


def new_figure(package: Package, cells: Mapping[str, str], file: str) -> PrintedFigure:
    """Return the row of these cells; Unusable where it could not be read."""
    figure = PrintedFigure.from_cells(cells, file, 0)
    taken = {row.figure_id: row for row in package.printed}.get(figure.figure_id)
    if taken is not None:
        place = with_line(taken.place("figure_id"))
        raise Unusable(f"{figure.figure_id}: a figure_id not yet used; {place} has this one")
    _, unread = read_figures([figure], package.codes)
    for one in unread:
        raise Unusable(f"{_option(one, figure)}: found {one.found!r}, expected {one.expected}")
    return figure


def _option(unread: Quarantined, figure: PrintedFigure) -> str:
    column = unread.place.column
    where = f", column {column_of(figure.printed)}" if column == "printed" else ""
    return f"--{column.removesuffix('_id')}{where}"


def show_reading(package: Package, cells: Mapping[str, str]) -> bool:
    """Show what is understood of a figure's printed text; return whether it can be read."""
    park = package.codes.parks.get(cells["park"])
    indicator = package.codes.indicators.get(cells["indicator"])
    measure = Measure(cells.get("measure") or Measure.LEVEL)
    asked = Asked(measure, park.currency if park else "", indicator.unit if indicator else "")
    reading = understood(cells["printed"], asked)
    show(reading)
    return not isinstance(reading, NotUnderstood)


def contradicted(package: Package, figure: PrintedFigure) -> bool:
    """Show what the figures that are there say of a new one; return whether one contradicts it."""
    with progress() as tell:
        asked = RunRequest(run_id="add", as_of=today())
        findings = confront_package(with_figure(package, figure), asked, tell)
    rows = [row for row in findings.results if figure.figure_id in row["figure_ids"]]
    out = console()
    out.print()
    out.print(Indented(Text(_verdict(rows, figure)), columns=0))
    for outcome in (Outcome.FAIL, Outcome.WARN):
        for part in outcomes(rows, outcome, True, ""):
            out.print(part)
    return any(row["outcome"] == Outcome.FAIL and not row["waiver_id"] for row in rows)


def with_figure(package: Package, figure: PrintedFigure) -> Package:
    """Return a package that has one figure more."""
    return replace(package, printed=[*package.printed, figure])


def _verdict(rows: list[Row], figure: PrintedFigure) -> str:
    counts = Counter(dict.fromkeys((*_VERDICT.values(), "waived", "quarantined", "refused"), 0))
    counts.update("waived" if row["waiver_id"] else _VERDICT[row["outcome"]] for row in rows)
    return verdict(counts, [figure.figure_id])
