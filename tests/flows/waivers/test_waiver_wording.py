"""What the summary says of a waiver."""

from dataclasses import replace
from datetime import date

from flows.summary_markdown import summary
from flows.views import View
from tests.flows.hand_made import findings, relation

WAIVER = {
    "waiver_id": "w",
    "reason": "<b>Slip</b>.",
    "by": "A. Editor",
    "until": date(2027, 6, 30),
    "link": "https://a.b",
}


def test_the_summary_says_why_and_until_when_an_outcome_is_accepted() -> None:
    found = replace(findings(relation("fail", waiver_id="w")), waivers=[WAIVER])
    found = replace(found, run=found.run | {"data_hash": "0" * 64})
    waived = summary(View("P", "p", found)).split("## Waived\n\n")[1].splitlines()[0]
    assert waived == (
        "- **share** income, 2016: 1 / 2 = 50 %; figures: a, b; reason: &lt;b&gt;Slip&lt;/b&gt;.; "
        "waiver: w, by A. Editor, until 2027-06-30, https://a.b"
    )
