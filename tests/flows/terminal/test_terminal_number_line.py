"""Number lines in text: what stands where, at every width, in ASCII too."""

from math import inf

import pytest
from rich.cells import cell_len

from flows.terminal.number_line import text_lines
from schemas.bars import Bar, Kind, NumberLine

LINE = NumberLine(
    "TWD",
    (
        Bar("printed", 844.5565e9, 844.5575e9, 844.556e9, 844.558e9, Kind.PRINTED),
        Bar("FAIL sum", 847.5e9, 848.5e9, 847.5e9, 848.5e9, Kind.EXPECTED),
        Bar("perhaps 847.557", 847.5565e9, 847.5575e9, 847.5e9, 847.6e9, Kind.SUGGESTION),
    ),
    (844.5575e9, 847.5e9),
)
ENDLESS = NumberLine(
    "days",
    (
        Bar("老" * 60, 745, 745, 745, 745, Kind.SUSPECT),
        Bar("allowed\x1b[2J", -inf, 545, -inf, 545, Kind.EXPECTED),
        Bar("more", 600, 640, 600, inf, Kind.PRINTED),
    ),
    (545, 745),
)


def test_labels_stand_beside_their_bars_where_there_is_room() -> None:
    assert text_lines(LINE, 80) == [
        "printed            █",
        "FAIL sum                                                      ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "perhaps 847.557                                               ├░┤",
        "                   ├╌╌╌╌╌╌╌╌╌╌ gap 2.94 billion TWD ╌╌╌╌╌╌╌╌╌╌┤",
        "                 ────────┬──────────────┬──────────────┬──────────────┬─────────",
        "    billion TWD         845            846            847            848",
    ]


def test_labels_stand_above_their_bars_where_there_is_not_and_ascii_draws_them_too() -> None:
    assert text_lines(LINE, 30, plain=True) == [
        "printed",
        " #",
        "FAIL sum",
        "                     ========",
        "perhaps 847.557",
        "                     |~",
        " |...................|",
        "     gap 2.94 billion TWD",
        "----+------+------+------+----",
        "   845    846    847    848",
        "                   billion TWD",
    ]


@pytest.mark.parametrize("line", [LINE, ENDLESS])
@pytest.mark.parametrize("columns", [36, 40, 76, 80, 120])
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_asked_or_steers_the_terminal(
    line: NumberLine, columns: int, plain: bool
) -> None:
    drawn = text_lines(line, columns, plain)
    assert max(map(cell_len, drawn)) <= columns
    assert "".join(drawn).isprintable()
    assert "".join(drawn).replace("老", "").isascii() or not plain


def test_bars_without_end_run_off_with_an_arrow() -> None:
    bars = text_lines(ENDLESS, 60)[1::2]
    assert bars[1].startswith("◄▒")
    assert bars[2].endswith("─►")
    assert text_lines(ENDLESS, 60, plain=True)[5].endswith("->")


def test_a_gap_too_narrow_for_words_has_them_beside_it() -> None:
    wide = Bar("a", 0, 100, 0, 100, Kind.PRINTED)
    line = NumberLine("count", (wide, Bar("b", 103, 200, 103, 200, Kind.EXPECTED)), (100, 103))
    assert "├┤ gap 3" in text_lines(line, 60)[2]


@pytest.mark.parametrize(
    "ends", [(0.1945, 0.1946), (-15.0, 3.0), (2.44e12, 2.4400001e12), (0.0, 6e11), (5.0, 5.0)]
)
def test_an_axis_has_two_numbers_at_least(ends: tuple[float, float]) -> None:
    bar = Bar("a", *ends, *ends, Kind.PRINTED)
    for columns in (40, 60, 80):
        assert len(text_lines(NumberLine("", (bar, bar)), columns)[-1].split()) >= 2
