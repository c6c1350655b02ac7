"""The SQL of each law: its relations with their outcomes, their counts, and what they imply."""

from dataclasses import dataclass
from functools import lru_cache

import ibis

from schemas.confrontation import counts
from schemas.laws.implied import implied_figures
from schemas.laws.law import Law, with_expectation
from schemas.laws.tables import unbound
from schemas.relations import relations_schema, with_outcomes


@dataclass(frozen=True)
class LawQueries:
    """A law's queries for DuckDB; `table` is where its relations are kept.

    Each of `steps` makes that table anew from the one before: the relations, what they must be,
    their outcomes. As one query the arithmetic would be written out many times over.
    """

    table: str
    steps: tuple[str, ...]
    counts: str
    implied: str | None
    uses_implied: bool


# Rules change between runs of a long-lived process; the laws stay.
@lru_cache(maxsize=512)
def queries(law: Law) -> LawQueries:
    """Return the queries of a law, compiled once a process."""
    table = f"relations_{law.name.replace('-', '_')}"
    joined = law.relations(unbound())
    related = ibis.table(joined.schema(), name=table)
    narrowed = law.narrowed(related) if law.narrowed else related
    expecting = with_expectation(law, narrowed)
    told = with_outcomes(law, ibis.table(expecting.schema(), name=table))
    kept = ibis.table(told.schema(), name=table)
    implied = implied_figures(law, kept)
    return LawQueries(
        table=table,
        steps=(_sql(joined), _sql(expecting), _sql(told)),
        counts=_sql(counts(relations_schema(law), kept)),
        implied=None if implied is None else _sql(implied),
        uses_implied=law.uses_implied,
    )


def _sql(expression: ibis.Table) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))
