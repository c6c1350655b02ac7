"""Number lines of rows of the quality log: which bars, how far apart, and of which suspect."""

from math import inf

import pytest

from schemas.bars import Bar, Kind, NumberLine, described
from schemas.number_lines import MOST_BARS, of_row
from schemas.suggestions import suggested
from schemas.suspect_lines import of_suspect
from tests.schemas.logged import logged_figure, logged_row

SHARE = logged_row(
    "share",
    ["part", "share", "whole"],
    unit="percent",
    observed_low=0.7705,
    observed_high=0.7715,
    expected_low=1.45 / 3.35,
    expected_high=1.55 / 3.25,
    suspect_figure_id="part",
    suspect_low=2.504,
    suspect_high=2.585,
    suggestion="2.5 yuan",
)
SHARES = {
    "part": logged_figure("part", "1.5 yuan", 1.45, 1.55),
    "whole": logged_figure("whole", "3.3 yuan", 3.25, 3.35),
    "share": logged_figure("share", " 77.1% ", 0.7705, 0.7715, unit="percent", measure="share"),
}


def test_the_observed_figure_stands_beside_what_the_others_imply() -> None:
    line = of_row(SHARE, SHARES)
    assert line is not None
    assert [(bar.label, bar.kind) for bar in line.bars] == [
        ("printed 77.1% (share)", Kind.PRINTED),
        ("implied by the others", Kind.EXPECTED),
    ]
    assert line.gap == (1.55 / 3.25, 0.7705)
    assert described(line) == (
        "printed 77.1% (share): 77.05 to 77.15 %; implied by the others: 43.3 to 47.7 %; "
        "gap 29.4 percentage points"
    )


def test_what_meets_has_no_gap() -> None:
    meeting = SHARE | {"expected_low": 0.7, "expected_high": 0.8, "suspect_figure_id": None}
    line = of_row(meeting, SHARES)
    assert line is not None
    assert line.gap is None


def test_a_suspect_elsewhere_has_a_line_of_its_own_in_its_unit() -> None:
    line = of_suspect(SHARE, SHARES, suggested(SHARE, SHARES))
    assert line is not None
    assert described(line) == (
        "suspect, printed 1.5 yuan (part): 1.45 to 1.55 CNY; "
        "left by all the others: 2.504 to 2.585 CNY; "
        "perhaps 2.5 yuan: 2.450 to 2.550 CNY; gap 0.954 CNY"
    )


def test_a_printed_bar_has_the_usual_and_the_widest_reading() -> None:
    widest = {"widest_low": 1.4, "widest_high": None}
    figures = SHARES | {"part": logged_figure("part", "1.5 yuan", 1.45, 1.55, **widest)}
    shown = of_suspect(SHARE, figures, None)
    assert shown is not None
    suspect, *_ = shown.bars
    read = (suspect.low, suspect.high, suspect.widest_low, suspect.widest_high)
    assert read == (1.45, 1.55, 1.4, inf)


def test_a_suspect_that_is_the_observed_figure_is_shown_with_the_suggestion_once() -> None:
    row = {**SHARE, "suspect_figure_id": "share", "suggestion": "45.1%"}
    line = of_row(row, SHARES, suggested(row, SHARES))
    assert line is not None
    assert [bar.kind for bar in line.bars] == [Kind.SUSPECT, Kind.EXPECTED, Kind.SUGGESTION]
    assert (line.bars[2].low, line.bars[2].high) == (0.4505, 0.4515)
    assert of_suspect(row, SHARES, (0.4505, 0.4515)) is None


def test_a_suspect_without_a_relation_of_its_own_to_draw_is_drawn_all_the_same() -> None:
    row = logged_row("network", ["part"], suspect_figure_id="part", suspect_high=1.2)
    line = of_suspect(row, SHARES)
    assert line is not None
    assert [(bar.low, bar.high) for bar in line.bars] == [(1.45, 1.55), (-inf, 1.2)]
    assert line.gap == (1.2, 1.45)
    assert of_suspect({**row, "suspect_high": None}, SHARES) is None


@pytest.mark.parametrize("text", ["$2.5", "2.5 wonders", None])
def test_a_suggestion_in_no_such_unit_is_not_drawn(text: str | None) -> None:
    assert suggested({**SHARE, "suggestion": text}, SHARES) is None


def test_each_printing_of_one_figure_is_a_bar_and_the_extremes_are_kept() -> None:
    figures = {
        f"f{place:02}": logged_figure(f"f{place:02}", str(place), place, place + 2)
        for place in range(20)
    }
    line = of_row(logged_row("restatement", list(figures)), figures)
    assert line is not None
    assert len(line.bars) == MOST_BARS
    assert line.bars[-1].label == "printed 19 (f19)"
    assert line.gap == (2, 19)


def test_what_has_no_end_runs_beyond_the_line_and_leaves_room_to_see_it() -> None:
    bounds = {"expected_high": 5.0, "expected_widest_high": 5.0}
    row = logged_row("range", ["f"], observed_low=6.0, observed_high=7.0, **bounds)
    line = of_row(row, {"f": logged_figure("f", "6.5", 6.0, 7.0)})
    assert line is not None
    assert (line.bars[1].low, line.bars[1].high) == (-inf, 5.0)
    assert line.bars[1].label == "plausible bounds"
    assert line.gap == (5.0, 6.0)
    first, last = line.domain
    assert 5 - first > 3 * (last - 7)


@pytest.mark.parametrize(
    ("check_id", "known"),
    [
        ("network", {}),
        ("growth", {"observed_low": 0.1, "observed_high": 0.2}),
        ("waiver", {"unit": None}),
    ],
)
def test_nothing_is_drawn_where_there_is_nothing_to_compare(
    check_id: str, known: dict[str, object]
) -> None:
    row = logged_row(check_id, ["f"], **known)
    assert of_row(row, {"f": logged_figure("f", "10%", 0.1, 0.2)}) is None


@pytest.mark.parametrize("value", [0.0, 5.0, -3e12])
def test_numbers_that_are_all_the_same_still_have_a_line(value: float) -> None:
    bar = Bar("", value, value, value, value, Kind.PRINTED)
    first, last = NumberLine("CNY", (bar, bar)).domain
    assert first < value < last
