"""Which laws can have relations at all, by one look at the tables that they join."""

from collections.abc import Mapping, Sequence

import duckdb

from schemas.laws.law import Law
from schemas.terms import Status

# What figures there are; the indicator tells the laws that are of some only.
_KINDS = f"""
    SELECT DISTINCT measure, status, indicator FROM figures
    WHERE status <> '{Status.IMPLIED.value}'"""
_FILLED = """
    SELECT 'families' WHERE EXISTS (FROM families)
    UNION ALL SELECT 'wholes' WHERE EXISTS (FROM wholes)"""


def possible_laws(connection: duckdb.DuckDBPyConnection, laws: Sequence[Law]) -> list[Law]:
    """Leave out the laws whose relations start from what nobody printed, or no list names."""
    found = connection.execute(_KINDS).fetchall()
    kinds = [dict(zip(("measure", "status", "indicator"), row, strict=True)) for row in found]
    filled = {name for (name,) in connection.execute(_FILLED).fetchall()}
    return [law for law in laws if filled >= law.joins and _has_start(law, kinds)]


def _has_start(law: Law, kinds: Sequence[Mapping[str, str]]) -> bool:
    return any(
        all(kind[column] == value for column, value in law.starts_from.items())
        and (not law.indicators or kind["indicator"] in law.indicators)
        for kind in kinds
    )
