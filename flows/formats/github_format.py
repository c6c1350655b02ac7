"""Findings as GitHub workflow commands, which annotate the lines of the figures."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flows.pointing import Pointing, cell_first
from flows.wording import Row, harmless, one_line, standing, verdict, worst_first
from schemas.places import file_of, line_of
from schemas.quality_log import Findings
from schemas.terms import Place

_LEVELS = {"fail": "error", "warn": "warning"}


def findings_github(findings: Findings, parks: Sequence[str], folder: Path) -> str:
    """Return a command for each refused file, failure, warning and quarantined row.

    GitHub shows few annotations of a step, so the worst come first. `folder` is the package's.
    """
    refused_first = sorted(findings.quarantine, key=lambda row: not row["refused"])
    lines = [
        *(_unread(row, folder) for row in refused_first if row["refused"]),
        *_outcomes(findings, "fail", folder),
        *_outcomes(findings, "warn", folder),
        *(_unread(row, folder) for row in refused_first if not row["refused"]),
        command("notice", {"title": "parkfigures"}, verdict(findings.run, parks)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _outcomes(findings: Findings, outcome: str, folder: Path) -> Iterator[str]:
    pointing = Pointing(findings)
    for row in worst_first(standing(findings.results, outcome)):
        place = pointing.place(row)
        at = _at(folder, place) if place else {}
        said = f"{cell_first(place)}{one_line(row)}"
        yield command(_LEVELS[outcome], at | {"title": row["check_id"]}, said)


def _unread(row: Row, folder: Path) -> str:
    level, title = ("error", "refused") if row["refused"] else ("warning", "quarantine")
    column = f"{row['column']}: " if row["column"] else ""
    place = Place(row["file"], row["line"])
    message = f"found {harmless(row['found'])}, expected {harmless(row['expected'])}"
    said = f"{cell_first(place)}{column}{message}"
    return command(level, _at(folder, place) | {"title": title}, said)


def _at(folder: Path, place: Place) -> dict[str, str]:
    # GitHub counts lines from 1; a file as a whole has none, and neither has a workbook.
    line = line_of(place)
    return {"file": (folder / file_of(place.file)).as_posix()} | (
        {"line": str(line)} if line else {}
    )


def command(level: str, properties: Mapping[str, str], message: str) -> str:
    """Return one workflow command, escaped as GitHub's toolkit does it."""
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
