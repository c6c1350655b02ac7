"""Rows of the quality log: those of some runs that a filter lets through, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from flows.log.reading import NotInLog, names
from flows.query_results import arrow_result
from schemas.faults import did_you_mean
from schemas.periods import parse
from schemas.quality_log import QUALITY_LOG, Row

WAIVED = "waived"
# Most names that a message lists where none comes near.
MOST_NAMES = 20
# An outcome that a waiver accepts counts as waived only.
_STANDING = f"if(coalesce(waiver_id, '') = '', outcome, '{WAIVED}')"
_CLAUSES = {
    "check": "check_id = $check",
    "outcomes": f"list_contains($outcomes, {_STANDING})",
    "park": "park = $park",
    "period": "list_contains($period, period)",
    "source": """(source_id = $source OR EXISTS (
        FROM figures f WHERE f.run_id = q.run_id AND f.source_id = $source
            AND list_contains(q.figure_ids, f.figure_id)))""",
    "figure": "list_contains(figure_ids, $figure)",
}
_WORST_FIRST = f"""
    list_position(['fail', 'warn', 'unknown', '{WAIVED}', 'pass'], {_STANDING}),
    gap DESC NULLS LAST, check_id, figure_ids, relation_id"""
# Where the log has the names that a filter can ask for.
_NAMED = {
    "check": ("check_results", "check_id"),
    "park": ("figures", "park"),
    "source": ("figures", "source_id"),
    "figure": ("figures", "figure_id"),
}


@dataclass(frozen=True)
class Filter:
    """Which rows of the quality log to show; what is empty holds back nothing.

    A period lets through every period within it, a source also what involves a figure of it.
    """

    check: str = ""
    outcomes: Sequence[str] = ()
    park: str = ""
    period: str = ""
    source: str = ""
    figure: str = ""


def results(connection: duckdb.DuckDBPyConnection, runs: Sequence[Row], only: Filter) -> pa.Table:
    """Return rows of the quality log, the runs in their order; NotInLog for an unknown name."""
    ids = [run["run_id"] for run in runs]
    given: dict[str, Any] = {name: value for name in _CLAUSES if (value := getattr(only, name))}
    for name in _NAMED.keys() & given.keys():
        _refuse_unlisted(connection, ids, name, given[name])
    if only.period:
        given["period"] = _within(only.period, names(connection, "quality_log", "period", ids))
    clauses = "".join(f" AND {_CLAUSES[name]}" for name in given)
    columns = ", ".join(f'"{name}"' for name in QUALITY_LOG)
    query = f"""
        SELECT {columns} FROM quality_log q WHERE list_contains($runs, run_id) {clauses}
        ORDER BY list_position($runs, run_id), {_WORST_FIRST}"""
    return arrow_result(connection, query, given | {"runs": ids})


def _within(period: str, known: Sequence[str]) -> list[str]:
    """Return the periods that lie within one; NotInLog where that is none."""
    try:
        whole = parse(period)
    except ValueError as error:
        raise NotInLog(f"--period {period}: expected {error}") from None
    return [one for one in known if one and whole.contains(parse(one))]


def _refuse_unlisted(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str], kind: str, name: str
) -> None:
    known = names(connection, *_NAMED[kind], ids)
    if name not in known:
        where = "this run" if len(ids) == 1 else "these runs"
        raise NotInLog(f"{name}: no such {kind} in {where}{_suggestion(name, known)}")


def _suggestion(name: str, known: Sequence[str]) -> str:
    more = f" and {len(known) - MOST_NAMES:,} more" if len(known) > MOST_NAMES else ""
    listed = f"; known: {', '.join(known[:MOST_NAMES]) or 'none'}{more}"
    return did_you_mean(name, known) or listed
