"""A figure's relations as they were confronted, for whoever wants the figure explained."""

from typing import Any

import duckdb

from flows.laws.queries import queries
from flows.log.rows import told_rows
from flows.network.investigation import Network
from schemas.explanation import Ties

Row = dict[str, Any]


def ties_of(connection: duckdb.DuckDBPyConnection, network: Network | None, figure_id: str) -> Ties:
    """Return the relations of a figure, while the tables of relations are there."""
    if network is None:
        return Ties()
    relations, domains = network.relations, network.tightest.domains
    variable = relations.variables.number(figure_id)
    if variable is None:
        return Ties()
    numbers = relations.tying(variable)
    near = relations.network(numbers)
    return Ties(
        near,
        {relations.name(one): relations.laws[relations.law_of(one)].law for one in numbers},
        {relations.name(one): _row(connection, network, one) for one in numbers},
        domains.of(variable) if variable in network.tightest.narrowed else None,
    )


def _row(connection: duckdb.DuckDBPyConnection, network: Network, number: int) -> Row:
    law, place = network.relations.relation_of(number)
    of = network.relations.laws[law].law
    chosen = f'FROM "{queries(of).table}" WHERE relation = ? AND unit IS NOT DISTINCT FROM ?'
    (row,) = told_rows(connection, of, chosen, network.relations.named(law, place))
    return row
