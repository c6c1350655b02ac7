import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows.terminal.findings import Report, sections
from tests.flows.hand_made import HOSTILE, STEERING, findings, implied, relation, unread


def text_of(found, parks=("P",), warehouse=None, width=80):
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    for section in sections(Report(found, parks, Path("data"), warehouse)):
        console.print(section)
    return out.getvalue()


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ([], "P - no relation to check"),
        (["pass"], "P - 1 relation passes"),
        (["pass", "pass", "warn"], "P - 2 relations pass, 1 warns"),
        (["fail", "unknown"], "P - 1 relation fails, 1 is unknown"),
        (["warn", "fail", "fail"], "P - 2 relations fail, 1 warns"),
    ],
)
def test_the_verdict_comes_first(results, sentence):
    text = text_of(findings(*map(relation, results)))
    assert text.splitlines()[0] == sentence


def test_several_parks_are_counted_and_then_named_by_line():
    text = text_of(findings(relation("fail")), parks=["P", "Q"])
    assert text.startswith("2 parks - ")
    assert "  share  P, income, 2016\n" in text


def test_a_failure_shows_its_arithmetic_and_its_figures():
    failing = relation("fail", gap=47.04, suspect_figure_id="b", suggestion="probably 1.5")
    assert (
        "1 failure\n"
        "  share  income, 2016\n"
        "    1 / 2 = 50 %\n"
        "    off by 47 units of the last printed digit; a, b\n"
    ) in text_of(findings(failing))


@pytest.mark.parametrize(("outcome", "most"), [("fail", 20), ("warn", 10), ("unknown", 3)])
def test_many_outcomes_are_cut_short(outcome, most):
    rows = [relation(outcome, message=f"message {number}") for number in range(most + 2)]
    text = text_of(findings(*rows), warehouse=Path("other.duckdb"))
    assert text.count("message ") == most
    assert f"and 2 more: parkfigures log --outcome {outcome} --warehouse other.duckdb" in text


def waiver(**given):
    said = {"waiver_id": "w", "reason": "A slip.", "by": "A. Editor", "until": None, "link": ""}
    return said | given


@pytest.mark.parametrize(
    ("given", "whose_word"),
    [
        ({}, "w, by A. Editor, without an end"),
        ({"until": date(2027, 6, 30)}, "w, by A. Editor, until 2027-06-30"),
        ({"link": "https://a.b"}, "w, by A. Editor, without an end, https://a.b"),
    ],
)
def test_a_waived_failure_is_no_failure_and_says_whose_word_is_taken(given, whose_word):
    rows = [relation("fail", waiver_id="w"), relation("pass")]
    text = text_of(replace(findings(*rows, verdict="pass"), waivers=[waiver(**given)]))
    assert text.splitlines()[0] == "P - 1 relation passes, 1 is waived"
    assert f"1 waived\n  share  income, 2016\n    A slip.\n    {whose_word}\n" in text
    assert "1 / 2" not in text


def test_implied_figures_are_readable():
    row = implied(low=348755790866.9, high=349231278992.7)
    assert (
        "1 figure that nobody printed\n"
        "  income, 2016\n"
        "    348.76 to 349.23 billion CNY\n"
        "    by share from a, b\n"
    ) in text_of(findings(implied=[row]))


def test_quarantine_says_where_and_what_refused_files_first():
    text = text_of(findings(quarantine=[unread(), unread(file="b.csv", refused=True, line=0)]))
    assert text.index("  data/b.csv:printed\n") < text.index(
        "  data/figures/a.csv:7:printed\n    found many\n    expected a number\n"
    )


def test_figures_without_company_are_named():
    text = text_of(findings(uncompared=[f"f{number}" for number in range(10)]))
    assert (
        "Nothing to compare with: 10 figures\n  f0, f1, f2, f3, f4, f5, f6, f7 and 2 more\n"
    ) in text


@pytest.mark.parametrize("width", [40, 80])
def test_wide_characters_stay_within_the_terminal(width):
    rows = [
        relation("fail", check_id="中关村" * 4, message="亿元" * 99, figure_ids=["示范区" * 40])
    ]
    lines = text_of(findings(*rows), parks=["中关村科技园区" * 9], width=width).splitlines()
    assert width - 2 <= max(map(cell_len, lines)) <= width


def test_hostile_text_is_shown_and_steers_nothing():
    hostile = {"park": HOSTILE, "message": HOSTILE, "figure_ids": [HOSTILE], "period": HOSTILE}
    found = findings(
        relation("fail", suspect_figure_id=HOSTILE, suggestion=HOSTILE, **hostile),
        relation("unknown", **hostile),
        relation("fail", waiver_id=HOSTILE, **hostile),
        quarantine=[unread(found=HOSTILE, expected=HOSTILE, file=HOSTILE)],
        uncompared=[HOSTILE],
    )
    waivers = [waiver(waiver_id=HOSTILE, reason=HOSTILE, by=HOSTILE, link=HOSTILE)]
    text = text_of(replace(found, waivers=waivers), parks=[HOSTILE])
    assert not STEERING.search(text)
    assert "\\x1b[2J" in text
    assert "[red]" in text
