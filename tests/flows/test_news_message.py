import pytest

from flows.news_message import message_of
from flows.report.names import Names
from schemas.news import News
from tests.flows.hand_made import HOSTILE, STEERING, relation

TITLES = Names([{"kind": "park", "code": "P", "title": "Chaoyang"}])
LINK = "http://127.0.0.1/reports/data.html"


def failed(*rows, **given):
    said = {"kind": "failed", "park": "P", "check_id": "share"}
    return News(rows=rows or (relation("fail"),), **(said | given))


@pytest.mark.parametrize(
    ("news", "subject"),
    [
        ([failed()], "Chaoyang: share newly fails"),
        ([failed(), failed(check_id="sum")], "Chaoyang: share, sum newly fail"),
        (
            [failed(), failed(check_id="sum", kind="recovered")],
            "Chaoyang: share newly fails, sum recovered",
        ),
        ([failed(kind="overdue", check_id="freshness")], "Chaoyang: income is overdue"),
        ([failed(), failed(park="Q")], "2 parks: 2 checks newly fail"),
        ([failed(check_id=f"rule-{n}") for n in range(4)], "Chaoyang: 4 checks newly fail"),
        ([failed(park="")], "share newly fails"),
    ],
)
def test_the_subject_says_what_is_new(news, subject):
    assert message_of(news, TITLES, None).subject == subject


def test_many_lines_are_cut():
    rows = [relation("fail", message=f"{n} / 2 = 50 %") for n in range(1205)]
    told = message_of([failed(*rows)], TITLES, LINK)
    lines = [f"income, 2016: {n} / 2 = 50 %" for n in range(5)]
    assert told.body.splitlines() == [*lines, "and 1,200 more", LINK]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([relation("pass")], "income, 2016: recovered: 1 / 2 = 50 %"),
        ([relation("fail", waiver_id="w")], "income, 2016: accepted by waiver w: 1 / 2 = 50 %"),
        ([], "share: what failed is no longer checked"),
    ],
)
def test_it_is_told_how_a_check_recovered(rows, line):
    told = message_of([News("recovered", "P", "share", tuple(rows))], TITLES, None)
    assert (told.body, told.good) == (line, True)


def test_hostile_text_is_one_short_line():
    row = relation("fail", message=HOSTILE * 100, indicator=HOSTILE, period=HOSTILE)
    told = message_of([failed(row, park=HOSTILE, check_id=HOSTILE)], TITLES, LINK)
    assert not STEERING.search(told.subject)
    assert len(told.body.splitlines()) == 2
    assert len(told.body) < 700


def test_nothing_new_is_no_message():
    assert message_of([], TITLES, LINK) is None
