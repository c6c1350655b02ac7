"""What rules say of figures, all in one package: outcomes, operands and implied figures."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from schemas.quality_log import Findings

FIGURES = """\
figure_id,source_id,park,indicator,segment,measure,period,status,printed
income,S,P,income,,level,2016,actual,420 billion yuan
income-T,T,P,income,,level,2016,actual,421 billion yuan
income-usd,S,P,income,,level,2016,actual,$60.5 billion
income-2015,S,P,income,,level,2015,actual,400 billion yuan
income-ytd,S,P,income,,level,2016-01/2016-10,actual,349 billion yuan
income-2020,S,P,income,,level,2020,target,500 billion yuan
goods,S,P,income,goods,level,2016,actual,120 billion yuan
goods-share,S,P,income,goods,share,2016,actual,28.6%
cost,S,P,cost,,level,2016,actual,400 billion yuan
profit,S,P,profit,,level,2016,actual,21 billion yuan
exports-usd,S,P,exports,,level,2016,actual,$10.2 billion
employees,S,P,employees,,level,2016-12,actual,"120,312"
employees-T,T,P,employees,,level,2016-12-31,actual,"120,318"
staff,S,P,staff,,level,2016-11,actual,"120,300"
site-ic,S,P,income,site/ic,level,2016,actual,11 billion yuan
all-ic,S,P,income,all/ic,level,2016,actual,12 billion yuan
site-pc,S,P,income,site/pc,level,2016,actual,18 billion yuan
all-pc,S,P,income,all/pc,level,2016,actual,15 billion yuan
q-income,S,Q Park (1),income,,level,2016,actual,380 billion yuan
q-cost,S,Q Park (1),cost,,level,2016,actual,369 billion yuan
q-exports,S,Q Park (1),exports,,level,2016,actual,5.1 billion yuan
"""
FILES = {
    "indicators.csv": (
        "indicator,unit,kind\nincome,CNY,flow\ncost,CNY,flow\nprofit,CNY,flow\nexports,CNY,flow\n"
        "employees,count,stock\nstaff,count,stock\n"
    ),
    "segments.csv": "segment\ngoods\nsite/ic\nall/ic\nsite/pc\nall/pc\n",
    "sources.csv": "source_id,published_on\nS,2017-01-10\nT,2017-06-01\n",
    "figures/a.csv": FIGURES,
}
# What stands in rules.yml below each key, and the outcome of every relation by its figure_ids.
RULES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "plausible": (
        {"rule": "income / employees in 200_000 .. 20_000_000", "says": "Income is plausible."},
        {
            "employees income": "pass",
            "employees-T income-T": "pass",
            "income-2015": "unknown",
            "income-ytd": "unknown",
            "income-2020": "unknown",
            "q-income": "unknown",
        },
    ),
    "uncapped": ({"rule": "income[goods] / employees in 1 .. 2"}, {"employees goods": "fail"}),
    "capped": (
        {"rule": "income[goods] / employees in 1 .. 2", "at_most": "warn"},
        {"employees goods": "warn"},
    ),
    # 400 billion is 399.5 at least, and less where its zeros are rounded too.
    "bound": ({"rule": "cost <= 399_000_000_000"}, {"cost": "warn", "q-cost": "pass"}),
    "what-remains": (
        {"rule": "income - cost == profit"},
        {
            "cost income profit": "pass",
            "cost income-T profit": "pass",
            "income-2015": "unknown",
            "income-ytd": "unknown",
            "income-2020": "unknown",
            "q-cost q-income": "unknown",
        },
    ),
    # Nobody printed the profit of Q Park (1), but what remains is 10 to 12 billion.
    "from-implied": (
        {"rule": "exports <= profit"},
        {"exports-usd": "unknown", "q-cost q-exports q-income": "pass"},
    ),
    "operand-twice": (
        {"rule": "cost == 90% * cost + 40_000_000_000"},
        {"cost": "pass", "q-cost": "fail"},
    ),
    "last-year": (
        {"rule": "profit / income.last_year in 5% .. 5.5%"},
        {"income-2015 profit": "pass"},
    ),
    "full-year": ({"rule": "income <= 80% * income.full_year"}, {"income income-ytd": "fail"}),
    "printed-share": (
        {"rule": "income[goods].share == income[goods] / income"},
        {"goods goods-share income": "pass"},
    ),
    "in-dollars": (
        {"rule": "exports.USD / income.USD in 10% .. 20%"},
        {"exports-usd income-usd": "pass"},
    ),
    "any-currency": (
        {"rule": "exports <= income"},
        {"exports-usd income-usd": "pass", "q-exports q-income": "pass"},
    ),
    "own-currency": ({"rule": "exports <= 1_000_000"}, {"q-exports": "fail"}),
    "named-park": ({"rule": 'cost >= cost@"Q Park (1)"'}, {"cost q-cost": "pass"}),
    "each-code": (
        {"rule": "income[site/$s] <= income[all/$s]", "for": {"s": ["ic", "pc"]}},
        {"all-ic site-ic": "pass", "all-pc site-pc": "fail"},
    ),
    "each-indicator": (
        {"rule": "$i <= income", "for": {"i": ["cost", "profit"]}},
        {"cost income": "pass", "income profit": "pass", "q-cost q-income": "pass"},
    ),
    "all-codes": (
        {"rule": "income[$s] <= 4% * income", "for": {"s": "all"}},
        {
            "goods income": "fail",
            "income site-ic": "pass",
            "all-ic income": "pass",
            "income site-pc": "warn",
            "all-pc income": "pass",
        },
    ),
    "starts-from-a-flow": (
        {"rule": "employees * 3_000_000 <= income[goods]"},
        {"employees goods": "fail"},
    ),
    "other-month": ({"rule": "staff <= employees"}, {"staff": "unknown"}),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("package")
    (folder / "figures").mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content)
    rules = {key: rule for key, (rule, _) in RULES.items()}
    (folder / "rules.yml").write_text(yaml.safe_dump(rules))
    findings = confront_package(load_package(folder), RunRequest("run", date(2026, 1, 1)))
    assert findings.quarantine == []
    return findings


@pytest.mark.parametrize("key", RULES)
def test_a_rule_speaks_of_each_printing_of_its_first_operand(found: Findings, key: str) -> None:
    rows = [row for row in found.results if row["check_id"] == key]
    assert {" ".join(row["figure_ids"]): row["outcome"] for row in rows} == RULES[key][1]
    assert len(rows) == len(RULES[key][1])


def test_counts_and_rows_agree(found: Findings) -> None:
    names = {"pass": "passed", "warn": "warned", "fail": "failed", "unknown": "unknown"}
    for key in RULES:
        rows = Counter(names[row["outcome"]] for row in found.results if row["check_id"] == key)
        [counts] = [row for row in found.check_results if row["check_id"] == key]
        assert counts["checked"] == rows.total()
        assert {name: counts[name] for name in names.values()} == {
            name: rows[name] for name in names.values()
        }


MESSAGES = {
    ("plausible", "employees income"): (
        "Income is plausible. 420 billion yuan / 120,312 in 200_000 .. 20_000_000: "
        "3.4868 to 3.4951 million CNY, expected 200,000 CNY to 20 million CNY"
    ),
    ("what-remains", "cost income profit"): (
        "420 billion yuan - 400 billion yuan == 21 billion yuan: "
        "19 to 21 billion CNY, expected 20.5 to 21.5 billion CNY"
    ),
    ("what-remains", "q-cost q-income"): (
        "profit not known; income 380 billion yuan, cost 369 billion yuan; "
        "implied: 10 to 12 billion CNY"
    ),
    ("from-implied", "q-cost q-exports q-income"): (
        "5.1 billion yuan <= 10 to 12 billion CNY (implied): "
        "5.05 to 5.15 billion CNY, expected up to 12 billion CNY; mixes statuses actual, implied"
    ),
    ("printed-share", "goods goods-share income"): (
        "28.6% == 120 billion yuan / 420 billion yuan: 28.55 to 28.65 %, expected 28.42 to 28.72 %"
    ),
    ("in-dollars", "exports-usd income-usd"): (
        "$10.2 billion / $60.5 billion in 10% .. 20%: 16.76 to 16.96 %, expected 10 to 20 %"
    ),
    ("last-year", "income-2015 profit"): (
        "21 billion yuan / 400 billion yuan in 5% .. 5.5%: 5.12 to 5.38 %, expected 5.00 to 5.50 %"
    ),
    ("other-month", "staff"): "employees not known; staff 120,300",
}


@pytest.mark.parametrize(("key", "ids"), MESSAGES)
def test_a_message_is_the_rule_with_what_was_printed(found: Findings, key: str, ids: str) -> None:
    assert row_of(found, key, ids)["message"] == MESSAGES[key, ids]


def row_of(found: Findings, key: str, ids: str) -> dict[str, Any]:
    [row] = [
        row for row in found.results if (row["check_id"], " ".join(row["figure_ids"])) == (key, ids)
    ]
    return row


@pytest.mark.parametrize(
    ("key", "ids", "gap", "sharpness"),
    [
        # From 399.5 to 399 billion: half of the billions in which 400 is printed.
        ("bound", "cost", 0.5, None),
        ("bound", "q-cost", 0.0, 30.5 / 369),
        # Income is 420.5 at most, and 20.5 + 399.5 at least.
        ("what-remains", "cost income profit", 0.0, 0.5 / 420),
    ],
)
def test_gap_and_sharpness_are_those_of_the_first_operand(
    found: Findings, key: str, ids: str, gap: float, sharpness: float | None
) -> None:
    row = row_of(found, key, ids)
    assert row["gap"] == pytest.approx(gap)
    assert row["sharpness"] == (None if sharpness is None else pytest.approx(sharpness))


def test_only_what_a_rule_makes_equal_is_implied(found: Findings) -> None:
    [row] = [one for one in found.implied if one["law"] in RULES and one["kind"] == "implied"]
    assert (row["law"], row["park"], row["indicator"], row["period"], row["unit"]) == (
        "what-remains",
        "Q Park (1)",
        "profit",
        "2016",
        "CNY",
    )
    assert (row["low"], row["high"]) == (10e9, 12e9)
    assert row["from_figure_ids"] == ["q-cost", "q-income"]
