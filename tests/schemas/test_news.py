from datetime import date

import pytest

from flows.package_hashes import KINDS
from schemas.logged_run import LoggedRun
from schemas.news import news_of
from schemas.run_changes import compare
from tests.flows.hand_made import relation


def compared(before, after):
    """What is news between two runs with these rows of the log."""
    asked = {"package": "data", "parameters": {}, "passed": 0}
    known = dict.fromkeys([*KINDS, "program_hash"], "") | {"code_version": "1"}
    runs = [
        LoggedRun(asked | known | {"as_of": date(2026, 1, 2)}, rows, {}) for rows in (before, after)
    ]
    return news_of(compare(*runs), after)


def of(outcome, relation_id="1", **given):
    return relation(outcome, relation_id=relation_id, **given)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([of("pass")], [of("fail")], [("failed", "P", 1)]),
        ([of("fail")], [of("fail")], []),
        ([of("fail")], [of("fail"), of("fail", "2")], [("failed", "P", 1)]),
        (
            [],
            [of("fail"), of("fail", "2"), of("fail", "3", park="Q")],
            [("failed", "P", 2), ("failed", "Q", 1)],
        ),
        ([of("fail"), of("fail", "2")], [of("fail"), of("pass", "2")], []),
        ([of("fail"), of("fail", "2")], [of("pass"), of("warn", "2")], [("recovered", "P", 2)]),
        ([of("fail")], [], [("recovered", "P", 0)]),
        ([of("fail")], [of("fail", waiver_id="w")], [("recovered", "P", 1)]),
        ([of("pass")], [of("fail", waiver_id="w")], []),
        (
            [of("pass", check_id="freshness")],
            [of("warn", check_id="freshness")],
            [("overdue", "P", 1)],
        ),
        ([of("warn", check_id="freshness")], [of("warn", check_id="freshness")], []),
        ([of("pass")], [of("warn")], []),
    ],
)
def test_news_is_what_changed_of_a_check(before, after, told):
    found = compared(before, after)
    assert [(one.kind, one.park, len(one.rows)) for one in found] == told


def test_where_no_run_came_before_all_that_is_wrong_is_new():
    rows = [
        of("fail"),
        of("fail", "2", waiver_id="w"),
        of("warn", check_id="freshness"),
        of("warn"),
    ]
    found = news_of(None, rows)
    assert [(one.kind, len(one.rows)) for one in found] == [("failed", 1), ("overdue", 1)]


def test_the_widest_gap_is_told_first_and_overdue_ones_come_last():
    rows = [
        of("warn", "4", check_id="freshness", gap=90.0),
        of("fail", "1", gap=None, figure_ids=["b"]),
        of("fail", "2", gap=0.1),
        of("fail", "3", gap=None, figure_ids=["a"]),
        of("fail", "5", gap=7.0, check_id="sum"),
        of("fail", "6", gap=7.0),
        of("warn", "7", check_id="freshness", gap=120.0),
    ]
    found = news_of(None, rows)
    told = [(one.check_id, [row["relation_id"] for row in one.rows]) for one in found]
    assert told == [
        ("share", ["6", "2", "3", "1"]),
        ("sum", ["5"]),
        ("freshness", ["7"]),
        ("freshness", ["4"]),
    ]
