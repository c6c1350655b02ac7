"""What a row of the log says: the arithmetic with the printed texts, and what it had to mix."""

from datetime import date
from math import inf
from typing import Any

import pytest

from schemas.laws import LAWS
from schemas.laws.law import Law
from schemas.messages import describe

BY_NAME = {law.name: law for law in LAWS}
# Zhongguancun Chaoyang Park, China Daily, 27 December 2016; the total is a working value.
PRINTED = {
    "core": "263.49 billion yuan",
    "share": "75.5 percent ",
    "total": "≈349 billion yuan",
    "year": "420 Billion",
    "yuan": "more than 420 billion yuan",
    "dollars": "$60.5 billion",
    **{part: f"{place} companies" for place, part in enumerate("abcdef")},
}
Operand = tuple[list[str] | None, float | None, float | None]
MISSING: Operand = (None, None, None)
CORE: Operand = (["core"], 263.485e9, 263.495e9)
TOTAL: Operand = (["total"], 348.5e9, 349.5e9)
SHARE: Operand = (["share"], 0.7545, 0.7555)
RATES = {"rate_low": 6.448, "rate_high": 6.958, "base": "USD", "convention": "release day"}
MONTHS = {"period_start": date(2016, 1, 1), "period_end": date(2016, 10, 31)}
YEAR = {"longer_start": date(2016, 1, 1), "longer_end": date(2016, 12, 31)}


def message(law: str, operands: dict[str, Operand], **columns: Any) -> str:
    of = BY_NAME[law]
    defaults = {"outcome": "pass", "unit": "CNY", "sources": ["one"], "statuses_used": ["actual"]}
    bounds = dict.fromkeys(("observed_low", "observed_high", "expected_low", "expected_high"))
    return describe(of, defaults | bounds | _operands(of, operands) | columns, PRINTED)


def _operands(law: Law, operands: dict[str, Operand]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for role in law.roles:
        ids, low, high = operands[role]
        row |= {
            f"{role}_ids": ids,
            f"{role}_low": low,
            f"{role}_high": high,
            f"{role}_status": None,
        }
    return row


@pytest.mark.parametrize(
    ("law", "operands", "columns", "text"),
    [
        (
            "share",
            {"share": SHARE, "part": CORE, "whole": TOTAL},
            {"expected_low": 0.75389, "expected_high": 0.75608},
            "263.49 billion yuan / ≈349 billion yuan = 75.39 to 75.61 %; printed: 75.5 percent",
        ),
        (
            "share",
            {"share": SHARE, "part": CORE, "whole": MISSING},
            {"outcome": "unknown"},
            "whole not known; share 75.5 percent, part 263.49 billion yuan; "
            "implied: 348.76 to 349.23 billion CNY",
        ),
        (
            "share",
            {"share": SHARE, "part": MISSING, "whole": MISSING},
            {"outcome": "unknown"},
            "part and whole not known; share 75.5 percent",
        ),
        (
            "shares-add-up",
            {"shares": SHARE, "rest": MISSING},
            {"outcome": "unknown", "missing": "other"},
            "part other not known; shares 75.5 percent; implied: 24.45 to 24.55 %",
        ),
        (
            "sum",
            {"whole": MISSING, "parts": CORE, "rest": ([], 0.0, 0.0)},
            {"outcome": "unknown"},
            "whole not known; parts 263.49 billion yuan; implied: 263.485 to 263.495 billion CNY",
        ),
        (
            "sum",
            {"whole": TOTAL, "parts": (list("abcdef"), 15, 15), "rest": ([], 0.0, 0.0)},
            {"expected_low": 15, "expected_high": 15, "unit": "count"},
            "0 companies + 1 companies + 2 companies + ... (6 figures) = 15; "
            "printed: ≈349 billion yuan",
        ),
        (
            "year-to-date",
            {"shorter": TOTAL, "longer": (["year"], 419.5e9, 420.5e9)},
            MONTHS | YEAR,
            "≈349 billion yuan of 420 Billion over the longer period, at 99.7% of an even pace",
        ),
        (
            "year-to-date",
            {"shorter": TOTAL, "longer": (["year"], -1.0, 0.0)},
            MONTHS | YEAR,
            "≈349 billion yuan of 420 Billion over the longer period",
        ),
        (
            "conversion",
            {
                "amount": (["yuan"], 420e9, 430e9),
                "base": (["dollars"], 60.45e9, 60.55e9),
                "rate": ([], 6.448, 6.958),
            },
            RATES,
            "more than 420 billion yuan for $60.5 billion; "
            "at CNY 6.4480 to 6.9580 per USD, nearest the release day rate",
        ),
        (
            "restatement",
            {"highest": (["year", "yuan"], 420e9, 430e9), "lowest": (["year", "yuan"], 1.0, 2.0)},
            {"sources": ["one", "other"], "statuses_used": ["", "actual", "forecast"]},
            "printed as 420 Billion; more than 420 billion yuan; "
            "mixes sources one, other; mixes statuses actual, forecast",
        ),
        (
            "range",
            {"figure": TOTAL, "bounds": ([], 0.0, inf)},
            {"expected_low": 0.0},
            "≈349 billion yuan for bounds of at least 0 CNY",
        ),
    ],
)
def test_a_message_shows_the_arithmetic(
    law: str, operands: dict[str, Operand], columns: dict[str, Any], text: str
) -> None:
    assert message(law, operands, **columns) == text


def test_an_implied_operand_is_told_by_its_bounds() -> None:
    operands = {"part": CORE, "whole": (["core", "share"], 348755790866.0, 349231278992.0)}
    text = message("part-of-whole", operands, whole_status="implied")
    assert text == "part 263.49 billion yuan of whole 348.76 to 349.23 billion CNY (implied)"
