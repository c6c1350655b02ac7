"""Every check of a schema in one scan, against a count by hand."""

from collections.abc import Iterator
from typing import Any

import ibis
import pandera.ibis as pa
import pytest
from ibis.backends.duckdb import Backend
from pandera.api.ibis.types import IbisData

from schemas.confrontation import counts, outcomes, structure_faults
from schemas.terms import Outcome


def part_within_whole(data: IbisData) -> Any:
    return data.table.part <= data.table.whole


def part_within_half(data: IbisData) -> Any:
    return data.table.part <= data.table.whole / 2


def whole_is_even(data: IbisData) -> Any:
    return data.table.whole % 2 == 0


SCHEMA = pa.DataFrameSchema(
    columns={
        "part": pa.Column(float, pa.Check.in_range(0, 100), nullable=True),
        "whole": pa.Column(float, nullable=True),
        "unit": pa.Column(str, pa.Check.isin(["CNY", "USD"]), nullable=False),
    },
    checks=[
        pa.Check(part_within_whole, name="within"),
        pa.Check(part_within_half, name="within", raise_warning=True),
        pa.Check(whole_is_even, name="even", raise_warning=True),
    ],
)
ROWS: list[tuple[float | None, float | None, str | None]] = [
    (40.0, 100.0, "CNY"),
    (60.0, 100.0, "USD"),
    (120.0, 101.0, "EUR"),
    (None, 100.0, "CNY"),
    (-1.0, None, None),
]
# Pass, warn, fail, unknown, counted by hand over the rows above.
COUNTED = {
    "part-in_range": (2, 0, 2, 1),
    "unit-isin": (3, 0, 1, 1),
    "unit-is-there": (4, 0, 1, 0),
    "within": (1, 1, 1, 2),
    "even": (3, 1, 0, 1),
}


@pytest.fixture
def duckdb() -> Iterator[Backend]:
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def figures(duckdb: Backend, rows: list[tuple[Any, ...]]) -> ibis.Table:
    types = {"part": "float64", "whole": "float64", "unit": "string"}
    columns = {name: [row[place] for row in rows] for place, name in enumerate(types)}
    return duckdb.create_table("figures", ibis.memtable(columns, schema=ibis.schema(types)))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(ROWS, COUNTED), ([], dict.fromkeys(COUNTED, (0, 0, 0, 0)))],
    ids=["rows", "no-rows"],
)
def test_counts_are_those_counted_by_hand(
    duckdb: Backend, rows: list[tuple[Any, ...]], expected: dict[str, tuple[int, ...]]
) -> None:
    [row] = counts(SCHEMA, figures(duckdb, rows)).to_pyarrow().to_pylist()
    assert row == {
        f"{check}|{outcome}": count
        for check, of in expected.items()
        for outcome, count in zip(Outcome, of, strict=True)
    }


def test_all_checks_are_counted_in_one_query(duckdb: Backend) -> None:
    table = figures(duckdb, ROWS)
    duckdb.raw_sql("CALL enable_logging('QueryLog')")
    counts(SCHEMA, table).to_pyarrow()
    logged = duckdb.raw_sql("SELECT message FROM duckdb_logs WHERE type = 'QueryLog'").fetchall()
    assert len([text for (text,) in logged if "figures" in text]) == 1


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("within", ["pass", "warn", "fail", "unknown", "unknown"]),
        ("part-in_range", ["pass", "pass", "fail", "unknown", "fail"]),
    ],
)
def test_each_row_has_its_outcome(duckdb: Backend, check: str, said: list[str]) -> None:
    table = figures(duckdb, ROWS)
    labelled = table.mutate(outcome=outcomes(SCHEMA, table)[check]).to_pyarrow().to_pylist()
    assert [row["outcome"] for row in labelled] == said


@pytest.mark.parametrize(
    ("column", "allowed", "said"),
    [
        ("unit", ["USD", "CNY"], ["pass", "pass", "fail", "pass", "unknown"]),
        ("part", [40.0, 120.0], ["pass", "fail", "pass", "unknown", "fail"]),
    ],
)
def test_a_value_is_one_of_those_allowed(
    duckdb: Backend, column: str, allowed: list[Any], said: list[str]
) -> None:
    kind = str if column == "unit" else float
    schema = pa.DataFrameSchema({column: pa.Column(kind, pa.Check.isin(allowed), nullable=True)})
    table = figures(duckdb, ROWS)
    labelled = table.mutate(outcome=outcomes(schema, table)[f"{column}-isin"]).to_pyarrow()
    assert labelled["outcome"].to_pylist() == said


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"part": ibis._.part.cast("string")}, ["column part: expected float64, found string"]),
        ({"unit": ibis._.part}, ["column unit: expected string, found float64"]),
    ],
)
def test_a_column_of_another_type_is_a_structure_fault(
    duckdb: Backend, change: dict[str, Any], faults: list[str]
) -> None:
    assert structure_faults(SCHEMA, figures(duckdb, ROWS).mutate(**change)) == faults


def test_a_missing_column_is_a_structure_fault(duckdb: Backend) -> None:
    table = figures(duckdb, ROWS).drop("unit")
    assert structure_faults(SCHEMA, table) == ["column unit: expected string, found none"]
