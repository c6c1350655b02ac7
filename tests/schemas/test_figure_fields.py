"""What the columns of a new figure may hold, and what is offered for them."""

from typing import Any

import pytest

from schemas.codes import Codes, Indicator, Park, Segment, Source
from schemas.faults import Fault
from schemas.figure_fields import Fields
from schemas.printed_figures import PrintedFigure

CODES = Codes(
    parks={"b": Park("b"), "a": Park("a")},
    indicators={"income": Indicator("income")},
    segments={"core": Segment("core")},
    sources={"S": Source("S")},
)


def figure(figure_id: str, source_id: str = "S", **given: Any) -> PrintedFigure:
    row = {"park": "c", "indicator": "staff", "period": "2016", "file": "figures/a.csv", "line": 7}
    return PrintedFigure(figure_id, source_id, **{**row, **given})


USED = (figure("S-01"), figure("S-03", period="2015"), figure("T-01", "T"))


@pytest.mark.parametrize(
    ("codes", "column", "words"),
    [
        (CODES, "source_id", ["S"]),
        (CODES, "park", ["a", "b"]),
        (CODES, "indicator", ["income"]),
        (CODES, "segment", ["core"]),
        (CODES, "measure", ["change", "growth", "level", "share"]),
        (CODES, "status", ["actual", "estimate", "forecast", "preliminary", "target"]),
        (CODES, "period", ["2015", "2016"]),
        (CODES, "of", []),
        (Codes(), "park", ["c"]),
        (Codes(), "source_id", ["S", "T"]),
    ],
)
def test_the_words_of_a_list_are_offered_else_those_in_use(
    codes: Codes, column: str, words: list[str]
) -> None:
    assert Fields(codes, USED).known(column) == words


@pytest.mark.parametrize(
    ("column", "text", "given"),
    [
        ("park", "a", {}),
        ("segment", "", {}),
        ("measure", "share", {}),
        ("status", "target", {}),
        ("period", "2016-H1", {}),
        ("figure_id", "S-02", {}),
        ("of", "", {"measure": "share"}),
        ("of", "income[core]@b", {"measure": "share"}),
        ("of", "[core]", {"measure": "share", "park": "a", "indicator": "income"}),
        ("of", "2015", {"measure": "growth"}),
        ("of", "2015", {"measure": "change"}),
        ("note", "anything", {}),
    ],
)
def test_what_a_column_may_hold_is_not_refused(
    column: str, text: str, given: dict[str, str]
) -> None:
    Fields(CODES, USED).refuse(column, text, given)


@pytest.mark.parametrize(
    ("column", "text", "given", "expected"),
    [
        ("printed", "", {}, "some text: printed may not be empty"),
        ("source_id", "U", {}, "a code of sources.csv"),
        ("park", "c", {}, "a code of parks.csv"),
        ("indicator", "staff", {}, "a code of indicators.csv"),
        ("segment", "cord", {}, "did you mean 'core'?"),
        ("measure", "shares", {}, "one of change, growth, level, share; did you mean 'share'?"),
        ("status", "implied", {}, "one of actual, estimate, forecast, preliminary, target"),
        ("period", "2016-13", {}, "month"),
        ("figure_id", "S-03", {}, "a figure_id not yet used; figures/a.csv:7 has this one"),
        ("of", "income[cord]@b", {"measure": "share"}, "did you mean 'core'?"),
        ("of", "staff", {"measure": "share", "park": "a"}, "a code of indicators.csv"),
        ("of", "last year", {"measure": "growth"}, "2016"),
        ("of", "last year", {"measure": "change"}, "2016"),
    ],
)
def test_what_a_column_may_not_hold_is_refused_with_what_was_expected(
    column: str, text: str, given: dict[str, str], expected: str
) -> None:
    with pytest.raises(Fault) as refused:
        Fields(CODES, USED).refuse(column, text, given)
    assert (refused.value.column, refused.value.found) == (column, text)
    assert expected in refused.value.expected


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ((), "S-01"),
        (("S-01", "S-02"), "S-03"),
        # Two of its figures are there, and the third number is taken.
        (("S-01", "S-03"), "S-04"),
        (("S-01", "other"), "S-03"),
        (("T-01",), "S-01"),
    ],
)
def test_a_new_figure_has_the_next_number_of_its_source(taken: tuple[str, ...], free: str) -> None:
    figures = [figure(one, "T" if one.startswith("T") else "S") for one in taken]
    assert Fields(CODES, figures).free_id("S") == free
