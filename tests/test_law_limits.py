"""For each law the last printed digits that still pass, or warn, and the next ones that do not."""

from datetime import date

import pytest

from schemas.figures import Rate
from schemas.laws import LAWS
from schemas.laws.law import Law
from schemas.terms import Outcome
from tests.in_memory import confront, row

# One rate a year, so that a band of rates has one value, and its leeway of 2 % two limits.
RATES = [Rate(date(2016, 6, 30), "USD", "CNY", 7.0)]
# The figures of each law's relation, in the order of the printed texts below.
FIGURES = {
    "share": ({"segment": "core"}, {}, {"segment": "core", "measure": "share"}),
    "shares-add-up": tuple({"segment": f"3{part}", "measure": "share"} for part in "abc"),
    "sum": tuple({"indicator": "employees", "segment": part} for part in ("", "3a", "3b", "3c")),
    "part-of-whole": ({}, {"segment": "core"}),
    "growth": ({"period": "2015"}, {"measure": "growth"}, {}),
    "change": ({"period": "2015"}, {}, {"measure": "change"}),
    "year-to-date": ({}, {"period": "2016-H1"}),
    "conversion": ({}, {}),
    "restatement": ({"source_id": "one"}, {"source_id": "another"}),
    # What was once printed below zero may be: income would have no other limits.
    "range": ({"indicator": "profit"},),
    "target-path": (
        {"indicator": "profit"},
        {"indicator": "profit", "period": "2018", "status": "target"},
    ),
}
SHARE = ("263.49 billion yuan", "{} billion yuan", "75.5 percent")
SHARES = ("56.2%", "29.0%", "{}%")
SUM = ("{}", "152,325", "77,393", "43,101")
GROWTH = ("187.6 billion yuan", "36.0%", "{} billion yuan")
CHANGE = ("1751.0 billion yuan", "1966.4 billion yuan", "{} billion yuan")
UP_TO = ("422.56 billion yuan", "{} billion yuan")
PATH = ("100.00 billion yuan", "{} billion yuan")
RATE = ("$10.00 billion", "{} billion yuan")
LIMITS = [
    # 263.485 / 0.7555 to 263.495 / 0.7545 is 348.7558 to 349.2313.
    ("share", SHARE, "349.23", "349.24", "pass|warn"),
    ("share", SHARE, "348.76", "348.75", "pass|warn"),
    # 263.48 / 0.756 to 263.50 / 0.754 is 348.5185 to 349.4695.
    ("share", SHARE, "349.47", "349.48", "warn|fail"),
    ("share", SHARE, "348.51", "348.50", "warn|fail"),
    # Three shares are off by half a digit each, or by a digit each.
    ("shares-add-up", SHARES, "14.9", "15.0", "pass|warn"),
    ("shares-add-up", SHARES, "14.7", "14.6", "pass|warn"),
    ("shares-add-up", SHARES, "15.1", "15.2", "warn|fail"),
    ("shares-add-up", SHARES, "14.5", "14.4", "warn|fail"),
    # Counts are exact but for one that ends in 0; if they are not, all four are off by one each.
    ("sum", SUM, "272,819", "272,821", "pass|warn"),
    ("sum", SUM, "272,823", "272,824", "warn|fail"),
    ("sum", SUM, "272,815", "272,814", "warn|fail"),
    # 187.55 * 1.3595 to 187.65 * 1.3605 is 254.974 to 255.298.
    ("growth", GROWTH, "255.3", "255.4", "pass|warn"),
    ("growth", GROWTH, "255.0", "254.9", "pass|warn"),
    # 187.5 * 1.359 to 187.7 * 1.361 is 254.8125 to 255.4597.
    ("growth", GROWTH, "255.5", "255.6", "warn|fail"),
    ("growth", GROWTH, "254.8", "254.7", "warn|fail"),
    # Three amounts: off by half a digit each, or by a digit each.
    ("change", CHANGE, "215.5", "215.6", "pass|warn"),
    ("change", CHANGE, "215.3", "215.2", "pass|warn"),
    ("change", CHANGE, "215.7", "215.8", "warn|fail"),
    ("change", CHANGE, "215.1", "215.0", "warn|fail"),
    # Two amounts: off by half a digit each, or by a digit each.
    ("part-of-whole", UP_TO, "422.57", "422.58", "pass|warn"),
    ("part-of-whole", UP_TO, "422.58", "422.59", "warn|fail"),
    ("year-to-date", UP_TO, "422.57", "422.58", "pass|warn"),
    ("year-to-date", UP_TO, "422.58", "422.59", "warn|fail"),
    ("restatement", UP_TO, "422.57", "422.58", "pass|warn"),
    ("restatement", UP_TO, "422.58", "422.59", "warn|fail"),
    ("restatement", UP_TO, "422.55", "422.54", "pass|warn"),
    ("restatement", UP_TO, "422.54", "422.53", "warn|fail"),
    # 9.995 * 7 to 10.005 * 7 is 69.965 to 70.035.
    ("conversion", RATE, "70.04", "70.05", "pass|warn"),
    ("conversion", RATE, "69.96", "69.95", "pass|warn"),
    # 9.99 * 7 * 0.98 to 10.01 * 7 * 1.02 is 68.5314 to 71.4714.
    ("conversion", RATE, "71.48", "71.49", "warn|fail"),
    ("conversion", RATE, "68.53", "68.52", "warn|fail"),
    # Profit is said to lie between 0 and 2 trillion yuan.
    ("range", ("{} trillion yuan",), "2.00", "2.01", "pass|warn"),
    ("range", ("{} trillion yuan",), "2.01", "2.02", "warn|fail"),
    ("range", ("{} trillion yuan",), "-0.00", "-0.01", "pass|warn"),
    ("range", ("{} trillion yuan",), "-0.01", "-0.02", "warn|fail"),
    # A year's profit is said to grow by 0 to 10 %: 99.995 to 100.005 * 1.21 = 121.006.
    ("target-path", PATH, "121.01", "121.02", "pass|warn"),
    ("target-path", PATH, "99.99", "99.98", "pass|warn"),
]
CASES = [
    (law, tuple(text.format(value) for text in texts), outcome)
    for law, texts, inside, outside, border in LIMITS
    for value, outcome in zip((inside, outside), border.split("|"), strict=True)
]


