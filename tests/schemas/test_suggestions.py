"""What a suggestion means: it is read as the suspect's text was, or is nowhere on its line."""

import pytest

from schemas.suggestions import suggested
from tests.schemas.logged import logged_figure, logged_row


@pytest.mark.parametrize(
    ("unit", "suggestion", "reading"),
    [
        ("TWD", "5.0 million yuan", None),
        ("TWD", "5.0百万元", (4_950_000, 5_050_000)),
        ("CNY", "5.0百万元", (4_950_000, 5_050_000)),
        ("CNY", "$5.0 million", None),
        # Where the unit is no currency, a text in 元 is of another unit.
        ("count", "5.0百万元", None),
        ("count", "5.0 million", (4_950_000, 5_050_000)),
        ("percent", "75.5 percent", (0.7545, 0.7555)),
        ("percent", "75.5 pecent", None),
        ("CNY", None, None),
    ],
)
def test_a_suggestion_is_read_in_the_unit_of_its_suspect(
    unit: str, suggestion: str | None, reading: tuple[float, float] | None
) -> None:
    measure = "share" if unit == "percent" else "level"
    figures = {"a": logged_figure("a", "1", 1.0, 1.0, unit=unit, measure=measure)}
    row = logged_row("sum", ["a"], suspect_figure_id="a", suggestion=suggestion)
    found = suggested(row, figures)
    assert found == (reading if reading is None else pytest.approx(reading))


def test_a_suspect_that_is_not_logged_has_no_suggestion() -> None:
    row = logged_row("sum", ["a"], suspect_figure_id="a", suggestion="5 million")
    assert suggested(row, {}) is None
