"""A figure explained: which relations are told, in which order, and in which words."""

from math import inf

import pytest

from schemas.bars import Kind
from schemas.explained_line import MOST_NEEDED, figure_line
from schemas.explanation import Said, paragraphs, telling
from schemas.repairs import Hypothesis
from schemas.slips import Slip
from schemas.suspects import Suspect
from tests.records import printed_figure

FIGURE = printed_figure("income", " 263.5 million yuan ", unit="CNY")
READ = (
    "Printed '263.5 million yuan', which means 263.45 to 263.55 million CNY, "
    "at the widest 263.40 to 263.60 million CNY."
)


def said(check: str, outcome: str, sharpness: float | None, *needed: float) -> Said:
    low, high = needed or (263e6, 264e6)
    return Said(check, outcome, f"what {check} says", (low, high), sharpness)


def test_failures_come_first_then_the_sharpest() -> None:
    given = [
        said("unknown", "unknown", None),
        said("blunt", "pass", 0.1),
        said("sharp", "pass", 0.02),
        said("exact", "pass", 0.0),
        said("warned", "warn", None),
        said("failed", "fail", 0.5),
        said("loose", "pass", 0.11),
        said("endless", "pass", None),
    ]
    order = ["failed", "warned", "exact", "sharp", "blunt", "unknown"]
    assert [one.check_id for one in telling(given)] == order


def test_a_figure_is_told_with_what_its_relations_leave() -> None:
    given = [
        said("sum", "pass", 0.0123),
        said("range", "pass", None),
        said("share", "pass", 0.2),
        said("range", "pass", 0.3),
        said("growth", "unknown", None, 264e6, 263e6),
        said("change", "warn", None, -inf, inf),
        said("path", "fail", None, 270e6, inf),
        said("exactly", "fail", None, 270e6, 270e6),
    ]
    assert paragraphs(FIGURE, given, (263.4e6, 263.5e6), []) == [
        READ,
        "FAIL path: what path says. So it must be at least 270 million CNY.",
        "FAIL exactly: what exactly says. So it must be 270 million CNY.",
        "WARN change: what change says.",
        "PASS sum: what sum says. So it must be 263 to 264 million CNY. "
        "A slip of 1.23% would have shown.",
        "UNKNOWN growth: what growth says.",
        "PASS, though they would only catch a gross slip: range (2), share (1).",
        "All its relations together leave 263.40 to 263.50 million CNY.",
    ]


def test_a_figure_without_relations_is_said_to_have_none() -> None:
    nothing = "Nothing to compare with: no relation ties this figure to another."
    assert paragraphs(FIGURE, [], None, []) == [READ, nothing]


@pytest.mark.parametrize(
    ("likelihoods", "texts"),
    [([1.0, 0.2, 0.19], 2), ([5.0, 4.0, 3.0, 2.0], 3), ([1.0], 1), ([], 0)],
)
def test_the_first_suspect_is_told_with_what_may_have_been_meant(
    likelihoods: list[float], texts: int
) -> None:
    tried = [Hypothesis(f"text {n}", Slip.DIGIT, one) for n, one in enumerate(likelihoods)]
    suspects = [
        Suspect("income", (270e6, 280e6), tuple(tried), 1.0),
        Suspect("other", (0.0, 1.0), (), 0.1),
    ]
    likely = ", or ".join(f"'text {n}' (one digit wrong)" for n in range(texts))
    words = f" It may have been {likely}." if likely else ""
    assert paragraphs(FIGURE, [said("sum", "fail", None)], None, suspects)[2:] == [
        "It is the likeliest to be wrong: without it all relations hold, and 270 to 280 million "
        f"CNY would fit.{words}"
    ]


def test_a_number_line_shows_each_interval_once_and_not_too_many() -> None:
    given = [said("growth", "fail", 0.0, 264e6, 263e6), said("change", "fail", 0.0, -inf, inf)]
    given += [said("sum", "fail", 0.0, n * 1e6, 264e6) for n in (200, 200, *range(201, 212))]
    line = figure_line(FIGURE, given, (263e6, 264e6))
    assert line is not None
    printed, *needed, together = line.bars
    assert (printed.label, printed.kind, printed.low) == ("printed", Kind.PRINTED, 263.45e6)
    assert [one.low for one in needed] == [n * 1e6 for n in range(200, 200 + MOST_NEEDED)]
    assert {(one.label, one.kind) for one in needed} == {("FAIL sum", Kind.EXPECTED)}
    assert (together.label, together.high) == ("all together", 264e6)


def test_no_number_line_repeats_what_was_printed() -> None:
    usual = (FIGURE.usual_low, FIGURE.usual_high)
    same = [said("sum", "pass", 0.0, *usual)]
    assert figure_line(FIGURE, same, usual) is None
    assert figure_line(FIGURE, same, None) is None
    assert figure_line(FIGURE, same, (usual[0], 264e6)) is not None
    assert MOST_NEEDED == 8, "more than that is for a table"
