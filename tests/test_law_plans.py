"""However DuckDB plans the laws' queries, they say the same."""

from datetime import date
from pathlib import Path

import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.laws import tables as law_tables
from schemas.quality_log import Findings

EXAMPLE = Path(__file__).parents[1] / "data" / "examples" / "zhongguancun"


@pytest.mark.slow
def test_a_plan_as_written_and_a_better_one_give_the_same_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = load_package(EXAMPLE)
    assert len(package.printed) <= law_tables.FEW_FIGURES

    def found() -> Findings:
        return confront_package(package, RunRequest("run", date(2026, 1, 1)))

    as_written = found()
    monkeypatch.setattr(law_tables, "FEW_FIGURES", 0)
    planned = found()
    assert as_written.results == planned.results
    assert as_written.implied == planned.implied
    assert [_counts(row) for row in as_written.check_results] == [
        _counts(row) for row in planned.check_results
    ]


def _counts(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "seconds"}
