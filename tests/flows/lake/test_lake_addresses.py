"""What may stand where the warehouse is named, and a lake whose catalog is a file."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import parkfigures
from flows.lake.addresses import lake_address, placed
from flows.settings import SettingsError, read_settings
from flows.warehouse.recording import NoWarehouse, WarehouseError, connect, read, record
from tests.flows.hand_made import HOSTILE, findings, relation
from tests.flows.warehouse.older import OLDER

SECRET = "s3cret"
TEXT = HOSTILE.replace("\ud800", "")


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return Path(f"ducklake:{tmp_path}/log.ducklake")


@pytest.mark.parametrize(
    ("text", "catalog", "options"),
    [
        ("postgres:dbname=log host=db", "dbname=log host=db", {}),
        ("postgres:", "", {}),
        ("log.ducklake", "log.ducklake", {}),
        ("postgres:dbname=log;data_path=/srv/log", "dbname=log", {"data_path": "/srv/log"}),
        (
            "postgres:dbname=log; data_path = s3://bucket//log/ ;metadata_schema=parks",
            "dbname=log",
            {"data_path": "s3://bucket/log", "metadata_schema": "parks"},
        ),
        ("postgres:postgresql://park@db:5432/log", "postgresql://park@db:5432/log", {}),
    ],
)
def test_an_address_survives_as_a_path(text: str, catalog: str, options: dict[str, str]) -> None:
    address = lake_address(Path(f"ducklake:{text}"))
    assert address is not None
    assert address.catalog == catalog
    # A path drops blanks nowhere, and a slash only where there are two.
    assert {name: value.strip(" /") for name, value in address.options.items()} == {
        name: value.strip("/") for name, value in options.items()
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ducklake:", "expected ducklake:postgres:"),
        ("ducklake:mysql:db=log", "expected ducklake:postgres:"),
        ("ducklake:sqlite:log.sqlite", "expected ducklake:postgres:"),
        ("ducklake:log.ducklake;data_paht=/srv", "found 'data_paht=/srv' after a semicolon"),
        ("ducklake:log.ducklake;data_path=", "found 'data_path=' after a semicolon"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_before_anything_is_read(
    text: str, said: str
) -> None:
    done = CliRunner().invoke(parkfigures, ["check", "no such folder", "--warehouse", text])
    assert done.exit_code == 2
    assert done.output.startswith(f"Error: {text}: ")
    assert said in done.output


@pytest.mark.parametrize(
    "text",
    [
        f"ducklake:postgres:dbname=log password={SECRET}",
        f"ducklake:postgres:dbname=log PASSWORD = '{SECRET}'",
        f"ducklake:postgres:postgresql://park:{SECRET}@db/log",
        f"ducklake:postgres:postgresql://db/log?user=park&password={SECRET}",
        f"ducklake:log.ducklake;data_path=s3://key:{SECRET}@bucket/log",
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(WarehouseError, match="PGPASSWORD") as by_call:
        record(findings(relation("pass")), Path(text))
    with pytest.raises(SettingsError, match=r"PARKFIGURES_WAREHOUSE: .*PGPASSWORD") as by_setting:
        read_settings({"PARKFIGURES_WAREHOUSE": text})
    done = CliRunner().invoke(parkfigures, ["log", "--warehouse", text])
    assert done.exit_code == 2
    assert SECRET not in f"{by_call.value} {by_setting.value} {done.output}"


def test_relative_paths_of_a_deployments_run_start_at_its_folder() -> None:
    folder = Path("/srv/parks")
    assert placed(Path("log.duckdb"), folder) == folder / "log.duckdb"
    for text, expected in (
        ("postgres:dbname=log;data_path=files", "postgres:dbname=log;data_path=/srv/parks/files"),
        ("log.ducklake", "/srv/parks/log.ducklake"),
        ("/log.ducklake;data_path=/files", "/log.ducklake;data_path=/files"),
        ("postgres:;data_path=s3://bucket/log", "postgres:;data_path=s3:/bucket/log"),
    ):
        assert placed(Path(f"ducklake:{text}"), folder) == Path(f"ducklake:{expected}")


def test_reports_are_not_put_beside_a_catalog() -> None:
    settings = read_settings({"PARKFIGURES_WAREHOUSE": "ducklake:postgres:dbname=a host=/run/b"})
    assert settings.reports_folder == Path("reports")


@pytest.mark.parametrize(
    ("warehouse", "folder"),
    [
        ("/srv/log.duckdb", "/srv/parts"),
        ("ducklake:postgres:dbname=a;data_path=/srv/log/", "/srv/log.parts"),
        ("ducklake:/srv/log.ducklake", "/srv/log.ducklake.parts"),
    ],
)
def test_parts_are_exchanged_beside_the_log(warehouse: str, folder: str) -> None:
    assert read_settings({"PARKFIGURES_WAREHOUSE": warehouse}).parts_folder == Path(folder)
    named = read_settings({"PARKFIGURES_WAREHOUSE": warehouse, "PARKFIGURES_PARTS": "/run/p"})
    assert named.parts_folder == Path("/run/p")


@pytest.mark.parametrize("options", ["", ";data_path=s3://bucket/log"])
def test_where_parts_are_exchanged_is_asked_for_if_nothing_says_so(options: str) -> None:
    settings = read_settings({"PARKFIGURES_WAREHOUSE": f"ducklake:postgres:dbname=a{options}"})
    with pytest.raises(WarehouseError, match="PARKFIGURES_PARTS: not set, expected a folder"):
        _ = settings.parts_folder


@pytest.mark.slow
def test_a_lake_in_a_file_takes_a_run_once_and_any_text(lake: Path) -> None:
    one = findings(relation("fail", message=TEXT, figure_ids=["'", TEXT], gap=None, low=1e-300))
    with pytest.raises(NoWarehouse, match="no such warehouse; a run makes it"), read(lake):
        pass
    for _ in range(2):
        record(one, lake)
    record(replace(one, run=one.run | {"run_id": "another"}), lake)
    with read(lake) as connection:
        assert len(connection.execute("FROM runs").fetchall()) == 2
        found = connection.execute("SELECT message, figure_ids, gap FROM quality_log").fetchall()
    assert found == [(TEXT, ["'", TEXT], None)] * 2


@pytest.mark.slow
def test_a_lake_of_an_older_version_is_brought_up_to_date(lake: Path) -> None:
    record(findings(relation("pass")), lake)
    with connect(lake) as connection:
        for undo in OLDER:
            connection.execute(undo)
    with read(lake) as connection:
        assert connection.execute("FROM sources").fetchall() == []
        kept = connection.execute("SELECT outcome, relation_id FROM quality_log").fetchall()
    assert kept == [("pass", None)]


def test_an_extension_that_is_missing_is_named(
    lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(duckdb, "__version__", "9.9.9")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(WarehouseError, match=r"DuckDB 9.9.9 has no extension ducklake here"):
        record(findings(relation("pass")), lake)
