"""Waivers: which rows they accept, and what is said of those that lapsed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schemas.codes import Codes
from schemas.figures import Figure, PrintedFigure, read_figures
from schemas.lapsed_waivers import Known, lapsed, named
from schemas.quality_log import QUALITY_LOG, Row
from schemas.terms import Outcome
from schemas.waiver_choice import NotOne, figures_to_waive
from schemas.waivers import Waiver, with_waivers

UNTIL = date(2026, 6, 30)
DAY_AFTER = date(2026, 7, 1)
WAIVER = Waiver("w", "sum", ("a", "b"), Outcome.FAIL, "A reason.", "A. Editor", UNTIL, line=12)


def row(outcome: str = "fail", check: str = "sum", ids: str = "a b", **given: Any) -> Row:
    place = {"park": "P", "indicator": "income", "segment": "", "period": "2016"}
    known = {"check_id": check, "outcome": outcome, "figure_ids": ids.split(), "source_id": "s"}
    return dict.fromkeys(QUALITY_LOG) | place | known | given


def figure(figure_id: str, park: str = "P") -> Figure:
    printed = PrintedFigure(figure_id, "s", park, "income", period="2016", printed="5")
    [read], _ = read_figures([printed], Codes())
    return read


FIGURES = {one: figure(one) for one in ("a", "b", "c", "total-1")} | {"q": figure("q", "Q")}
KNOWN = Known(FIGURES, later={"later"}, unread={"unread"}, park=None, all_passes={"sum"})


@pytest.mark.parametrize(
    ("found", "day", "waived"),
    [
        (row(), UNTIL, True),
        (row(ids="b a"), UNTIL, True),
        (row(), DAY_AFTER, False),
        (row("warn"), UNTIL, False),
        (row("pass"), UNTIL, False),
        (row(check="growth"), UNTIL, False),
        (row(ids="a"), UNTIL, False),
        (row(ids="a b c"), UNTIL, False),
    ],
)
def test_a_waiver_accepts_one_outcome_of_one_relation_until_its_day(
    found: Row, day: date, waived: bool
) -> None:
    assert with_waivers([found], [WAIVER], day) == [found | {"waiver_id": "w" if waived else None}]


def test_a_waiver_without_a_day_has_no_end() -> None:
    [found] = with_waivers([row()], [replace(WAIVER, until=None)], date.max)
    assert found["waiver_id"] == "w"


GONE = "waivers.yml:12: matches nothing any more: "


@pytest.mark.parametrize(
    ("rows", "ids", "message"),
    [
        ([row("pass")], "a b", f"{GONE}sum of a, b now passes"),
        ([row("warn")], "a b", f"{GONE}sum of a, b now warns"),
        ([row("unknown")], "a b", f"{GONE}sum of a, b is now unknown"),
        ([], "a b", f"{GONE}there is no sum of a, b"),
        ([row(check="growth")], "a b", f"{GONE}there is no sum of a, b"),
        ([row(ids="a b c")], "a b", f"{GONE}there is no sum of a, b, but one of a, b, c"),
        ([row(ids="a")], "a b", f"{GONE}there is no sum of a, b, but one of a"),
        (
            [row(ids="a b c d"), row(ids="a b c"), row(ids="a b c d e")],
            "a b",
            f"{GONE}there is no sum of a, b, but one of a, b, c",
        ),
        ([row(ids="c d"), row("warn", ids="a b c")], "a b", f"{GONE}there is no sum of a, b"),
        ([], "a total-2", f"{GONE}there is no figure total-2; did you mean 'total-1'?"),
        ([], "a unread", f"{GONE}the figure unread is in quarantine"),
    ],
)
def test_a_waiver_that_matches_nothing_says_what_there_is(
    rows: list[Row], ids: str, message: str
) -> None:
    [found] = lapsed(rows, [replace(WAIVER, figure_ids=tuple(ids.split()))], KNOWN, UNTIL)
    assert found["message"] == message
    assert (found["check_id"], found["relation_id"], found["outcome"]) == ("waiver", "w", "warn")
    assert (found["figure_ids"], found["waiver_id"]) == (ids.split(), None)
    assert (found["park"], found["indicator"], found["period"]) == ("P", "income", "2016")


def test_a_waiver_of_figures_that_are_not_there_is_of_no_park() -> None:
    [found] = lapsed([], [replace(WAIVER, figure_ids=("nowhere",))], KNOWN, UNTIL)
    assert (found["message"], found["park"]) == (f"{GONE}there is no figure nowhere", "")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row()], "waivers.yml:12: expired on 2026-06-30; sum of a, b still fails"),
        (
            [row("pass")],
            "waivers.yml:12: expired on 2026-06-30 and matches nothing any more: "
            "sum of a, b now passes",
        ),
    ],
)
def test_an_expired_waiver_says_since_when(rows: list[Row], message: str) -> None:
    [found] = lapsed(rows, [WAIVER], KNOWN, DAY_AFTER)
    assert found["message"] == message


def test_where_passes_are_not_all_logged_a_relation_is_not_said_to_be_gone() -> None:
    [found] = lapsed([], [WAIVER], replace(KNOWN, all_passes=set()), UNTIL)
    assert found["message"] == f"{GONE}no sum of a, b fails"


@pytest.mark.parametrize(
    ("rows", "ids", "park"),
    [
        ([row()], "a b", None),
        ([], "a later", None),
        ([], "a q", "P"),
        ([], "q", "P"),
        ([], "nowhere", "P"),
    ],
)
def test_a_waiver_is_left_alone_that_holds_or_cannot_be_judged(
    rows: list[Row], ids: str, park: str | None
) -> None:
    waiver = replace(WAIVER, figure_ids=tuple(ids.split()))
    assert lapsed(rows, [waiver], replace(KNOWN, park=park), UNTIL) == []


RELATIONS = [
    row(ids="a b c"),
    row(ids="a d"),
    row(ids="a d e"),
    row("warn", ids="f g"),
    row(ids="h i", waiver_id="w"),
    row("unknown", check="growth", ids="a b"),
]


@pytest.mark.parametrize(
    ("ids", "outcome", "meant"),
    [
        ("b", "fail", "a b c"),
        ("c a", "fail", "a b c"),
        ("a d", "fail", "a d"),
        ("e", "fail", "a d e"),
        ("g", "warn", "f g"),
    ],
)
def test_a_relation_is_known_by_some_of_its_figures(ids: str, outcome: str, meant: str) -> None:
    assert figures_to_waive(RELATIONS, "sum", ids.split(), outcome) == tuple(meant.split())


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ("a", "sum of a: 3 such relations (a, b, c; a, d; a, d, e); name more figures"),
        ("f", "no sum of f fails; that of f, g warns"),
        ("h", "no sum of h fails; that of h, i fails and is waived by w"),
        ("b d e", "no sum of b, d, e fails; that of a, d, e fails; that of a, b, c fails; "
         "that of a, d fails"),
        ("z", "no sum of z fails"),
    ],
)  # fmt: skip
def test_where_no_single_relation_is_meant_those_there_are_are_listed(
    ids: str, message: str
) -> None:
    with pytest.raises(NotOne) as told:
        figures_to_waive(RELATIONS, "sum", ids.split(), "fail")
    assert str(told.value) == message


@pytest.mark.parametrize(("count", "more"), [(1, ""), (8, ""), (9, " and 1 more")])
def test_of_many_figures_the_first_eight_are_named(count: int, more: str) -> None:
    ids = [f"f{number}" for number in range(count)]
    assert named(ids) == ", ".join(ids[:8]) + more
