"""Two runs of the log chosen, compared and printed."""

from pathlib import Path
from typing import Any

import click
import duckdb

from flows.commands.options import told
from flows.formats.json_format import row_json
from flows.log.reading import NotInLog, find_run, open_log
from flows.run_changes_reading import logged_runs, previous_run
from flows.terminal.changes import show_changes
from flows.warehouse.recording import WarehouseError
from schemas.quality_log import Row
from schemas.run_changes import Change, Changes, compare

PREVIOUS = "previous"


def diff_and_show(warehouse: Path, runs: tuple[str, str], form: str, limit: int) -> None:
    """Print what changed from one run to another; `runs` are named as people do."""
    with told(WarehouseError, NotInLog), open_log(warehouse) as connection:
        before, after = _found(connection, *runs)
        pair = logged_runs(connection, before, after)
    changes = compare(*pair)
    if form == "text":
        show_changes(changes, limit)
    else:
        # Machines read UTF-8, whatever the terminal's encoding is.
        click.echo(f"{row_json(_as_object(changes))}\n".encode(errors="replace"), nl=False)


def _found(connection: duckdb.DuckDBPyConnection, first: str, second: str) -> tuple[Row, Row]:
    """Find two runs; `previous` is the comparable run before the other one."""
    if first == second == PREVIOUS:
        raise NotInLog("previous previous: name one of the two runs, such as latest")
    if first == PREVIOUS:
        after = find_run(connection, second)
        return _before(connection, after), after
    before = find_run(connection, first)
    if second == PREVIOUS:
        return before, _before(connection, before)
    return before, find_run(connection, second)


def _before(connection: duckdb.DuckDBPyConnection, run: Row) -> Row:
    found = previous_run(connection, run)
    if found is None:
        raise NotInLog(
            f"previous: no run of the same data package and park is before {run['run_id']}; "
            "parkfigures log --runs lists the runs"
        )
    return found


def _as_object(changes: Changes) -> dict[str, Any]:
    return {
        "before": changes.before,
        "after": changes.after,
        "not_comparable": changes.not_comparable,
        "differing": changes.differing,
        "new": [_change(one) for one in changes.new],
        "settled": [_change(one) for one in changes.settled],
        "changed": [_change(one) for one in changes.changed],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "check_id": change.check_id,
        "relation_id": change.relation_id,
        "reasons": change.reasons,
        "before": change.before,
        "after": change.after,
    }
