"""DuckDB prints nothing of its own: the output is the program's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import pytest

from flows.batches.stored_rows import StoredRows
from flows.confronting import working_connection
from flows.connections import connected
from flows.warehouse.opening import connect


@pytest.mark.parametrize(
    "opened",
    [
        connected,
        working_connection,
        lambda: StoredRows().open(),
        lambda: connect(Path("log.duckdb")),
    ],
)
def test_duckdb_shows_no_progress_bar_among_the_output(
    opened: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened() as connection:
        asked = "SELECT current_setting('enable_progress_bar')"
        assert connection.execute(asked).fetchall() == [(False,)]
