"""The report says what the log holds, in its order, and takes no text for markup."""

import re
from datetime import date

import pytest

from tests.flows.report.hostile import HOSTILE, log_hostile
from tests.flows.report.pages import report
from tests.flows.report.reported import DAY, figure, log, row, source, title, waiver

PARTS = [
    "failures",
    "waived",
    "warnings",
    "unknown",
    "figures",
    "implied",
    "revisions",
    "history",
    "freshness",
    "quarantine",
    "uncompared",
]
HARMLESS = HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")


@pytest.fixture
def warehouse(tmp_path):
    return tmp_path / "parkfigures.duckdb"


@pytest.mark.slow
def test_no_text_of_the_log_is_markup_a_program_or_a_link_to_one(warehouse):
    page = report(log_hostile(warehouse))

    assert {"script", "img", "link", "iframe", "form"} & {tag for tag, _ in page.elements} == set()
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []
    assert all(re.match(r"#|https?://", link) for link in page.all("href"))
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", page.html) is None
    assert page.html.count("&lt;script&gt;") > 50
    for name in ("failures", "waived", "freshness", "implied", "quarantine", "uncompared"):
        assert HARMLESS in page.part(name)
    assert report(warehouse).html == page.html


@pytest.mark.slow
def test_every_part_has_its_place_and_every_link_within_leads_somewhere(warehouse):
    page = report(log_hostile(warehouse))
    ids = page.all("id")

    assert [name for name in ids if name in PARTS] == PARTS
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href") if link.startswith("#")} <= set(ids)


def test_a_run_without_findings_says_so_in_every_part(warehouse):
    page = report(log(warehouse))

    assert page.part("failures") == "No relation fails."
    assert page.part("quarantine") == "Every row could be read."
    assert page.all("class", "details") == []


def test_the_verdict_stands_first_with_what_it_rests_on(warehouse):
    rows = [row("fail", "a", "b"), row("warn", "c"), row("pass", "d"), row("pass", "e")]
    figures = [figure(name) for name in "abcde"]
    page = report(log(warehouse, *rows, figures=figures, titles=[title("park", "P", "Park P")]))

    head = page.text.partition("Failures")[0]
    assert "Park P - 2 relations pass, 1 fails, 1 warns" in head
    assert "1 of 4 relations fails: share (1); 1 warns: share (1)" in head
    assert all(word in head for word in ("2016-12-27", "08:00 UTC", "0.1.0", "d" * 12))


def test_a_failure_names_its_suspect_its_figures_and_their_sources(warehouse):
    message = "263.49 / 394 = 67 %; suspect total: perhaps '349 billion yuan' (digits swapped)"
    accused = {"suspect_figure_id": "total", "suggestion": "349 billion yuan", "message": message}
    needed = {"suspect_low": 348.76e9, "suspect_high": 349.23e9}
    page = report(
        log(
            warehouse,
            row("fail", "part", "total", source_id="s", **accused, **needed),
            figures=[figure("part"), figure("total", "394 billion yuan", period="2016-10")],
            sources=[source(title="A release", publisher="Daily", url="https://example.org/a")],
            titles=[title("indicator", "income", "Total income")],
        )
    )
    said = page.part("failures")

    assert "share Total income · 2016 A part divided by its whole is its share." in said
    assert "263.49 / 394 = 67 % Suspect total: printed 394 billion yuan, perhaps" in said
    assert "349 billion yuan (digits swapped) All the others allow 348.76 to 349.23 billion" in said
    assert "393.5 to 394.5 billion CNY Total income, 2016-10 · figures/a.csv:2" in said
    assert "s A release, Daily" in said
    assert "https://example.org/a" in page.all("href")


def test_a_failure_says_since_when_it_is_there(warehouse):
    days = [date(2016, month, 1) for month in (10, 11, 12)]
    old, recent, new = (row("fail", name, message=f"{name} fails") for name in "abc")
    log(warehouse, old, run_id="first", day=days[0])
    log(warehouse, old, recent, run_id="second", day=days[1])
    log(warehouse, new, run_id="other-package", day=days[0], package="other")
    log(warehouse, new, run_id="other-park", day=days[0], park="P")
    log(warehouse, row("pass", "a"), recent, new, old, run_id="third", day=days[2])
    said = report(warehouse, "third").part("failures")

    since = dict(re.findall(r"(\w) fails (.*?\.)(?= |$)", said))
    assert since == {
        "a": "First seen as of 2016-10-01, run first; in 3 of the log's 3 runs.",
        "b": "First seen as of 2016-11-01, run second; in 2 of the log's 3 runs.",
        "c": "New in this run.",
    }


def test_later_runs_do_not_change_the_report_of_an_earlier_one(warehouse):
    log(warehouse, row("fail", "a"), run_id="first", figures=[figure("a")])
    before = report(warehouse, "first").html
    log(warehouse, row("fail", "a"), run_id="second", day=date(2017, 1, 1))

    assert report(warehouse, "first").html == before
    assert report(warehouse, "second").html != before


