"""Printed rows -> figures, in DuckDB: each code, and each shape of text, is read only once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, get_type_hints

import duckdb
import pyarrow as pa

from flows import reading_queries as queries
from flows.laws.queries import template_readings
from flows.query_results import arrow_result
from flows.reading_tables import create, load_lookup, load_printed, lookups, printed_rows
from schemas.amounts import Amount, read_amount
from schemas.codes import Codes
from schemas.faults import Fault
from schemas.figures import Figure, PrintedFigure, read_figures
from schemas.templates import Template, template_of
from schemas.terms import Measure, Quarantined

# Of fewer rows the texts are read sooner than the queries planned.
FEW_ROWS = 2_000
# A template is found by reading some twenty texts: for fewer of a shape it does not pay.
LEAST_OF_A_SHAPE = 40
_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    date | None: pa.date32(),
}
_READ_AS = ("measure", "currency", "indicator_unit")
Key = tuple[str, str, str, str]


def read_into(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[PrintedFigure], codes: Codes
) -> tuple[list[Figure], list[Quarantined]]:
    """Create the table of figures as read; return the figures, and the rows that cannot be read."""
    if len(rows) <= FEW_ROWS:
        figures, quarantined = read_figures(rows, codes)
        create(connection, queries.TABLE, _rows(figures))
        return figures, quarantined
    load_printed(connection, rows)
    quarantined = read_printed(connection, codes)
    connection.execute(queries.READ_FIGURES)
    every = f"SELECT {queries.FIGURE_COLUMNS} FROM {queries.TABLE} ORDER BY place"
    return figures_of(connection, every), quarantined


def read_printed(connection: duckdb.DuckDBPyConnection, codes: Codes) -> list[Quarantined]:
    """Make the table of rows as read from that of printed ones; return those that cannot be."""
    for lookup in lookups(codes):
        load_lookup(connection, lookup)
    connection.execute(queries.REPEATED)
    connection.execute(queries.KNOWN_ROWS)
    _load_texts(connection)
    connection.execute(queries.READ_ROWS.format(templates=template_readings()))
    [(all_read,)] = connection.execute(queries.EVERY_ROW_READ).fetchall()
    return [] if all_read else _read_others(connection, codes)


def _read_others(connection: duckdb.DuckDBPyConnection, codes: Codes) -> list[Quarantined]:
    """Read by themselves the rows that no query reads, so that each fault is told where it is."""
    read, quarantined = read_figures(printed_rows(connection, queries.NOT_READ), codes)
    connection.register("incoming", _rows(read))
    connection.execute(queries.ADD_OTHERS)
    connection.unregister("incoming")
    return quarantined


def _load_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that tell what texts say: by shapes that are frequent, else one by one."""
    shapes: list[Key] = connection.execute(queries.SHAPES, [LEAST_OF_A_SHAPE]).fetchall()
    create(connection, "templates", _table(_templates(shapes), "shape", Template))
    texts: list[Key] = connection.execute(queries.OTHER_TEXTS).fetchall()
    create(connection, "texts", _table(_amounts(texts), "printed", Amount))
    connection.execute(queries.FILLED)


def _templates(shapes: Iterable[Key]) -> Iterator[dict[str, Any]]:
    for shape, measure, currency, unit in shapes:
        found = template_of(shape, Measure(measure), currency, unit)
        if found is not None:
            yield _keyed("shape", (shape, measure, currency, unit)) | asdict(found)


def _amounts(texts: Iterable[Key]) -> Iterator[dict[str, Any]]:
    for text, measure, currency, unit in texts:
        try:
            amount = read_amount(text, Measure(measure), currency, unit)
        except Fault:
            continue
        yield _keyed("printed", (text, measure, currency, unit)) | amount._asdict()


def _keyed(name: str, key: Key) -> dict[str, Any]:
    return dict(zip((name, *_READ_AS), key, strict=True))


def _table(rows: Iterable[dict[str, Any]], key: str, of: type) -> pa.Table:
    keys = [(name, pa.string()) for name in (key, *_READ_AS)]
    return pa.Table.from_pylist(list(rows), pa.schema([*keys, *_columns(of)]))


def _columns(of: type) -> list[tuple[str, pa.DataType]]:
    return [(name, _TYPES[kind]) for name, kind in get_type_hints(of).items()]


def figures_of(
    connection: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, object] | None = None
) -> list[Figure]:
    """Return the figures that a query with all their columns finds."""
    table = arrow_result(connection, query, given)
    columns = (column.to_pylist() for column in table.columns)
    return [Figure(*values) for values in zip(*columns, strict=True)]


def _rows(figures: Iterable[Figure]) -> pa.Table:
    return pa.Table.from_pylist(list(map(asdict, figures)), pa.schema(_columns(Figure)))
