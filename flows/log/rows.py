"""The rows that one confrontation adds to the quality log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from math import isinf
from typing import Any

import duckdb

from flows.laws.queries import TOLD, queries
from flows.laws.rounds import Confronted
from flows.query_results import arrow_result
from flows.reading_queries import TABLE
from flows.runs import RunRequest
from schemas.laws.law import Law
from schemas.messages import describe, unit_of
from schemas.period_text import written
from schemas.quality_log import IMPLIED_FIGURES, QUALITY_LOG, Row
from schemas.tallies import tally
from schemas.terms import Outcome, Quarantined
from schemas.wholes import Whole

COUNTED = {
    Outcome.PASS: "passed",
    Outcome.WARN: "warned",
    Outcome.FAIL: "failed",
    Outcome.UNKNOWN: "unknown",
}


_ORDER = "figure_ids, unit, relation"


def check_results(
    connection: duckdb.DuckDBPyConnection,
    laws: Sequence[Law],
    run: RunRequest,
    rounds: Confronted,
) -> list[Row]:
    """Count the outcomes of each law's relations, each law in one scan."""
    rows = []
    for law in laws:
        related = law in rounds.related
        counts = _counts(connection, law, run) if related else dict.fromkeys(COUNTED.values(), 0)
        known = {"run_id": run.run_id, "check_id": law.name, "checked": sum(counts.values())}
        rows.append({**known, **counts, "waived": 0, "seconds": rounds.seconds[law.name]})
    return rows


def _counts(connection: duckdb.DuckDBPyConnection, law: Law, run: RunRequest) -> dict[str, int]:
    query = queries(law)
    if run.park is not None:
        connection.execute(f'DELETE FROM "{query.table}" WHERE park <> ?', [run.park])
    counted = arrow_result(connection, query.counts).to_pylist()[0]
    by_outcome = tally(counted)[law.name]
    return {name: by_outcome[outcome] for outcome, name in COUNTED.items()}


def log_rows(
    connection: duckdb.DuckDBPyConnection,
    laws: Sequence[Law],
    run: RunRequest,
) -> list[Row]:
    """Return a row of the quality log for each relation, passes up to the run's limit."""
    texts = connection.execute(f"SELECT figure_id, printed FROM {TABLE}").fetchall()
    printed: dict[str, str] = dict(texts)
    rows: list[Row] = []
    passes = run.pass_rows
    for law in laws:
        found = _relations(connection, law, passes)
        passes -= sum(row["outcome"] == Outcome.PASS for row in found)
        rows += [_log_row(law, row, run, printed) for row in found]
    return rows


def _relations(connection: duckdb.DuckDBPyConnection, law: Law, passes: int) -> list[Row]:
    """Return the relations that do not pass, and of those that do the first."""
    query = queries(law)
    first = f"""
        SELECT relation, unit FROM ({query.named}) WHERE outcome = 'pass'
        ORDER BY {_ORDER} LIMIT {passes}"""
    chosen = f"""
        FROM "{query.table}" WHERE outcome <> 'pass'
        UNION ALL SELECT every.* FROM "{query.table}" AS every SEMI JOIN ({first}) AS first
            ON every.relation = first.relation AND every.unit IS NOT DISTINCT FROM first.unit"""
    return told_rows(connection, law, chosen)


def told_rows(
    connection: duckdb.DuckDBPyConnection, law: Law, chosen: str, given: Sequence[object] = ()
) -> list[Row]:
    """Return all that people are told of the relations of a law that a query chooses."""
    told_of = f"CREATE OR REPLACE TEMP TABLE {TOLD} AS {chosen}"
    if connection.execute(told_of, list(given)).fetchone() == (0,):
        return []
    told = arrow_result(connection, f"FROM ({queries(law).told}) ORDER BY {_ORDER}")
    rows: list[Row] = told.to_pylist()
    return rows


def _log_row(law: Law, row: Row, run: RunRequest, printed: Mapping[str, str]) -> Row:
    known: dict[str, Any] = {
        "run_id": run.run_id,
        "check_id": law.name,
        "relation_id": "|".join(filter(None, (row["relation"], row["unit"]))),
        "unit": unit_of(law, row),
        "message": describe(law, row, printed),
    }
    return {name: finite(known.get(name, row.get(name))) for name in QUALITY_LOG}


def finite(value: Any) -> Any:
    """Return a value as the log keeps it: no bound is null, for its readers know no infinity."""
    return None if isinstance(value, float) and isinf(value) else value


def uncompared(
    connection: duckdb.DuckDBPyConnection, laws: Sequence[Law], run: RunRequest
) -> list[str]:
    """Return the figures whose number no relation speaks of, in the order of their ids."""
    compared = [
        f'SELECT unnest("{role}_ids") FROM "{queries(law).table}"'
        for law in laws
        if law.compares
        for role in law.roles
    ]
    none = "SELECT NULL WHERE false"
    alone = f"""
        SELECT figure_id FROM {TABLE}
        WHERE ($park IS NULL OR park = $park)
            AND figure_id NOT IN ({" UNION ".join([none, *compared])})
        ORDER BY figure_id"""
    return [name for (name,) in connection.execute(alone, {"park": run.park}).fetchall()]


def implied_rows(implied: Iterable[Row], run: RunRequest) -> list[Row]:
    """Return the rows of implied_figures, in a fixed order."""
    rows = [_implied_row(row, run) for row in implied if run.park in (None, row["park"])]
    return sorted(rows, key=lambda row: [str(row[name]) for name in IMPLIED_FIGURES])


def _implied_row(row: Row, run: RunRequest) -> Row:
    whole = Whole(row["of_park"], row["of_indicator"], row["of_segment"])
    return {
        "run_id": run.run_id,
        "kind": "implied",
        **{name: row[name] for name in ("park", "indicator", "segment", "measure")},
        "of": whole.written() if row["measure"] == "share" else "",
        "period": written(row["period_start"], row["period_end"]),
        "unit": row["unit"],
        **{name: finite(row[name]) for name in ("low", "high")},
        "from_figure_ids": row["ids"],
        "law": row["law"],
    }


def quarantine_rows(quarantined: Iterable[Quarantined], run: RunRequest) -> list[Row]:
    """Return the rows of the quarantine."""
    return [
        {
            "run_id": run.run_id,
            **asdict(one.place),
            "found": one.found,
            "expected": one.expected,
            "row": one.row,
            "refused": one.refused,
        }
        for one in quarantined
    ]
