"""What a run shows in Prefect: a table of outcomes and a summary for each view."""

from collections.abc import Mapping, Sequence
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.headline import headline
from flows.markdown import shown
from flows.places.addresses import GivenPackage
from flows.places.package_places import package_name
from flows.summary_markdown import summary
from flows.views import View, verdict, views
from flows.wording import counted, worst_first
from schemas.quality_log import Findings, Row

# As many rows as a browser shows without delay; the quality log has them all.
MOST_ROWS = 500
_ORDER = ("fail", "warn", "waived", "unknown", "pass")


def show(findings: Findings, data: GivenPackage) -> None:
    """Create the artifacts `outcomes-...` and `summary-...` of each view of the findings."""
    for view in views(findings, package_name(data)):
        create_table_artifact(
            key=f"outcomes-{view.key}",
            table=outcome_rows(view.findings.results),
            description=_description(view),
        )
        create_markdown_artifact(
            key=f"summary-{view.key}",
            markdown=summary(view),
            description=shown(_verdict(view.findings)),
        )


def outcome_rows(results: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows for people: failures first, then warnings, what is waived, unknown and passes."""
    return [_cells(row) for row in sorted(worst_first(results), key=_place)[:MOST_ROWS]]


def _place(row: Mapping[str, Any]) -> int:
    if row["waiver_id"]:
        return _ORDER.index("waived")
    return _ORDER.index(row["outcome"])


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    # The pages show a cell on one line and the columns from the left, as far as there is room.
    about = filter(None, (row["indicator"], row["segment"]))
    return {
        "outcome": f"{row['outcome']}, waived" if row["waiver_id"] else str(row["outcome"]),
        "check": row["check_id"],
        "message": row["message"],
        "park": row["park"],
        "of": ", ".join(about),
        "period": row["period"],
        "suspect": row["suspect_figure_id"],
        "suggestion": row["suggestion"],
        "figures": ", ".join(row["figure_ids"]),
        "waiver": row["waiver_id"],
    }


def _verdict(findings: Findings) -> str:
    # A card has room for the first of its parts; the summary begins with all of them.
    return f"{verdict(findings).upper()}: {headline(findings).split(':')[0]}"


def _description(view: View) -> str:
    found = counted(len(view.findings.results), "outcome")
    worst = f"The worst {MOST_ROWS:,} of " if len(view.findings.results) > MOST_ROWS else ""
    return shown(f"{worst}{found} of {view.title}, failures first.")
