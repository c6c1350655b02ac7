"""What a run shows in Prefect: a table of outcomes and a summary for each view."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.summary_markdown import summary
from flows.views import View, views
from flows.wording import worst_first
from schemas.quality_log import Findings, Row

# As many rows as a browser shows without delay; the quality log has them all.
MOST_ROWS = 500


def show(findings: Findings, data: Path) -> None:
    """Create the artifacts `outcomes-...` and `summary-...` of each view of the findings."""
    for view in views(findings, data.resolve().name):
        create_table_artifact(
            key=f"outcomes-{view.key}",
            table=outcome_rows(view.findings.results),
            description=_description(view),
        )
        create_markdown_artifact(
            key=f"summary-{view.key}",
            markdown=summary(view),
            description=f"Summary of {view.title}",
        )


def outcome_rows(results: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows for people: failures first, then warnings, unknown and passes."""
    return [_cells(row) for row in worst_first(results)[:MOST_ROWS]]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    about = filter(None, (row["indicator"], row["segment"]))
    return {
        "outcome": str(row["outcome"]),
        "check": row["check_id"],
        "park": row["park"],
        "of": ", ".join(about),
        "period": row["period"],
        "message": row["message"],
        "figures": ", ".join(row["figure_ids"]),
        "suspect": row["suspect_figure_id"],
        "suggestion": row["suggestion"],
        "waiver": row["waiver_id"],
    }


def _description(view: View) -> str:
    found = len(view.findings.results)
    if found <= MOST_ROWS:
        return f"Outcomes of {view.title}"
    return f"Outcomes of {view.title}: the first {MOST_ROWS:,} of {found:,}, the worst first"
