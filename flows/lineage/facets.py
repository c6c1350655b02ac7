"""What a run found as facets of OpenLineage: of each file, and of the run."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from openlineage.client.facet_v2 import data_quality_assertions_dataset, test_run

from flows.check_words import QUARANTINE, check_words
from flows.log.rows import COUNTED
from schemas.places import file_of
from schemas.quality_log import Findings, Row

Assertion = data_quality_assertions_dataset.Assertion
Assertions = data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet
_COUNTS = (*COUNTED.values(), "waived")


def tests(findings: Findings) -> test_run.TestRunFacet:
    """Return each check of a run: fail for relations that fail or warn, skip for none known."""
    words = check_words()
    executed = [
        test_run.TestExecution(
            name=row["check_id"],
            status=_status(row),
            severity=_severity(row),
            description=words.get(row["check_id"]),
            params={name: row[name] for name in _COUNTS},
        )
        for row in findings.check_results
    ]
    return test_run.TestRunFacet(executed)


def assertions(findings: Findings) -> dict[str, Assertions]:
    """Return, of each file with figures, what the checks say of relations of its figures."""
    relations = _by_file(findings)
    unread: dict[str, list[Row]] = {file_of(figure.file): [] for figure in findings.figures}
    for row in findings.quarantine:
        unread.setdefault(file_of(row["file"]), []).append(row)
    return {
        file: Assertions([*_of_checks(relations[file]), _of_reading(rows)])
        for file, rows in sorted(unread.items())
    }


def _by_file(findings: Findings) -> dict[str, dict[str, Counter[str]]]:
    """Count the relations of each file and check by outcome."""
    files = {figure.figure_id: file_of(figure.file) for figure in findings.figures}
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in findings.results:
        counted = "waived" if row["waiver_id"] else COUNTED[row["outcome"]]
        for file in {files[one] for one in row["figure_ids"] if one in files}:
            counts[file][row["check_id"]][counted] += 1
    return counts


def _of_checks(counts: Mapping[str, Counter[str]]) -> Iterator[Assertion]:
    words = check_words()
    for check_id, counted in counts.items():
        # An assertion is true or false: what is unknown was not asserted.
        if _status(counted) != "skip":
            yield Assertion(
                assertion=check_id,
                success=_status(counted) == "pass",
                severity=_severity(counted),
                description=words.get(check_id),
                params={name: counted[name] for name in _COUNTS},
            )


def _of_reading(unread: list[Row]) -> Assertion:
    refused = any(row["refused"] for row in unread)
    return Assertion(
        assertion=QUARANTINE,
        success=not unread,
        severity="error" if refused else "warn",
        description=check_words()[QUARANTINE],
        params={"quarantined": len(unread)},
    )


def _status(counts: Mapping[str, int]) -> str:
    if counts["failed"] or counts["warned"]:
        return "fail"
    return "pass" if counts["passed"] or counts["waived"] else "skip"


def _severity(counts: Mapping[str, int]) -> str:
    return "warn" if counts["warned"] and not counts["failed"] else "error"
