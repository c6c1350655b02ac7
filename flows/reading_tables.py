"""The tables in which printed rows become figures: the rows, and what their codes and texts say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from schemas.codes import Codes
from schemas.faults import Fault
from schemas.periods import parse
from schemas.printed_figures import PRINTED_COLUMNS, PrintedFigure
from schemas.terms import PRINTED_STATUSES, Measure
from schemas.wholes import read_whole

_TEXT, _DAY = pa.string(), pa.date32()
ROW_COLUMNS = (*PRINTED_COLUMNS, "file", "line", "letters")
_AT_ONCE = 10_000
GROWTHS = (Measure.GROWTH.value, Measure.CHANGE.value)


@dataclass(frozen=True)
class Lookup:
    """A table of what a code, or several together, say: read once, however many rows have them."""

    name: str
    keys: tuple[str, ...]
    says: Mapping[str, pa.DataType]
    read: Callable[..., Sequence[Any]]


def lookups(codes: Codes) -> list[Lookup]:
    """Return the lookups of printed rows; what raises Fault or ValueError has no entry."""
    return [
        Lookup(
            "known_sources",
            ("source_id",),
            {"published_on": _DAY, "weight": pa.float64()},
            lambda code: (codes.source(code).published_on, codes.source(code).weight),
        ),
        Lookup("known_parks", ("park",), {"currency": _TEXT}, lambda c: (codes.park(c).currency,)),
        Lookup(
            "known_indicators",
            ("indicator",),
            {"indicator_unit": _TEXT},
            lambda code: (codes.indicator(code).unit,),
        ),
        Lookup("known_segments", ("segment",), {}, lambda code: (codes.segment(code), ())[1]),
        Lookup("known_statuses", ("status",), {}, _status),
        Lookup("known_periods", ("period",), {"period_start": _DAY, "period_end": _DAY}, _period),
        Lookup(
            "known_wholes",
            ("measure", "of", "park", "indicator"),
            {"of_park": _TEXT, "of_indicator": _TEXT, "of_segment": _TEXT},
            lambda measure, of, park, indicator: _whole(measure, of, park, indicator, codes),
        ),
        Lookup(
            "known_bases",
            ("measure", "of", "period"),
            {"base_start": _DAY, "base_end": _DAY},
            _base,
        ),
    ]


def _status(status: str) -> Sequence[Any]:
    if status not in PRINTED_STATUSES:
        raise ValueError(status)
    return ()


def _period(text: str) -> Sequence[Any]:
    period = parse(text)
    return period.start, period.end


def _whole(measure: str, of: str, park: str, indicator: str, codes: Codes) -> Sequence[Any]:
    if Measure(measure) is not Measure.SHARE:
        return "", "", ""
    whole = read_whole(of, park, indicator, codes)
    return whole.park, whole.indicator, whole.segment


def _base(measure: str, of: str, period: str) -> Sequence[Any]:
    if measure not in GROWTHS:
        return None, None
    base = parse(of) if of else parse(period).a_year_earlier()
    return base.start, base.end


def load_printed(connection: duckdb.DuckDBPyConnection, rows: Iterable[PrintedFigure]) -> None:
    """Create the table of printed rows, in their order."""
    create(connection, "printed_rows", arrow_table(rows))


def arrow_table(rows: Iterable[PrintedFigure]) -> pa.Table:
    """Return printed rows with the place of each among them."""
    every = list(rows)
    columns = {name: [getattr(row, name) for row in every] for name in ROW_COLUMNS}
    columns |= {"place": list(range(len(every)))}
    kinds = [(name, _TEXT) for name in ROW_COLUMNS if name != "line"]
    schema = pa.schema([*kinds, ("line", pa.int64()), ("place", pa.int64())])
    return pa.table(columns, schema=schema)


def printed_rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[PrintedFigure]:
    """Yield the printed rows that a query with all their columns finds."""
    names = ", ".join(f'"{name}"' for name in ROW_COLUMNS)
    found = connection.execute(f"SELECT {names} FROM ({query})")
    while rows := found.fetchmany(_AT_ONCE):
        for row in rows:
            yield PrintedFigure(*row)


def load_lookup(connection: duckdb.DuckDBPyConnection, lookup: Lookup) -> None:
    """Create the table of a lookup, for the codes that printed rows have."""
    keys = ", ".join(f'"{key}"' for key in lookup.keys)
    asked = f"SELECT DISTINCT {keys} FROM printed_rows ORDER BY ALL"
    found: list[dict[str, Any]] = []
    for codes in connection.execute(asked).fetchall():
        try:
            said = lookup.read(*codes)
        except (Fault, ValueError):
            continue
        found.append(dict(zip((*lookup.keys, *lookup.says), (*codes, *said), strict=True)))
    schema = pa.schema([*((key, _TEXT) for key in lookup.keys), *lookup.says.items()])
    create(connection, lookup.name, pa.Table.from_pylist(found, schema))


def create(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Create a table with these rows."""
    connection.register("incoming", rows)
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")
