"""Writing a law's queries: what ibis and pandera make of it, as DuckDB's SQL."""

import ibis
import ibis.expr.types as ir

from flows.laws.queries import TOLD, UNRANKED, LawQueries, Making, table_of
from flows.reading_queries import TABLE
from schemas.confrontation import counts, structure_faults
from schemas.figures_table import Figures
from schemas.laws.implied import implied_figures
from schemas.laws.law import OPERAND, Law, with_expectation
from schemas.laws.orders import RANKS, ranked
from schemas.laws.tables import FIGURES, Tables, kept_name, unbound
from schemas.relations import relations_schema, told, with_outcomes
from schemas.template_columns import FILLED, readings

# What an anchor is chosen by; its role has columns of its own.
_OF_ANCHOR = frozenset(OPERAND) - {"source_id"} | {"unit_assumed", "published_on", *RANKS}
# What a later round finds, before it takes its place among what there was.
_LATER = "later_relations"


def compiled(law: Law) -> LawQueries:
    """Return the queries of a law."""
    table = table_of(law)
    first, kept = _first(law, table)
    schema = relations_schema(law)
    faults = structure_faults(schema, kept)
    if faults:
        raise TypeError(f"{law.name}: its relations are not as declared: {'; '.join(faults)}")
    implied = implied_figures(law, kept)
    return LawQueries(
        table=table,
        first=first,
        later=_later(law, table) if law.extends else first,
        named=_sql(told(law, kept).select("relation", "unit", "outcome", "figure_ids")),
        told=_sql(told(law, ibis.table(kept.schema(), name=TOLD))),
        counts=_sql(counts(schema, kept)),
        implied=None if implied is None else _sql(implied),
    )


def _first(law: Law, table: str) -> tuple[Making, ir.Table]:
    tables = unbound()
    joined = _joined(law, tables)
    joins = _joins(law, table)
    said, kept = _said(law, joins, joined, table)
    return Making(_kept(tables), _made(joins, _sql(joined)), (said,)), kept


def _later(law: Law, table: str) -> Making:
    tables = unbound(new=True)
    joined = _joined(law, tables)
    found = _made(_LATER, _sql(joined))
    if law.narrowed:
        # What is new may make idle what is not: only the joins are kept.
        joins = _joins(law, table)
        said, _ = _said(law, joins, joined, table)
        return Making(_kept(tables), found, (*_merged(joins), said))
    said, _ = _said(law, _LATER, joined, _LATER)
    return Making(_kept(tables), found, (said, *_merged(table)))


def _joined(law: Law, tables: Tables) -> ir.Table:
    joined = law.relations(tables)
    return joined.select(*(name for name in joined.columns if name not in _OF_ANCHOR))


def _joins(law: Law, table: str) -> str:
    """Return the table of a law's relations as they were joined."""
    return f"joined_{table}" if law.narrowed else table


def _said(law: Law, joins: str, joined: ir.Table, table: str) -> tuple[str, ir.Table]:
    """Return what makes of relations as joined those with their outcomes, and these."""
    related = ibis.table(joined.schema(), name=joins)
    expecting = with_expectation(law, law.narrowed(related) if law.narrowed else related)
    # As one expression the arithmetic would be written out many times over.
    said = with_outcomes(law, ibis.table(expecting.schema(), name="expecting"))
    query = f"WITH expecting AS ({_sql(expecting)}) {_sql(said)}"
    return _made(table, query), ibis.table(said.schema(), name=table)


def _kept(tables: Tables) -> tuple[str, ...]:
    return tuple(_made(kept_name(number), _sql(one)) for number, one in enumerate(tables.kept))


def _made(table: str, query: str) -> str:
    return f'CREATE OR REPLACE TABLE "{table}" AS {query}'


def _merged(table: str) -> tuple[str, str]:
    again = f'DELETE FROM "{table}" WHERE relation IN (SELECT relation FROM {_LATER})'
    return again, f'INSERT INTO "{table}" FROM {_LATER}'


def compiled_figure_counts() -> str:
    """Return the query that counts what `schemas.figures_table` says of the figures as read."""
    schema = Figures.to_schema()
    types = {name: str(column.dtype) for name, column in schema.columns.items()}
    return _sql(counts(schema, ibis.table(types, name=TABLE)))


def compiled_ranks() -> str:
    """Return the query that ranks figures as operands."""
    return _sql(ranked(ibis.table(dict(FIGURES), UNRANKED)))


def compiled_readings() -> str:
    """Return the query that reads the texts whose shape has a template."""
    return _sql(readings(ibis.table(FILLED, name="filled")))


def _sql(expression: ibis.Table) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))