def test_history_has_a_column_for_each_comparable_run_and_a_sign_for_each_outcome(warehouse):
    outcomes = ("pass", "warn", "fail", "unknown", "waived")
    for month, outcome in enumerate(outcomes, start=1):
        waived = {"waiver_id": "w"} if outcome == "waived" else {}
        found = row("fail" if waived else outcome, "a", message="x not known; y", **waived)
        log(warehouse, found, run_id=outcome, day=date(2017, month, 1))
    log(warehouse, row("fail", "a"), run_id="elsewhere", package="other")
    said = report(warehouse, "waived").part("history")

    assert re.findall(r"2017-0\d-01", said) == [f"2017-0{month}-01" for month in range(1, 6)]
    assert "share ✓ 1 pass ! 1 warn ✕ 1 fail ? 1 unknown ~ 1 waived" in said
    assert "elsewher" not in said


def test_unknown_relations_that_lack_figures_of_one_release_are_told_together(warehouse):
    shares = [figure(name, "5 percent", measure="share", segment=name) for name in ("s1", "s2")]
    grown = figure("g", "up 5 percent", measure="growth", of="2014", period="2016")
    other = figure("o", "5 percent", measure="share", of="gdp@Q")
    rows = [
        row("unknown", "s1", segment="s1", message="whole not known; share 5 percent"),
        row("unknown", "s2", segment="s2", message="part and whole not known; share 5 percent"),
        row("unknown", "x", check_id="sum", message="whole not known; parts 1 + 2"),
        row("unknown", "x", check_id="sum", message="part s1 not known; whole 3, parts 1"),
        row("unknown", "g", check_id="growth", message="then not known; growth up 5 percent"),
        row("unknown", "o", message="part and whole not known; share 5 percent"),
    ]
    said = report(log(warehouse, *rows, figures=[*shares, grown, other])).part("unknown")

    assert "P 2016 income (the whole, s2, s1) share (2), sum (2); with figures of other" in said
    assert "P 2014 income growth (1)" in said
    assert "Q 2016 gdp with figures of other parks or periods share (1)" in said


@pytest.mark.parametrize(
    ("check", "period", "missing", "said"),
    [
        ("growth", "2016-Q1", "then", "2015-01/2015-03"),
        ("change", "2016-10", "then", "2015-10"),
        ("growth", "2016-Q1", "now", "2016-01/2016-03"),
        ("growth", HOSTILE, "then", f"before {HARMLESS}"),
    ],
)
def test_a_missing_base_is_that_of_a_year_earlier(warehouse, check, period, missing, said):
    found = row("unknown", "f", check_id=check, period=period, message=f"{missing} not known; x")

    assert f"{said} income" in report(log(warehouse, found)).part("unknown")


def test_what_is_waived_stands_apart_with_its_reason(warehouse):
    rows = [row("fail", "a", waiver_id="w"), row("warn", "b", waiver_id="v")]
    accepted = waiver(
        "w", reason="printed so", until=date(2017, 1, 1), link="https://example.org/w"
    )
    page = report(log(warehouse, *rows, waivers=[accepted, waiver("v", link="ftp://x/y")]))

    assert page.part("failures") == "No relation fails."
    assert "printed so By a statistician Until 2017-01-01" in page.part("waived")
    assert "Until no end See ftp://x/y" in page.part("waived")
    assert {link for link in page.all("href") if "://" in link} == {"https://example.org/w"}


def test_freshness_says_when_the_next_figure_was_due_and_how_many_days_that_is_past(warehouse):
    late = {"observed_low": 361.0, "observed_high": 361.0, "expected_high": 300.0}
    fresh = late | {"expected_high": 400.0}
    rows = [
        row("pass", "b", check_id="freshness", **fresh),
        row("warn", "a", check_id="freshness", **late),
    ]
    page = report(log(warehouse, *rows, day=DAY, figures=[figure("a"), figure("b")]))

    assert re.search(
        r"50 a 2016 2016-10-27 61 ! warn .*50 b 2016 2017-02-04 – ✓ pass", page.part("freshness")
    )
    assert page.part("warnings") == "No relation warns."


def test_revisions_are_those_of_figures_that_sources_of_several_days_printed(warehouse):
    sources = [source("s1", published_on=date(2016, 1, 1)), source("s2", published_on=DAY)]
    figures = [figure("old", "50.0", source_id="s1"), figure("new", "55.0", source_id="s2")]
    said = report(log(warehouse, figures=figures, sources=sources)).part("revisions")

    assert "50.0 old 2016-01-01 55.0 new 2016-12-27 4.90 to 5.10 9.79 to 10.21 % ↑ up" in said


@pytest.mark.slow
def test_thousands_of_failures_are_cut_and_the_rest_is_named(warehouse):
    ids = [f"f{number:04}" for number in range(2_500)]
    rows = [row("fail", name, message=f"{name} fails") for name in ids]
    page = report(log(warehouse, *rows, figures=[figure(name) for name in ids]))

    assert [name for name in page.all("id") if name.startswith("failure-")][-2:] == [
        "failure-200",
        "failure-200-title",
    ]
    assert "And 2,300 more: parkfigures log --run r --outcome fail" in page.part("failures")
    assert len([name for name in page.all("id") if name.startswith("figure-")]) == 2_500
