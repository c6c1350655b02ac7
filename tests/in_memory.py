"""Data packages that a test writes down row by row, without files."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from flows.confront import RunRequest, confront_package
from flows.figure_files import Package
from schemas.figures import Codes, Family, Indicator, PrintedFigure, Rate
from schemas.quality_log import Findings

INDICATORS = {
    "income": Indicator("income", unit="CNY", kind="flow", low=0.0, high=2e12),
    "profit": Indicator(
        *("profit", "", "CNY", "flow"), low=0.0, high=2e12, growth_low=0.0, growth_high=0.1
    ),
    "employees": Indicator("employees", kind="stock", low=0.0),
}
# A family of each size, each of the segments a, b, c ... as far as its size goes.
FAMILIES = tuple(
    Family(f"parts-{size}", "segment", "", f"{size}{letter}")
    for size in (2, 3, 4)
    for letter in "abcd"[:size]
)
CODES = Codes(indicators=INDICATORS, families=FAMILIES)


def row(**columns: Any) -> PrintedFigure:
    defaults = {"source_id": "source", "park": "park", "indicator": "income", "period": "2016"}
    return PrintedFigure(**{"figure_id": "figure", **defaults, **columns})


def confront(
    printed: Iterable[PrintedFigure],
    rates: Iterable[Rate] = (),
    codes: Codes = CODES,
    as_of: date = date(2026, 1, 1),
) -> Findings:
    package = Package(Path(), codes, list(printed), list(rates), [], {})
    return confront_package(package, RunRequest("run", as_of))
