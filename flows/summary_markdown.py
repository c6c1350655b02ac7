"""The summary of findings as Markdown: the verdict, what is wrong, then what was checked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.headline import headline
from flows.markdown import bullets, shown, table
from flows.views import View, verdict
from flows.waivers.wording import accepted_by, waivers_by_id
from flows.wording import coordinates, counted, standing, worst_first
from schemas.display import format_interval
from schemas.quality_log import Findings, Row
from schemas.terms import Outcome

# A page that is read at one sitting; the quality log has the rest.
MOST_LINES = 50
_COUNTS = ("checked", "passed", "warned", "failed", "unknown", "waived")


def summary(view: View) -> str:
    """Return the page of one view."""
    findings = view.findings
    parts = [
        f"# {verdict(findings).upper()}: {shown(view.title)}",
        f"{shown(headline(findings))}.",
        _outcomes("Failed", findings, standing(findings.results, Outcome.FAIL)),
        _outcomes("Warned", findings, standing(findings.results, Outcome.WARN)),
        _outcomes("Waived", findings, [row for row in findings.results if row["waiver_id"]]),
        _implied(findings.implied),
        _quarantine(findings.quarantine),
        _uncompared(findings.uncompared),
        _counts(findings.check_results),
        _about(view),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _about(view: View) -> str:
    run, figures = view.findings.run, counted(len(view.findings.figures), "figure")
    return (
        f"{figures} as of {run['as_of']}. Run {run['run_id']}, parkfigures "
        f"{shown(run['code_version'])}, data {run['data_hash'][:12]}. {view.note}".rstrip()
    )


def _counts(checks: Sequence[Row]) -> str:
    rows = [[row["check_id"], *(row[name] for name in _COUNTS)] for row in checks if row["checked"]]
    return f"## Checks\n\n{table(['check', *_COUNTS], rows)}" if rows else "No relation to check."


def _outcomes(title: str, findings: Findings, found: Sequence[Mapping[str, Any]]) -> str:
    several = len({row["park"] for row in findings.results}) > 1
    waivers = waivers_by_id(findings.waivers)
    return _section(title, [_outcome(row, several, waivers) for row in worst_first(found)])


def _outcome(
    row: Mapping[str, Any], with_park: bool, waivers: Mapping[str, Mapping[str, Any]]
) -> str:
    reason, word = accepted_by(row["waiver_id"], waivers) if row["waiver_id"] else ("", "")
    extras = {"figures": ", ".join(row["figure_ids"]), "reason": reason, "waiver": word}
    said = f"**{shown(row['check_id'])}** {shown(coordinates(row, with_park))}"
    more = "".join(f"; {name}: {shown(text)}" for name, text in extras.items() if text)
    return f"{said}: {shown(row['message'])}{more}"


def _section(title: str, lines: Iterable[str]) -> str:
    every = list(lines)
    return f"## {title}\n\n{bullets(every[:MOST_LINES])}{_rest(every)}" if every else ""


def _rest(every: Sequence[object]) -> str:
    more = len(every) - MOST_LINES
    return f"\n\nAnd {more:,} more, in the quality log." if more > 0 else ""


def _implied(implied: Sequence[Row]) -> str:
    columns = ("park", "indicator", "segment", "period", "measure", "value", "law", "from figures")
    rows = [_implied_cells(row) for row in implied if row["kind"] == "implied"]
    return _table("Implied figures", columns, rows)


def _implied_cells(row: Row) -> list[object]:
    value = format_interval(row["low"], row["high"], row["unit"])
    names = ("park", "indicator", "segment", "period", "measure")
    return [*(row[name] for name in names), value, row["law"], ", ".join(row["from_figure_ids"])]


def _quarantine(quarantine: Sequence[Row]) -> str:
    columns = ("file", "line", "column", "found", "expected")
    rows = [[row[name] or None for name in columns] for row in quarantine]
    return _table("Quarantine", columns, rows)


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    return f"## {title}\n\n{table(columns, rows[:MOST_LINES])}{_rest(rows)}"


def _uncompared(uncompared: Sequence[str]) -> str:
    if not uncompared:
        return ""
    named = shown(", ".join(uncompared[:MOST_LINES]))
    return f"## Nothing to compare with\n\nFigures {named}.{_rest(uncompared)}"
