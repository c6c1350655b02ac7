"""Slips that really were published: who is suspected, and what is suggested."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from schemas.quality_log import Row

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "zhongguancun"
SOURCES = ("S081", "S101", "S104", "S107", "S165", "S170")


@pytest.fixture(scope="module")
def failing() -> list[Row]:
    package = load_package(EXAMPLE)
    printed = [one for one in package.printed if one.source_id in SOURCES]
    run = RunRequest("run", date(2026, 11, 22))
    results = confront_package(replace(package, printed=printed), run).results
    return [row for row in results if row["outcome"] == "fail"]


@pytest.mark.parametrize(
    ("figure_id", "suggestion", "relations"),
    [
        # The total of three parks, the industries of one, and the next report's growth all say so.
        ("S101-04", "NT$847.557 billion", 3),
        ("S107-51", "NT$11.709 billion", 2),
        ("S165-05", "US$29.2 billion", 1),
        ("S170-02", "$34.98 billion", 1),
        ("S081-01", "2-Trillion-Yuan", 1),
    ],
)
def test_published_slips(
    failing: list[Row], figure_id: str, suggestion: str, relations: int
) -> None:
    rows = [row for row in failing if figure_id in row["figure_ids"]]
    assert len(rows) == relations
    for row in rows:
        assert (row["suspect_figure_id"], row["suggestion"]) == (figure_id, suggestion)
        assert f"suspect {figure_id}: perhaps {suggestion!r}" in row["message"]
