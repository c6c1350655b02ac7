"""The summary of findings as Markdown: the verdict first, then what it rests on."""

from collections.abc import Iterable, Sequence

from flows.headline import headline
from flows.markdown import bullets, shown, table
from flows.views import View
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
        f"# {verdict(findings).upper()}: {shown(headline(findings))}",
        _about(view),
        _counts(findings.check_results),
        _section("Failed", _outcomes(findings.results, Outcome.FAIL)),
        _section("Warned", _outcomes(findings.results, Outcome.WARN)),
        _implied(findings.implied),
        _quarantine(findings.quarantine),
        _section("Nothing to compare with", map(shown, findings.uncompared)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def verdict(findings: Findings) -> Outcome:
    """Return the worst that was found: a refused file fails, a quarantined row warns."""
    checks, quarantine = findings.check_results, findings.quarantine
    if any(row["failed"] for row in checks) or any(row["refused"] for row in quarantine):
        return Outcome.FAIL
    if any(row["warned"] for row in checks) or quarantine:
        return Outcome.WARN
    return Outcome.PASS


def _about(view: View) -> str:
    run, figures = view.findings.run, len(view.findings.figures)
    return (
        f"**{shown(view.title)}**: {figures:,} figures, as of {run['as_of']}. "
        f"Run {run['run_id']}, parkfigures {shown(run['code_version'])}, "
        f"data {run['data_hash'][:12]}."
    )


def _counts(checks: Sequence[Row]) -> str:
    rows = [[row["check_id"], *(row[name] for name in _COUNTS)] for row in checks if row["checked"]]
    return table(["check", *_COUNTS], rows) if rows else "No relation to check."


def _section(title: str, lines: Iterable[str]) -> str:
    every = list(lines)
    return f"## {title}\n\n{bullets(every[:MOST_LINES])}{_rest(every)}" if every else ""


def _rest(every: Sequence[object]) -> str:
    more = len(every) - MOST_LINES
    return f"\n\nAnd {more:,} more, in the quality log." if more > 0 else ""


def _outcomes(results: Sequence[Row], outcome: Outcome) -> list[str]:
    return [_outcome(row) for row in results if row["outcome"] == outcome]


def _outcome(row: Row) -> str:
    place = ", ".join(filter(None, (row["indicator"], row["segment"], row["period"])))
    figures = ", ".join(row["figure_ids"])
    said = f"**{shown(row['check_id'])}** {shown(place)}: {shown(row['message'])}"
    extras = {
        "figures": figures,
        "suspect": row["suspect_figure_id"],
        "suggestion": row["suggestion"],
        "waiver": row["waiver_id"],
    }
    return said + "".join(f"; {name}: {shown(text)}" for name, text in extras.items() if text)


def _implied(implied: Sequence[Row]) -> str:
    columns = ("park", "indicator", "segment", "period", "measure", "value", "law", "from figures")
    return _table("Implied figures", columns, [_implied_cells(row) for row in implied])


def _implied_cells(row: Row) -> list[object]:
    value = format_interval(row["low"], row["high"], row["unit"])
    names = ("park", "indicator", "segment", "period", "measure")
    return [*(row[name] for name in names), value, row["law"], ", ".join(row["from_figure_ids"])]


def _quarantine(quarantine: Sequence[Row]) -> str:
    columns = ("file", "line", "column", "found", "expected")
    rows = [[row["file"], row["line"] or None, row["column"], row["found"], row["expected"]] for row in quarantine]
    return _table("Quarantine", columns, rows)


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    return f"## {title}\n\n{table(columns, rows[:MOST_LINES])}{_rest(rows)}"
