"""What each pair of artifacts shows: the findings of one park, or of a whole package."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.log.rows import COUNTED
from flows.slugs import digest, slug
from schemas.quality_log import Findings, Row
from schemas.terms import Outcome

# More would bury the list of artifacts; the package's own pair shows all parks.
MOST_PARKS = 12


@dataclass(frozen=True)
class View:
    """Findings under a title; `key` is what their artifacts' keys end in, `note` a reservation."""

    title: str
    key: str
    findings: Findings
    note: str = ""


def views(findings: Findings, package: str) -> list[View]:
    """Return a view of each park, or of the package and the parks where something is wrong.

    A package of more than `MOST_PARKS` parks is one view, and one for each of the parks with
    most failures, then warnings.
    """
    found = _parks(findings)
    if len(found) <= 1:
        title = found[0] if found else package
        return [View(title, slug(title), findings)]
    note = _note(findings)
    parks = [View(park, key, _of_park(findings, park), note) for park, key in _keys(found).items()]
    if len(parks) <= MOST_PARKS:
        return parks
    wrong = [view for view in parks if any(_wrongs(view))]
    worst = sorted(wrong, key=_wrongs, reverse=True)[:MOST_PARKS]
    return [View(package, f"all-parks-of-{slug(package)}", findings), *worst]


def verdict(findings: Findings) -> Outcome:
    """Return the worst that was found: a refused file fails, a quarantined row warns."""
    checks, quarantine = findings.check_results, findings.quarantine
    if any(row["failed"] for row in checks) or any(row["refused"] for row in quarantine):
        return Outcome.FAIL
    if any(row["warned"] for row in checks) or quarantine:
        return Outcome.WARN
    return Outcome.PASS


def _note(findings: Findings) -> str:
    # A park's relations are counted from the rows of the log, which leaves out passes at times.
    counted = len(findings.results) == sum(row["checked"] for row in findings.check_results)
    return "" if counted else "Passes that are not logged one by one are not counted here."


def _parks(findings: Findings) -> list[str]:
    figures = {figure.park for figure in findings.figures}
    return sorted(figures | {row["park"] for row in findings.results if row["park"]})


def _wrongs(view: View) -> tuple[int, int]:
    checks = view.findings.check_results
    return sum(row["failed"] for row in checks), sum(row["warned"] for row in checks)


def _keys(parks: Sequence[str]) -> dict[str, str]:
    """Return a key for each park: two parks whose names look alike in a key get different ones."""
    taken = Counter(map(slug, parks))
    return {
        park: slug(park) if taken[slug(park)] == 1 else f"{slug(park)}-{digest(park)}"
        for park in parks
    }


def _of_park(findings: Findings, park: str) -> Findings:
    figures = [figure for figure in findings.figures if figure.park == park]
    ids = {figure.figure_id for figure in figures}
    results = [row for row in findings.results if row["park"] == park]
    return replace(
        findings,
        results=results,
        check_results=by_check(results),
        figures=figures,
        implied=[row for row in findings.implied if row["park"] == park],
        quarantine=[row for row in findings.quarantine if _concerns(row, park)],
        uncompared=[figure_id for figure_id in findings.uncompared if figure_id in ids],
    )


def by_check(results: Sequence[Row]) -> list[Row]:
    """Count the outcomes of each check, a waived one as waived only."""
    checks: dict[str, Counter[str]] = defaultdict(Counter)
    for row in results:
        count = "waived" if row["waiver_id"] else COUNTED[Outcome(row["outcome"])]
        checks[row["check_id"]].update(["checked", count])
    names = ["checked", *COUNTED.values(), "waived"]
    return [
        {"check_id": check, **{name: counts[name] for name in names}}
        for check, counts in checks.items()
    ]


def _concerns(quarantined: Row, park: str) -> bool:
    """Say whether a quarantined row may be the park's: one that names no park may be anyone's."""
    return json.loads(quarantined["row"] or "{}").get("park") in (None, "", park)
