"""Findings as SARIF 2.1.0, which code hosts show beside the lines of the figures."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.check_words import QUARANTINE
from flows.formats.json_format import as_text
from flows.formats.sarif_results import results, text
from schemas.quality_log import Findings

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
Object = dict[str, Any]


def findings_sarif(findings: Findings, folder: Path, words: Mapping[str, str]) -> str:
    """Return findings as a SARIF log with a result for each failure, warning and unread row.

    `folder` is the package's; `words` are what each check says.
    """
    run = findings.run
    only = {
        "tool": {"driver": _driver(findings, words)},
        # The part after the slash tells runs of one package apart.
        "automationDetails": {"id": f"{run['package']}/{run['run_id']}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(findings)],
        "results": results(findings, folder),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [only]}
    return json.dumps(log, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _driver(findings: Findings, words: Mapping[str, str]) -> Object:
    checks = [row["check_id"] for row in findings.check_results]
    names = [*dict.fromkeys([*checks, *(row["check_id"] for row in findings.results)]), QUARANTINE]
    return {
        "name": "parkfigures",
        "semanticVersion": findings.run["code_version"],
        "rules": [_rule(name, words.get(name, name)) for name in names],
    }


def _rule(name: str, says: str) -> Object:
    # GitHub wants all three.
    return {"id": name} | dict.fromkeys(("shortDescription", "fullDescription", "help"), text(says))


def _invocation(findings: Findings) -> Object:
    run = findings.run
    times = {"startTimeUtc": run["started_at"], "endTimeUtc": run["finished_at"]}
    # What a refused file holds was not checked.
    return {"executionSuccessful": not run["refused"]} | {
        name: as_text(time) for name, time in times.items() if time is not None
    }
