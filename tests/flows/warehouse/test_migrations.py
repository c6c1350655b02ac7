"""A log that any version wrote: warehouses/ has one of each, as that version left it.

Each holds three runs of the package in data/: a sound one, and two in which a total has two digits
swapped.
"""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import parkfigures
from flows.warehouse import tables as warehouse_tables
from flows.warehouse.migrations import MIGRATIONS
from flows.warehouse.recording import WarehouseError, connect, read, record
from flows.warehouse.shared_rows import STORED
from flows.warehouse.tables import OF_THE_FILE
from schemas.quality_log import OF_PARTS, TABLES
from tests.flows.hand_made import findings, relation

ROOT = Path(__file__).parents[3]
OLD = {path.name.removesuffix(".duckdb.gz"): path for path in Path(__file__).parent.glob("*/*.gz")}

Columns = Mapping[str, Mapping[str, str]]
ALL: Columns = {**TABLES, **STORED, **OF_PARTS, **OF_THE_FILE}


def unpacked(of_version: str, folder: Path) -> Path:
    """Return a log that a version wrote, in a folder."""
    warehouse = folder / "log.duckdb"
    warehouse.write_bytes(gzip.decompress(OLD[of_version].read_bytes()))
    return warehouse


@pytest.fixture(params=sorted(OLD))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    warehouse = tmp_path / "new.duckdb"
    record(findings(relation("pass")), warehouse)
    return warehouse


def columns(warehouse: Path) -> Columns:
    with duckdb.connect(warehouse, read_only=True) as connection:
        found = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    tables = {table for table, *_ in found}
    return {one: {name: kind for table, name, kind in found if table == one} for one in tables}


def rows(warehouse: Path, tables: Columns) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        named = {table: ", ".join(f'"{name}"' for name in of) for table, of in tables.items()}
        return {
            table: connection.execute(f'SELECT {of} FROM "{table}"').fetchall()
            for table, of in named.items()
        }


def steps(warehouse: Path) -> list[str]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM migrations").fetchall()]


def called(warehouse: Path, *arguments: str) -> str:
    done = CliRunner().invoke(parkfigures, [*arguments, "--warehouse", str(warehouse)])
    assert done.exit_code == 0, done.output
    return done.output


def test_there_is_a_warehouse_of_each_version_before_this_one() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _, *earlier = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert set(earlier) <= OLD.keys()


def test_an_old_log_gets_the_tables_of_a_new_one_and_keeps_its_rows(old: Path, new: Path) -> None:
    tables = columns(old)
    before = rows(old, tables)
    with read(old):
        pass
    assert columns(old) == columns(new) == ALL
    assert rows(old, tables) == before
    assert steps(old) == steps(new) == list(MIGRATIONS)


def test_an_old_log_takes_a_new_run_once(old: Path) -> None:
    for _ in range(2):
        record(findings(relation("fail")), old)
    assert [run for (run, *_) in rows(old, {"runs": {"run_id": ""}})["runs"]].count("r") == 1
    assert len(steps(old)) == len(MIGRATIONS)


def test_every_command_reads_an_old_log(old: Path) -> None:
    assert "394 billion yuan" in called(old, "log")
    assert called(old, "log", "--runs").count(" cli ") == 3
    first, second, _ = (run for (run,) in rows(old, {"runs": {"run_id": ""}})["runs"])
    assert "1 new failure, 0 settled" in " ".join(called(old, "diff", first, second).split())
    assert "0 new failures, 0 settled" in " ".join(called(old, "diff").split())
    report = re.sub(r"<[^>]*>", "", called(old, "report", "--out", "-"))
    assert f"First seen as of 2017-12-30, run {second[:8]}; in 2 of the log's 3 runs." in report


def test_a_step_that_goes_wrong_leaves_an_old_log_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ValueError("no such step")

    before = columns(old)
    monkeypatch.setattr(warehouse_tables, "MIGRATIONS", {**MIGRATIONS, "fail": fail})
    with pytest.raises(ValueError, match="no such step"), read(old):
        pass
    assert columns(old) == before


def test_a_log_of_a_newer_version_is_refused_and_stays_as_it_is(new: Path) -> None:
    with connect(new) as connection:
        connection.execute("INSERT INTO migrations VALUES ('of tomorrow', now(), '9.9.9')")
    before = new.read_bytes()
    for use in (lambda: record(findings(relation("fail")), new), lambda: read(new).__enter__()):
        with pytest.raises(WarehouseError) as refused:
            use()
        assert str(refused.value).startswith(f"{new}: written by parkfigures 9.9.9, and this older")
    assert new.read_bytes() == before


def test_a_duckdb_file_without_a_log_gets_one_beside_what_it_has(tmp_path: Path) -> None:
    warehouse = tmp_path / "own.duckdb"
    with duckdb.connect(warehouse) as connection:
        connection.execute("CREATE TABLE own AS SELECT 1 AS one")
    record(findings(relation("pass")), warehouse)
    assert columns(warehouse).keys() == {"own", *ALL}


def test_what_the_log_says_of_its_file_is_documented() -> None:
    page = (ROOT / "docs" / "quality-log.md").read_text(encoding="utf-8")
    names = {name for table, of in OF_THE_FILE.items() for name in (table, *of)}
    assert {name for name in names if f"`{name}`" not in page} == set()
