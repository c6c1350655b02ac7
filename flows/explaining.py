"""Explaining a figure or a check of a data package on a terminal."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from rich.console import Console
from rich.text import Text

from flows.commands.options import Unusable, told
from flows.confront import Examination, RunRequest, examine
from flows.figure_files import PackageError, load_package
from flows.places.addresses import GivenPackage
from flows.places.package_places import folder_of
from flows.terminal.findings import console, progress
from flows.terminal.number_line import text_lines
from flows.terminal.parts import Indented
from flows.wording import harmless
from schemas.bars import NumberLine, Row
from schemas.explained_line import figure_line
from schemas.explanation import paragraphs, said_of
from schemas.faults import did_you_mean
from schemas.figures import Figure
from schemas.number_lines import of_row
from schemas.places import with_line
from schemas.reconciliation import in_words, smallest_changes
from schemas.suggestions import suggested
from schemas.suspect_lines import of_suspect
from schemas.terms import Outcome, Place

# What an explanation is made of.
Part = str | NumberLine
MARGIN = 2


def explain_and_show(subject: str, data: GivenPackage, as_of: date) -> None:
    """Print the arithmetic behind a figure or a check; Unusable where there is neither."""
    with told(PackageError):
        package = load_package(folder_of(data))
    with progress() as tell:
        examination = examine(package, RunRequest(run_id="explain", as_of=as_of), tell, subject)
    out = console()
    for number, part in enumerate(_explained(subject, examination)):
        if number:
            out.print()
        for text in _written(part, out):
            out.print(text)


def _written(part: Part, out: Console) -> list[Indented | Text]:
    if isinstance(part, str):
        return [Indented(Text(harmless(part)), columns=0)]
    lines = text_lines(part, out.width - 2 * MARGIN, plain=out.options.ascii_only)
    return [Text(" " * MARGIN + line) for line in lines]


def _explained(subject: str, examination: Examination) -> Iterator[Part]:
    figure = examination.figures.get(subject)
    if figure is not None:
        yield from _figure(figure, examination)
        return
    checks = {row["check_id"] for row in examination.findings.check_results}
    if subject not in checks:
        known = [*examination.figures, *checks]
        raise Unusable(f"{subject}: no such figure or check{did_you_mean(subject, known)}")
    yield from _check(subject, examination)


def _figure(figure: Figure, examination: Examination) -> Iterator[Part]:
    found = examination.found
    printed = {name: one.printed for name, one in examination.figures.items()}
    said, tightest = said_of(figure, examination.ties, printed), examination.ties.together
    suspects = {one.figure_id: one for ranked in found.suspects.values() for one in ranked[:1]}
    accused = [suspects[figure.figure_id]] if figure.figure_id in suspects else []
    segment = f"[{figure.segment}]" if figure.segment else ""
    yield (
        f"{figure.figure_id}: {figure.measure} of {figure.indicator}{segment}, {figure.park}, "
        f"{figure.period}, {figure.status} ({with_line(Place(figure.file, figure.line))})"
    )
    yield from paragraphs(figure, said, tightest, accused)
    line = figure_line(figure, said, tightest)
    if line is not None:
        yield line
    blamed = any(figure.figure_id in ids and ranked for ids, ranked in found.suspects.items())
    if not blamed:
        changes = smallest_changes(figure, examination.ties, examination.figures)
        if changes:
            yield in_words(changes, examination.figures)


def _check(check_id: str, examination: Examination) -> Iterator[Part]:
    rows = [row for row in examination.findings.results if row["check_id"] == check_id]
    says = {law.name: law.says for law in examination.laws}
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in Outcome}
    told_counts = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    found = f"{told_counts}." if rows else "It finds no relation among these figures."
    yield f"{check_id}: {says.get(check_id, 'Several relations together.')} {found}"
    for row in rows:
        if row["outcome"] in {Outcome.FAIL, Outcome.WARN}:
            ids = ", ".join(row["figure_ids"])
            yield f"{row['outcome'].upper()} {row['message']} ({ids})"
            yield from _lines(row, examination)


def _lines(row: Row, examination: Examination) -> Iterator[NumberLine]:
    known = examination.figures
    figures = {one: asdict(known[one]) for one in row["figure_ids"] if one in known}
    interval = suggested(row, figures)
    for line in (of_row(row, figures, interval), of_suspect(row, figures, interval)):
        if line is not None:
            yield line
