from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

from flows import artifacts, views
from flows.artifacts import outcome_rows
from flows.markdown import shown, table
from flows.summary_markdown import summary
from schemas.quality_log import Findings
from schemas.terms import Outcome

HOSTILE = "a | b `c` <script>alert(1)</script> *d* [e](javascript:f) ~~g~~ \\| & _h_\n# i\r\n| j"
RUN = {
    "run_id": "r",
    "as_of": date(2026, 1, 2),
    "code_version": "0.1.0",
    "data_hash": "0123456789abcdef",
}


def outcome(**columns):
    row = {
        "check_id": "share",
        "outcome": "fail",
        "park": "P",
        "indicator": "income",
        "segment": "",
        "period": "2016",
        "figure_ids": ["f"],
        "gap": 1.0,
        "message": "1 / 2 = 50 %; printed: 60 %",
        "suspect_figure_id": None,
        "suggestion": None,
        "waiver_id": None,
    }
    return row | columns


def findings(*results, **more):
    checks = views.by_check(results)
    empty = {"figures": [], "implied": [], "quarantine": [], "uncompared": []}
    return Findings(run=RUN, results=results, check_results=checks, **(empty | more))


def text(markdown):
    """The text that a reader sees, and every HTML tag that the page is made of."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    inline = [one for token in tokens.parse(markdown) for one in token.children or [token]]
    return "".join(one.content for one in inline), {one.tag for one in inline}


def test_hostile_text_is_shown_as_it_is():
    seen, tags = text(table([shown("printed")], [[HOSTILE]]))
    assert " ".join(HOSTILE.split()) in seen
    assert tags <= {"", "table", "thead", "tbody", "tr", "th", "td"}


def test_hostile_text_does_not_change_the_summary():
    hostile = outcome(message=HOSTILE, figure_ids=[HOSTILE], park=HOSTILE)
    quarantined = {
        "file": HOSTILE,
        "line": 1,
        "column": "printed",
        "found": HOSTILE,
        "expected": "a figure",
        "row": "{}",
        "refused": True,
    }
    [view] = views.views(findings(hostile, quarantine=[quarantined], uncompared=[HOSTILE]), "data")
    seen, tags = text(summary(view))
    assert seen.count(" ".join(HOSTILE.split())) == 7
    assert tags.isdisjoint({"script", "a", "code", "em", "s", "h3"})


def test_the_summary_says_the_verdict_first_and_shows_every_part():
    implied = {
        "kind": "implied",
        "park": "P",
        "indicator": "income",
        "segment": "",
        "period": "2016",
        "measure": "level",
        "low": 348.76e9,
        "high": 349.23e9,
        "unit": "CNY",
        "law": "share",
        "from_figure_ids": ["f"],
    }
    quarantined = {
        "file": "figures/a.csv",
        "line": 3,
        "column": "printed",
        "found": "lots",
        "expected": "a figure",
        "row": '{"park": "P"}',
        "refused": False,
    }
    found = findings(
        outcome(suspect_figure_id="f", suggestion="50 %"),
        outcome(check_id="sum", outcome="warn"),
        outcome(check_id="growth", waiver_id="w1"),
        implied=[implied],
        quarantine=[quarantined],
        uncompared=["alone"],
    )
    page = summary(views.View("P", "p", found))
    assert page.startswith(
        "# FAIL: P\n\n1 of 3 relations fails: share (1); 1 warns: sum (1); 1 row quarantined.\n"
    )
    for line in (
        "| share | 1 | 0 | 0 | 1 | 0 | 0 |",
        "- **share** income, 2016: 1 / 2 = 50 %; printed: 60 %; figures: f",
        "| P | income |  | 2016 | level | 348.76 to 349.23 billion CNY | share | f |",
        "| figures/a.csv | 3 | printed | lots | a figure |",
        "Figures alone.",
    ):
        assert line in page.splitlines()
    parts = ["Failed", "Warned", "Waived", "Implied figures", "Quarantine"]
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [
        *parts,
        "Nothing to compare with",
        "Checks",
    ]


def test_the_table_shows_failures_first_and_not_too_much():
    outcomes = [outcome(outcome=str(one)) for one in Outcome for _ in range(artifacts.MOST_ROWS)]
    rows = outcome_rows(outcomes)
    assert [row["outcome"] for row in rows] == ["fail"] * artifacts.MOST_ROWS
    few = [*outcomes[:: artifacts.MOST_ROWS], outcome(waiver_id="w1")]
    shown_first = ["fail", "warn", "fail, waived", "unknown", "pass"]
    assert [row["outcome"] for row in outcome_rows(few)] == shown_first


def test_the_arithmetic_is_seen_without_scrolling():
    [row] = outcome_rows([outcome()])
    assert [*row][:3] == ["outcome", "check", "message"]


@pytest.mark.parametrize(
    ("parks", "keys"),
    [
        (["Zhongguancun Chaoyang Park"], ["zhongguancun-chaoyang-park"]),
        (["中关村朝阳园"], ["zhong-guan-cun-zhao-yang-yuan"]),
        (["A b", "a-B"], ["a-b-a760b0e1", "a-b-4b6c7e08"]),
        (["!!!"], ["e84c538e"]),
        ([], ["data-2016"]),
    ],
)
def test_keys_are_made_of_what_prefect_allows(parks, keys):
    found = findings(*(outcome(park=park) for park in parks))
    assert [view.key for view in views.views(found, "Data_2016")] == keys


@pytest.mark.parametrize("wrong", [0, 2, 30])
def test_of_many_parks_only_those_with_something_wrong_are_shown(wrong):
    results = [outcome(park=f"P{n:02}", outcome="fail" if n < wrong else "pass") for n in range(40)]
    package, *parks = views.views(findings(*results), "data")
    assert (package.key, len(package.findings.results)) == ("all-parks-of-data", 40)
    assert [view.title for view in parks] == [f"P{n:02}" for n in range(min(wrong, 12))]
    assert all(view.findings.check_results[0]["failed"] == 1 for view in parks)


def test_passes_that_are_not_logged_are_not_claimed():
    found = findings(outcome(park="P"), outcome(park="Q", outcome="pass"))
    checks = [dict(found.check_results[0], checked=9, passed=8)]
    park, _ = views.views(replace(found, check_results=checks), "data")
    assert "not counted here" in summary(park)
