"""One part of a run: its figures are confronted, and what is found is handed in."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from flows.batches.collecting import not_collecting
from flows.batches.one_batch import Batch, BatchFound, Shared, Stored, confront_stored
from flows.confronting import working_connection
from flows.parts.exchange import Exchange, PartsError
from flows.parts.facts import read_facts
from flows.runs import utc_now
from flows.sql_texts import quoted

_FILE = "found.json"


@dataclass(frozen=True)
class PartFound:
    """What is handed in of a part beside the rows in files: by which run, when, and what."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    found: list[BatchFound]


_FOUND = TypeAdapter(PartFound)


def do_part(exchange: Exchange, number: int, batches: Sequence[Batch], run_id: str) -> None:
    """Confront a part's figures and hand in what was found; a part that is done stays as it is."""
    if exchange.found(number).is_dir():
        return
    started_at = utc_now()
    draft = exchange.draft(number)
    try:
        shared = replace(read_facts(exchange.facts), folder=draft)
        found = [_confronted(exchange, number, shared, batch) for batch in batches]
        handed = PartFound(run_id, started_at, utc_now(), found)
        (draft / _FILE).write_bytes(_FOUND.dump_json(handed))
        exchange.hand_in(draft, number)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def handed_in(exchange: Exchange, number: int) -> PartFound:
    """Return what was handed in of a part."""
    file = exchange.found(number) / _FILE
    try:
        return _FOUND.validate_json(file.read_bytes())
    except OSError as error:
        raise PartsError(f"{file}: {error.strerror}; do all workers see this folder?") from None


def _confronted(exchange: Exchange, number: int, shared: Shared, batch: Batch) -> BatchFound:
    with working_connection() as connection, not_collecting():
        return confront_stored(connection, _stored(exchange, number, batch), shared, batch)


def _stored(exchange: Exchange, number: int, batch: Batch) -> Stored:
    def read(file: Path) -> str:
        return f"read_parquet({quoted(str(file))})"

    figures = f"{read(exchange.figures(number))} WHERE batch = {int(batch.number)} ORDER BY place"
    return Stored(figures, read(exchange.of_sources))
