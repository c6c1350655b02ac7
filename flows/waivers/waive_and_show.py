"""Waiving a relation on the command line: find it, write the waiver, say so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import click
from slugify import slugify

from flows.commands.options import Unusable, told
from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, PackageError, load_package
from flows.places.addresses import GivenPackage
from flows.places.package_places import own_folder
from flows.runs import today
from flows.terminal.findings import progress
from flows.waivers.writing import NotWritten, append_waiver
from flows.wording import harmless
from schemas.faults import did_you_mean
from schemas.lapsed_waivers import named, verb
from schemas.quality_log import Findings
from schemas.rules.rule import LONGEST_KEY_CHARACTERS
from schemas.terms import Outcome
from schemas.waiver_choice import NotOne, figures_to_waive
from schemas.waivers import WAIVABLE_CHECKS, WAIVERS_FILE, Waiver


@dataclass(frozen=True)
class Asked:
    """A waiver that was asked for on the command line; without an id it gets one."""

    check_id: str
    figure_ids: tuple[str, ...]
    outcome: Outcome
    reason: str
    by: str
    until: date | None
    link: str
    waiver_id: str


def waive_and_show(asked: Asked, data: GivenPackage) -> None:
    """Append a waiver to a package's file and say where; Unusable where it would do nothing."""
    if asked.until is not None and asked.until < today():
        raise Unusable(f"--until {asked.until}: that day is over")
    with told(PackageError):
        package = load_package(own_folder(data, "waiving"))
    _refuse_mistakes(package)
    rules = [rule.name for rule in package.rules]
    _refuse_unknown(asked.check_id, (*WAIVABLE_CHECKS, *rules), "check")
    with progress() as tell:
        findings = confront_package(package, RunRequest(run_id="waive", as_of=today()), tell)
    waiver = _waiver(asked, package, findings)
    with told(NotWritten):
        line = append_waiver(package.folder / WAIVERS_FILE, waiver, rules)
    until = f", until {waiver.until}" if waiver.until else ""
    relation = f"{waiver.check_id} of {named(waiver.figure_ids)}, which {verb(waiver.outcome)}"
    place = f"{package.folder / WAIVERS_FILE}:{line}"
    click.echo(harmless(f"{place}: {waiver.waiver_id} waives the {relation}{until}."))


def _refuse_mistakes(package: Package) -> None:
    """Refuse to add to a file of waivers that cannot be read as it is."""
    for one in package.quarantined:
        place = one.place
        if place.file.startswith("waivers."):
            parts = (package.folder / place.file, place.line, place.column)
            where = ":".join(str(part) for part in parts if part)
            raise Unusable(f"{where}: found {one.found}, expected {one.expected}")


def _waiver(asked: Asked, package: Package, findings: Findings) -> Waiver:
    figures = {figure.figure_id for figure in findings.figures}
    for figure_id in asked.figure_ids:
        _refuse_unknown(figure_id, figures, "figure")
    with told(NotOne):
        ids = figures_to_waive(findings.results, asked.check_id, asked.figure_ids, asked.outcome)
    known = {one.waiver_id: one for one in package.waivers}
    waiver = Waiver(
        waiver_id=asked.waiver_id or _free_id(asked.check_id, ids, known),
        check_id=asked.check_id,
        figure_ids=ids,
        outcome=asked.outcome,
        reason=" ".join(asked.reason.split()),
        by=" ".join(asked.by.split()),
        until=asked.until,
        link=asked.link,
    )
    _refuse_second(waiver, package)
    return waiver


def _refuse_unknown(name: str, known: Collection[str], noun: str) -> None:
    if name not in known:
        raise Unusable(f"{name}: no such {noun}{did_you_mean(name, known)}")


def _free_id(check_id: str, figure_ids: tuple[str, ...], known: Mapping[str, Waiver]) -> str:
    # Room for a number at its end.
    longest = LONGEST_KEY_CHARACTERS - 4
    words = f"{check_id} {' '.join(figure_ids)}"
    wanted = slugify(words, max_length=longest, word_boundary=True, save_order=True)
    number = 1
    while (free := wanted if number == 1 else f"{wanted}-{number}") in known:
        number += 1
    return free


def _refuse_second(waiver: Waiver, package: Package) -> None:
    """Refuse a second waiver of the same outcome: the first must have expired."""
    for one in package.waivers:
        if one.accepts == waiver.accepts:
            place = f"{package.folder / WAIVERS_FILE}:{one.line}"
            raise Unusable(f"{place}: {one.waiver_id} expired on {one.until}; give it a later day")
