"""A warehouse's file can be read and written with every DuckDB that the project takes."""

from pathlib import Path

import duckdb

from flows.warehouse.compacting import compact
from flows.warehouse.recording import connect, record
from tests.flows.hand_made import findings, relation


def storage_version(warehouse: Path) -> str:
    query = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
    with duckdb.connect(str(warehouse)) as connection:
        [(version,)] = connection.execute(query).fetchall()
    return version


def test_new_and_compacted_files_are_of_the_oldest_storage_version(tmp_path: Path) -> None:
    warehouse = tmp_path / "log.duckdb"
    record(findings(relation("pass")), warehouse)
    assert storage_version(warehouse) == "v1.0.0+"
    with connect(warehouse) as connection:
        compact(connection, warehouse)
    assert storage_version(warehouse) == "v1.0.0+"
