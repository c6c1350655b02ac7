"""All relations of a run as arrays, read from the tables of laws in one query."""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from flows.laws.queries import queries
from flows.laws.tables import SOURCES
from flows.network.arrow_arrays import numbers
from flows.query_results import arrow_result
from flows.reading_queries import TABLE
from schemas.laws.law import Law
from schemas.relation_arrays import Columns, Implied

Row = dict[str, Any]

_BOUNDS = ("low", "high", "widest_low", "widest_high")
_PRINTED = f"""
    SELECT figure_id, {SOURCES["number"]} AS number,
        usual_low, usual_high, widest_low, widest_high
    FROM {TABLE} ORDER BY figure_id"""


def read_columns(
    connection: duckdb.DuckDBPyConnection, laws: Sequence[Law], implied: Iterable[Row]
) -> Columns:
    """Return what a network needs of the relations of laws, and of the figures that they tie."""
    printed = arrow_result(connection, _PRINTED)
    found = arrow_result(connection, _relations(laws))
    return Columns(
        laws=len(laws),
        printed=printed.column("figure_id").to_pylist(),
        numbers=numbers(printed.column("number")),
        bounds=[numbers(printed.column(name)) for name in printed.column_names[2:]],
        implied=Implied.of(implied),
        law=numbers(found.column("law")),
        failing=numbers(found.column("failing")),
        counts=numbers(found.column("counts")),
        members=numbers(found.column("members")),
        known=numbers(found.column("known")),
        relation=found.column("relation"),
        unit=found.column("unit"),
        failing_ids=found.column("failing_ids"),
    )


def _relations(laws: Sequence[Law]) -> str:
    each = " UNION ALL ".join(_of_law(law, place) for place, law in enumerate(laws))
    return f"FROM ({each}) ORDER BY law, relation, unit"


def _of_law(law: Law, place: int) -> str:
    ids = ", ".join(f'coalesce("{role}_ids", [])' for role in law.roles)
    members = [f'"{role}_members"' for role in law.roles]
    counts = ", ".join(f"coalesce(len({one}), -1)" for one in members)
    known = ", ".join(
        f'if(len({one}) = 0, "{role}_{bound}", NULL)'
        for role, one in zip(law.roles, members, strict=True)
        for bound in _BOUNDS
    )
    return f"""
        SELECT {place}::BIGINT AS law, relation, unit, (outcome = 'fail')::BIGINT AS failing,
            if(outcome = 'fail', list_sort(list_distinct(flatten([{ids}]))), NULL)
                AS failing_ids,
            [{counts}] AS counts, flatten([{", ".join(members)}]) AS members, [{known}] AS known
        FROM "{queries(law).table}\""""
