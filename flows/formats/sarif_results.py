"""Results of a SARIF log: failures, warnings, what is waived, and rows that were not read."""

import re
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

from flows.check_words import QUARANTINE
from flows.formats.sarif_fixes import Texts
from flows.pointing import Pointing, cell_first, uri
from flows.wording import Row, harmless, one_line, worst_first
from schemas.places import file_of, line_of, sheet_of
from schemas.quality_log import Findings
from schemas.terms import Outcome, Place

_LEVELS = {Outcome.FAIL: "error", Outcome.WARN: "warning"}
# SARIF reads links and placeholders in messages.
_LINK = re.compile(r"[\\\[\]]")
_PLACEHOLDER = re.compile(r"[{}]")
Object = dict[str, Any]


def results(findings: Findings, folder: Path) -> list[Object]:
    """Return a result for each relation that fails or warns, and each row in quarantine."""
    writer = _Writer(findings, folder)
    wrong = [row for row in findings.results if row["outcome"] in _LEVELS]
    return [*map(writer.relation, worst_first(wrong)), *map(writer.unread, findings.quarantine)]


def text(said: str) -> Object:
    """Return a message that shows a text as it is."""
    plain = _LINK.sub(r"\\\g<0>", harmless(said))
    return {"text": _PLACEHOLDER.sub(r"\g<0>\g<0>", plain)}


class _Writer:
    def __init__(self, findings: Findings, folder: Path) -> None:
        self._folder = folder
        self._pointing = Pointing(findings)
        self._texts = Texts(folder)
        self._waivers = {waiver["waiver_id"]: waiver for waiver in findings.waivers}

    def relation(self, row: Row) -> Object:
        place = self._pointing.place(row)
        others = [one for one in self._pointing.figures(row) if one[1] != place]
        return {
            "ruleId": row["check_id"],
            "level": _LEVELS[row["outcome"]],
            "message": text(cell_first(place) + one_line(row)),
            "locations": [self._location(place)] if place else [],
            "relatedLocations": [self._figure(number, *one) for number, one in enumerate(others)],
            "partialFingerprints": _fingerprint("relation", row["check_id"], row["relation_id"]),
            **self._suppressions(row),
            **self._fixes(row),
            "properties": _known(row, "gap", "sharpness"),
        }

    def unread(self, row: Row) -> Object:
        place = Place(row["file"], row["line"], row["column"])
        column = f"{row['column']}: " if row["column"] else ""
        found = f"found {row['found']}, expected {row['expected']}"
        parts = (row["file"], row["column"], row["found"], row["row"])
        return {
            "ruleId": QUARANTINE,
            "level": "error" if row["refused"] else "warning",
            "message": text(f"{cell_first(place)}{column}{found}"),
            "locations": [self._location(place)],
            "partialFingerprints": _fingerprint("row", *parts),
        }

    def _figure(self, number: int, figure_id: str, place: Place) -> Object:
        said = text(f"{figure_id}: {self._pointing.printed(figure_id)}")
        return {"id": number, "message": said} | self._location(place)

    def _location(self, place: Place) -> Object:
        # A file as a whole has no line, and a workbook has cells.
        line, cell = line_of(place), sheet_of(place.file)
        region = {"region": {"startLine": line}} if line else {}
        logical = {"logicalLocations": [{"fullyQualifiedName": harmless(cell)}]} if cell else {}
        return {"physicalLocation": {"artifactLocation": self._artifact(place)} | region} | logical

    def _artifact(self, place: Place) -> Object:
        return {"uri": uri(self._folder / file_of(place.file))}

    def _suppressions(self, row: Row) -> Object:
        waiver = self._waivers.get(row["waiver_id"])
        if waiver is None:
            return {}
        reason = harmless(waiver["reason"])
        accepted = {"kind": "external", "status": "accepted", "justification": reason}
        return {"suppressions": [accepted]}

    def _fixes(self, row: Row) -> Object:
        place = dict(self._pointing.figures(row)).get(row["suspect_figure_id"])
        if place is None or not row["suggestion"]:
            return {}
        printed = self._pointing.printed(row["suspect_figure_id"])
        region = self._texts.region(place, printed, row["suggestion"])
        if region is None:
            return {}
        replacement = {"deletedRegion": region, "insertedContent": {"text": row["suggestion"]}}
        change = {"artifactLocation": self._artifact(place), "replacements": [replacement]}
        said = text("What the suspect may have been; the source decides.")
        return {"fixes": [{"description": said, "artifactChanges": [change]}]}


def _fingerprint(kind: str, *parts: object) -> dict[str, str]:
    """Return what tells a result again in a later run."""
    digest = sha256("\0".join(map(str, parts)).encode(errors="surrogatepass"))
    return {f"{kind}/v1": digest.hexdigest()}


def _known(row: Row, *names: str) -> Object:
    numbers = {name: row[name] for name in names if row[name] is not None}
    return {name: value for name, value in numbers.items() if isfinite(value)}
