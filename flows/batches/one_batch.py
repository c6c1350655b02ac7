"""Confronting one batch of figures, in a process of its own: what is found goes to files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from flows.batches.batch_figures import BatchFigures
from flows.batches.source_figures import of_sources
from flows.batches.vintage import FIGURES, FIRST_OF_SOURCES
from flows.confronting import Found, Known, confront, laws_of, working_connection
from flows.log.reading import MOST_UNKNOWN
from flows.network.tightened import TABLE as TIGHTENED
from flows.query_results import arrow_result
from flows.reading_queries import FIGURE_COLUMNS, TABLE
from flows.runs import RunRequest
from flows.sql_texts import quoted
from flows.waivers.waiving import all_passes
from flows.warehouse.rows import arrow_rows
from schemas.codes import Codes, Rate
from schemas.figures import Figure
from schemas.quality_log import FIGURES as FIGURES_LOGGED
from schemas.quality_log import TABLES, Row
from schemas.rules.rule import Rule
from schemas.terms import Outcome
from schemas.waivers import Waiver

_BOUNDS = ("usual_low", "usual_high", "widest_low", "widest_high")


@dataclass(frozen=True)
class Shared:
    """What all batches of a run have in common; `folder` gets the rows."""

    folder: Path
    codes: Codes
    rules: Sequence[Rule]
    rates: Sequence[Rate]
    waivers: Sequence[Waiver]
    below_zero: frozenset[str]
    run: RunRequest


class Batch(NamedTuple):
    """A batch's number, and how many of its passes are logged one by one."""

    number: int
    pass_rows: int


@dataclass(frozen=True)
class BatchFound:
    """What is kept in memory of a batch: counts, and the rows that people are shown."""

    checks: Sequence[Row]
    shown: Sequence[Row]
    implied: Sequence[Row]
    uncompared: Sequence[str]
    all_passes: frozenset[str]


class Stored(NamedTuple):
    """Where figures are kept, as SQL: those of a batch in order, and the first of each source."""

    of_batch: str
    of_sources: str


def confront_batch(shared: Shared, file: Path, batch: Batch) -> BatchFound:
    """Apply every law to a batch of figures that are in a DuckDB file with all others."""
    with working_connection() as connection:
        connection.execute(f"ATTACH {quoted(str(file))} AS stored (READ_ONLY)")
        of_batch = f"stored.{FIGURES} WHERE batch = {batch.number} ORDER BY place"
        stored = Stored(of_batch, f"stored.{FIRST_OF_SOURCES}")
        return confront_stored(connection, stored, shared, batch)


def confront_stored(
    connection: duckdb.DuckDBPyConnection, stored: Stored, shared: Shared, batch: Batch
) -> BatchFound:
    """Apply every law to a batch of figures, and write the rows that this adds to the log."""
    run = replace(shared.run, pass_rows=batch.pass_rows)
    # Batches are confronted side by side: one thread each.
    connection.execute("SET threads = 1")
    figures = _figures(connection, stored.of_batch)
    known = Known(
        codes=shared.codes,
        laws=laws_of(shared.rules),
        rates=shared.rates,
        waivers=shared.waivers,
        of_source=of_sources(connection, stored.of_sources, run.run_id),
        below_zero=shared.below_zero,
    )
    found = confront(connection, figures, known, run, lambda _what, _share: None)
    results = "FROM incoming"
    rows = {
        "quality_log": (found.results, results),
        "implied_figures": (found.implied, f"{results} UNION ALL FROM {TIGHTENED}"),
    }
    for table, (added, query) in rows.items():
        incoming = arrow_rows(connection, TABLES[table], added)
        _write(connection, file_of(shared.folder, table, batch.number), incoming, query)
    _write_figures(connection, file_of(shared.folder, "figures", batch.number), run, found)
    return _told(found, shared.waivers)


def file_of(folder: Path, table: str, number: int) -> Path:
    """Return the file with the rows that a batch adds to a table of the log."""
    return folder / f"{table}-{number:06d}.parquet"


def _figures(connection: duckdb.DuckDBPyConnection, of_batch: str) -> Mapping[str, Figure]:
    """Create the table of a batch's figures as read, and return them."""
    connection.execute(f"CREATE TABLE {TABLE} AS SELECT {FIGURE_COLUMNS} FROM {of_batch}")
    return BatchFigures(arrow_result(connection, f"FROM {TABLE}"))


def _write(
    connection: duckdb.DuckDBPyConnection, file: Path, incoming: pa.Table, query: str
) -> None:
    connection.register("incoming", incoming)
    connection.execute(f"COPY ({query}) TO {quoted(str(file))} (FORMAT parquet)")
    connection.unregister("incoming")


def _write_figures(
    connection: duckdb.DuckDBPyConnection, file: Path, run: RunRequest, found: Found
) -> None:
    """Write the figures' rows; no bound is null, for the log's readers know no infinity."""
    alone = pa.table({"figure_id": pa.array(found.uncompared, pa.string())})
    connection.register("alone", alone)
    said = {
        "run_id": "$run_id",
        "compared": "figure_id NOT IN (SELECT figure_id FROM alone)",
        **{name: f"if(isinf({name}), NULL, {name})" for name in _BOUNDS},
    }
    names = {name: f'"{name}"' for name in FIGURES_LOGGED}
    columns = ", ".join(f"{said.get(name, one)} AS {one}" for name, one in names.items())
    rows = f"SELECT {columns} FROM {TABLE} WHERE $park IS NULL OR park = $park"
    given = {"run_id": run.run_id, "park": run.park}
    connection.execute(f"COPY ({rows}) TO {quoted(str(file))} (FORMAT parquet)", given)
    connection.unregister("alone")


def _told(found: Found, waivers: Iterable[Waiver]) -> BatchFound:
    named = {one for waiver in waivers for one in waiver.figure_ids}
    unknown = [row for row in found.results if row["outcome"] == Outcome.UNKNOWN]
    shown = {id(row) for row in unknown[:MOST_UNKNOWN]}
    return BatchFound(
        checks=found.checks,
        shown=[row for row in found.results if id(row) in shown or _is_told(row, named)],
        implied=found.implied,
        uncompared=found.uncompared,
        all_passes=frozenset(all_passes(found.results, found.checks)),
    )


def _is_told(row: Row, named: set[str]) -> bool:
    """Say whether people are shown a row, or a waiver may speak of it."""
    notable = row["outcome"] in (Outcome.FAIL, Outcome.WARN) or row["waiver_id"]
    return bool(notable) or not named.isdisjoint(row["figure_ids"])
