"""Writing a law's queries: what ibis and pandera make of it, as DuckDB's SQL."""

import ibis

from flows.law_queries import LawQueries, table_of
from flows.reading_queries import TABLE
from schemas.confrontation import counts, evidence, structure_faults
from schemas.figures_table import Figures
from schemas.laws.implied import implied_figures
from schemas.laws.law import Law, with_expectation
from schemas.laws.orders import ranked
from schemas.laws.tables import every_figure, unbound
from schemas.relations import relations_schema, with_outcomes
from schemas.template_columns import FILLED, readings


def compiled(law: Law) -> LawQueries:
    """Return the queries of a law."""
    table = table_of(law)
    tables = unbound()
    joined = law.relations(tables)
    related = ibis.table(joined.schema(), name=table)
    narrowed = law.narrowed(related) if law.narrowed else related
    expecting = with_expectation(law, narrowed)
    told = with_outcomes(law, ibis.table(expecting.schema(), name=table))
    kept = ibis.table(told.schema(), name=table)
    schema = relations_schema(law)
    faults = structure_faults(schema, kept)
    if faults:
        raise TypeError(f"{law.name}: its relations are not as declared: {'; '.join(faults)}")
    implied = implied_figures(law, kept)
    return LawQueries(
        table=table,
        kept=tuple(map(_sql, tables.kept)),
        steps=(_sql(joined), _sql(expecting), _sql(told)),
        counts=_sql(counts(schema, kept)),
        evidence=_sql(evidence(schema, kept, law.name)),
        implied=None if implied is None else _sql(implied),
    )


def compiled_figure_counts() -> str:
    """Return the query that counts what `schemas.figures_table` says of the figures as read."""
    schema = Figures.to_schema()
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return _sql(counts(schema, ibis.table(types, name=TABLE)))


def compiled_ranks() -> str:
    """Return the query that ranks the figures of the working table as operands."""
    return _sql(ranked(every_figure()))


def compiled_readings() -> str:
    """Return the query that reads the texts whose shape has a template."""
    return _sql(readings(ibis.table(FILLED, name="filled")))


def _sql(expression: ibis.Table) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))
