"""Handing a package's figures out to parts: files in the exchange folder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import duckdb

from flows.batches.all_batches import batches_of, most_of_a_batch, shared_by_all
from flows.batches.one_batch import Batch
from flows.batches.stored_rows import StoredRows
from flows.batches.vintage import (
    FIGURES,
    FIRST_OF_SOURCES,
    BatchedVintage,
    known_by_batches,
)
from flows.figure_files import Package
from flows.parts.exchange import Exchange
from flows.parts.facts import write_facts
from flows.reading_queries import FIGURE_COLUMNS
from flows.runs import RunRequest
from flows.sql_texts import quoted
from schemas.printed_figures import PrintedFigure


@dataclass(frozen=True)
class Part:
    """A part of a run: batches of figures, and whose figures they are."""

    number: int
    batches: Sequence[Batch]
    parks: Sequence[str]
    figures: int


@dataclass(frozen=True)
class HandedOut:
    """A package's figures as handed out; `in_memory` says that one process has them in memory.

    Of such a package the first passes of all are logged, of others the first of each batch.
    """

    vintage: BatchedVintage
    parts: Sequence[Part]
    in_memory: bool


def hand_out(
    package: Package, run: RunRequest, exchange: Exchange, figures_per_part: int
) -> HandedOut:
    """Read a package's figures, put them into parts, and write what each part is handed."""
    in_memory = not isinstance(package.printed, StoredRows)
    # Figures by the million are put into the batches that one process would put them into.
    rows = _stored(package.printed)
    most = most_of_a_batch(len(rows))
    most = min(figures_per_part, most) if in_memory else most
    vintage = known_by_batches(package, rows, run.as_of, run.park, most)
    batches = batches_of(vintage, run)
    if in_memory:
        batches = [one._replace(pass_rows=run.pass_rows) for one in batches]
    parts = _parts(batches, vintage.figures, figures_per_part)
    write_facts(exchange.facts, package, shared_by_all(package, vintage, run, exchange.folder))
    with rows.open(read_only=True) as connection:
        _write_of_sources(connection, exchange)
        found = [_written(connection, exchange, *one) for one in enumerate(parts, start=1)]
    return HandedOut(vintage, found, in_memory)


def _stored(printed: Sequence[PrintedFigure]) -> StoredRows:
    if isinstance(printed, StoredRows):
        return printed
    rows = StoredRows()
    rows.extend(printed)
    return rows


def _parts(
    batches: Iterable[Batch], figures: Mapping[int, int], most: int
) -> Sequence[Sequence[Batch]]:
    """Put batches together while they have no more than `most` figures."""
    found: list[list[Batch]] = []
    size = most + 1
    for batch in batches:
        size += figures[batch.number]
        if size > most:
            found.append([])
            size = figures[batch.number]
        found[-1].append(batch)
    return found


def _written(
    connection: duckdb.DuckDBPyConnection,
    exchange: Exchange,
    number: int,
    batches: Sequence[Batch],
) -> Part:
    numbers = ", ".join(str(one.number) for one in batches)
    of_part = f"FROM {FIGURES} WHERE batch IN ({numbers})"
    file = quoted(str(exchange.figures(number)))
    columns = f"SELECT batch, place, {FIGURE_COLUMNS}"
    connection.execute(f"COPY ({columns} {of_part} ORDER BY batch, place) TO {file}")
    counted = connection.execute(f"SELECT count(*) {of_part}").fetchall()
    parks = connection.execute(f"SELECT DISTINCT park {of_part} ORDER BY park").fetchall()
    return Part(number, batches, list(chain(*parks)), int(counted[0][0]))


def _write_of_sources(connection: duckdb.DuckDBPyConnection, exchange: Exchange) -> None:
    """Write the figures by which the habits of sources are known, those of a source together."""
    first = f"SELECT {FIGURE_COLUMNS} FROM {FIRST_OF_SOURCES}"
    file = quoted(str(exchange.of_sources))
    connection.execute(f"COPY ({first} ORDER BY source_id, figure_id) TO {file} (FORMAT parquet)")
