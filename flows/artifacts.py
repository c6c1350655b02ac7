"""What a run shows in Prefect: a table of outcomes and a summary for each view."""

from collections.abc import Sequence
from pathlib import Path

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.summary_markdown import summary
from flows.views import View, views
from schemas.quality_log import Findings, Row
from schemas.terms import Outcome

# As many rows as a browser shows without delay; the quality log has them all.
MOST_ROWS = 500
_ORDER = (Outcome.FAIL, Outcome.WARN, Outcome.UNKNOWN, Outcome.PASS)


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


def outcome_rows(results: Sequence[Row]) -> list[Row]:
    """Return rows for people: failures first, then warnings, unknown and passes."""
    sorted_rows = sorted(results, key=lambda row: _ORDER.index(row["outcome"]))
    return [_cells(row) for row in sorted_rows[:MOST_ROWS]]


def _cells(row: Row) -> Row:
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
