"""Cells as spreadsheets display them, or not at all."""

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from schemas.built_in_formats import format_of
from schemas.number_formats import NotShown
from schemas.shown_cells import shown_text, shown_value

# The order of a date's parts is the language's; it is read in the order of ISO 8601.
OWN_ORDER = {14: "yyyy-mm-dd", 22: "yyyy-mm-dd h:mm"}
ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (263.5, "0.00", "263.50"),
        (263.5, "General", "263.5"),
        (0.1 + 0.2, "General", "0.3"),
        (263490000000.0, "General", "263490000000"),
        (263.5, "@", "263.5"),
        (263.5, "0", "264"),
        # A spreadsheet rounds the digits that it shows, not the binary number behind them.
        (1.005, "0.00", "1.01"),
        (999.995, "#,##0.00", "1,000.00"),
        (1646.8, "#,##0.0", "1,646.8"),
        (1234567.0, "#,##0", "1,234,567"),
        (12.0, "#,##0", "12"),
        (-263.5, "0.00", "-263.50"),
        (-0.3, "0", "0"),
        (-5.0, "#,##0.00;[Red]-#,##0.00", "-5.00"),
        (-5.0, "#,##0_);(#,##0)", "(5)"),
        (5.0, "0.0;[Red]0.0", "5.0"),
        (1234.5, ACCOUNTS, "1,234.50"),
        (-1234.5, ACCOUNTS, "-1,234.50"),
        (0, ACCOUNTS, "-"),
        (0.755, "0.0%", "75.5%"),
        (0.755, "0.00%", "75.50%"),
        (263490000000.0, "0.00E+00", "2.63E+11"),
        (0, "0.0E+0", "0.0E+0"),
        (263490000000.0, "0.00E-00", "2.63E11"),
        (0.05, "0.0E-00", "5.0E-02"),
        (0.05, "0.0E+00", "5.0E-02"),
        (263500.0, "0.0,", "263.5"),
        (1234567.0, "0.00,,", "1.23"),
        (3637.51, '0.00"亿元"', "3637.51亿元"),
        (3637.51, "[$¥-804]#,##0.00", "¥3,637.51"),
        (3637.51, "[$-804]0.0", "3637.5"),
        (5.0, "0.##", "5"),
        (5.1, "0.0#", "5.1"),
        (42, "0000", "0042"),
        (2345678, "000-0000", "234-5678"),
        (1500.0, '[>=1000]0.0,"K";0', "1.5K"),
        (500.0, '[>=1000]0.0,"K";0', "500"),
        (1e-07, "0.0000000", "0.0000001"),
        (1200.0, "General", "1200"),
        (42725.0, "yyyy-mm-dd", "2016-12-21"),
        (42725.0, "d.m.yy", "2016-12-21"),
        (42725.0, '[$-804]yyyy"年"m"月"', "2016-12"),
        (42725.0, "mmm-yy", "2016-12"),
        (42725.0, "yyyy", "2016"),
        (42725.0, "yyyy-mm-dd hh:mm:ss", "2016-12-21"),
    ],
)
def test_a_number_is_read_as_it_is_displayed(value: float, number_format: str, shown: str) -> None:
    assert shown_value(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "reason"),
    [
        (0.349123456789, "General", "width"),
        (0.00001234, "General", "width"),
        (263.5, "# ?/?", "fraction"),
        (263.5, "[DBNum1]0", "DBNum1"),
        (263.5, ";;;", "hides"),
        (263.5, "##0.0E+0", "in steps"),
        (-5.0, "[>=1000]0;0.0", "below zero"),
        (-5.0, "0.0;[Red]0.0", "without a sign"),
        (42725.0, "d-mmm", "without its year"),
        (42725.0, "yyyy-dd", "without its month"),
        (42725.5, "yyyy-mm-dd hh:mm", "time of day"),
        (0.5, "h:mm", "without its year"),
        (30.0, "yyyy-mm-dd", "March 1900"),
        (9e9, "yyyy-mm-dd", "9999"),
        (-1.0, "yyyy-mm-dd", "1900"),
        (float("inf"), "0", "beyond"),
        (float("nan"), "yyyy-mm-dd", "beyond"),
        (5.0, "0" * 300, "300 characters"),
        (5.0, "0;0;0;0;0", "5 sections"),
        (5.0, "0n", "'n'"),
    ],
)
def test_a_number_whose_display_is_not_known_is_not_guessed(
    value: float, number_format: str, reason: str
) -> None:
    with pytest.raises(NotShown, match=reason):
        shown_value(value, number_format)


@pytest.mark.parametrize("value", [1.1e300, -1.1e300, float("inf"), float("nan")])
def test_a_number_beyond_those_of_spreadsheets_is_not_shown(value: float) -> None:
    assert shown_value(1e300, "0.00E+00") == "1.00E+300"
    with pytest.raises(NotShown, match="beyond those of spreadsheets"):
        shown_value(value, "0.00E+00")


def test_days_of_the_other_system_begin_in_1904() -> None:
    assert shown_value(41263.0, "yyyy-mm-dd", from_1904=True) == "2016-12-21"


@pytest.mark.parametrize(
    ("text", "number_format", "shown"),
    [
        ("nearly 600", "General", "nearly 600"),
        ("nearly 600", "0.00", "nearly 600"),
        ("nearly 600", ACCOUNTS, "nearly 600"),
        ("600", '@"亿元"', "600亿元"),
        ("600", '0;0;0;"约"@', "约600"),
        # No section is for texts.
        ("600", '0;0;0;"@"', "600"),
        ("600", '"a@b"0', "600"),
    ],
)
def test_a_text_is_read_as_it_is_displayed(text: str, number_format: str, shown: str) -> None:
    assert shown_text(text, number_format) == shown


def test_a_built_in_format_that_depends_on_the_language_is_not_guessed() -> None:
    assert format_of(4, {}) == "#,##0.00"
    assert format_of(5, {5: '"¥"0'}) == '"¥"0'
    for number in (5, 8, 27, 44, 58, 163):
        with pytest.raises(NotShown, match=f"{number}, which depends on the program's language"):
            format_of(number, {})
    for number in (164, 200):
        with pytest.raises(NotShown, match=f"{number}, which the workbook lacks"):
            format_of(number, {})


@pytest.mark.parametrize("number", [n for n, one in BUILTIN_FORMATS.items() if "$" not in one])
@pytest.mark.parametrize("value", [1234.5, -1234.5, 0.0])
def test_built_in_formats_show_what_another_program_knows_them_by(
    number: int, value: float
) -> None:
    own, other = format_of(number, {}), BUILTIN_FORMATS[number]
    assert _shown(value, own) == _shown(value, OWN_ORDER.get(number, other))


def _shown(value: float, number_format: str) -> str | None:
    try:
        return shown_value(value, number_format)
    except NotShown:
        return None


@pytest.mark.parametrize("number", [14, 15, 22, 30, 31])
def test_built_in_dates_are_shown(number: int) -> None:
    assert shown_value(42674.0, format_of(number, {})) == "2016-10-31"
