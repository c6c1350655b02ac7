"""A check in process: read, confront, record, print."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import click

from flows.asked_park import hint_for_unknown
from flows.batches.findings import completed
from flows.check_words import check_words
from flows.commands.options import Unusable, told
from flows.confront import RunRequest, confront_package
from flows.figure_files import Package, PackageError, load_package
from flows.formats.github_format import findings_github
from flows.formats.json_format import findings_json
from flows.formats.junit_format import findings_junit
from flows.formats.sarif_format import findings_sarif
from flows.lineage.telling import lineage
from flows.package_files import has_large_files
from flows.places.addresses import GivenPackage
from flows.places.package_places import folder_of, shown_folder
from flows.settings import FailOn, read_settings
from flows.terminal.findings import Report, progress, show
from flows.warehouse.recording import WarehouseError, record
from schemas.codes import Codes
from schemas.quality_log import Findings, Row


@dataclass(frozen=True)
class Asked:
    """What a check was asked for on the command line."""

    data: GivenPackage
    warehouse: Path
    as_of: date
    park: str | None
    fail_on: FailOn

    @cached_property
    def folder(self) -> Path:
        """The folder of the data package, fetched where it is elsewhere."""
        with told(PackageError):
            return folder_of(self.data)


def check_and_show(asked: Asked, form: str, dry_run: bool) -> Row:
    """Check a data package, record what was found and print it; return the run."""
    run_id = str(uuid4())
    # A dry run leaves no trace, there neither.
    told_of = read_settings().openlineage and not dry_run
    with lineage(run_id, asked.data, told_of) as tell:
        run = _request(asked, run_id)
        large = has_large_files(asked.folder)
        package = opened(asked, with_large=not large)
        findings = _again(package, asked, run, form) if large and not dry_run else None
        fault = None
        if findings is None:
            package = opened(asked) if large else package
            findings = _confronted(package, run)
            fault = None if dry_run else _fault_of_recording(findings, asked.warehouse)
        logged = not dry_run and fault is None
        _PRINT[form](_report(asked, package, findings, logged), package)
        if fault is not None:
            # What was found is worth knowing also where it could not be recorded.
            raise Unusable(str(fault)) from fault
        tell(findings)
    return findings.run


def _report(asked: Asked, package: Package, findings: Findings, logged: bool) -> Report:
    parks = list(findings.parks) or [asked.park or ""]
    titles = park_titles(package.codes, parks)
    folder = shown_folder(asked.data)
    return Report(findings, titles, folder, asked.warehouse if logged else None)


def _again(package: Package, asked: Asked, run: RunRequest, form: str) -> Findings | None:
    """Return what an earlier run found, where a package of millions has not changed since."""
    from flows.batches.repeating import found_again

    with told(WarehouseError):
        return found_again(package, asked.warehouse, run, everything=form in ("json", "junit"))


def opened(asked: Asked, with_large: bool = True) -> Package:
    """Return the data package that was asked for; Unusable where it is none or lacks the park."""
    with told(PackageError):
        package = load_package(asked.folder, with_large)
    # Without its large files nobody knows the parks that they have.
    hint = hint_for_unknown(asked.park, package) if with_large else None
    if hint is not None:
        raise Unusable(f"--park {asked.park}: no such park in {asked.data}{hint}")
    return package


def park_titles(codes: Codes, parks: list[str]) -> list[str]:
    """Return what parks are called, for people."""
    return [codes.parks[park].title or park if park in codes.parks else park for park in parks]


def _request(asked: Asked, run_id: str) -> RunRequest:
    return RunRequest(
        run_id=run_id,
        as_of=asked.as_of,
        park=asked.park,
        trigger="cli",
        parameters=json.loads(json.dumps(asdict(asked), default=str)),
        pass_rows=read_settings().pass_rows,
    )


def _confronted(package: Package, run: RunRequest) -> Findings:
    with progress() as tell:
        return confront_package(package, run, tell)


def _fault_of_recording(findings: Findings, warehouse: Path) -> WarehouseError | None:
    try:
        record(findings, warehouse)
    except WarehouseError as fault:
        return fault
    return None


def _print(text: str) -> None:
    # Machines read UTF-8, whatever the terminal's encoding is.
    click.echo(text.encode(errors="replace"), nl=False)


def _sarif(report: Report, package: Package) -> str:
    return findings_sarif(report.findings, report.folder, check_words(package.rules))


_PRINT: Mapping[str, Callable[[Report, Package], None]] = {
    "text": lambda report, _: show(report),
    "json": lambda report, _: _print(findings_json(completed(report.findings)) + "\n"),
    "junit": lambda report, _: _print(findings_junit(completed(report.findings))),
    "github": lambda report, _: _print(
        findings_github(report.findings, report.parks, report.folder)
    ),
    "sarif": lambda report, package: _print(_sarif(report, package)),
}