# What a relation measures is in the figures' own unit, but for these.
UNITS = dict.fromkeys(("share", "shares-add-up", "growth", "target-path"), "percent")
UNITS["sum"] = "count"


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The outcomes and units of each law in a case's park, which holds that case's figures only."""
    printed = [
        row(figure_id=f"{number}-{place}", park=str(number), printed=text, **figure)
        for number, (law, texts, _) in enumerate(CASES)
        for place, (figure, text) in enumerate(zip(FIGURES[law], texts, strict=True))
    ]
    found = confront(printed, RATES)
    assert found.quarantine == []
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for result in found.results:
        relation = (result["outcome"], result["unit"])
        said.setdefault((result["park"], result["check_id"]), []).append(relation)
    return said


@pytest.mark.parametrize(
    ("number", "law", "outcome"),
    [
        pytest.param(number, law, outcome, id=f"{law}-{outcome}-{' '.join(texts)}")
        for number, (law, texts, outcome) in enumerate(CASES)
    ],
)
def test_the_outcome_turns_at_the_last_printed_digit(
    outcomes: dict[tuple[str, str], list[tuple[str, str]]], number: int, law: str, outcome: str
) -> None:
    assert outcomes[str(number), law] == [(outcome, UNITS.get(law, "CNY"))]


@pytest.mark.parametrize("law", [law for law in LAWS if law.compares], ids=lambda law: law.name)
def test_both_limits_of_every_law_are_here(law: Law) -> None:
    there = {"pass|warn", "warn|fail"} if law.at_most is Outcome.FAIL else {"pass|warn"}
    assert {border for name, *_, border in LIMITS if name == law.name} == there
