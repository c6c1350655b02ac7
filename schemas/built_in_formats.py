"""The number formats that spreadsheets know by a number alone."""

from collections.abc import Mapping

from schemas.number_formats import NotShown

GENERAL = "General"
_LEAST_OWN = 164
# ECMA-376, part 1, 18.8.30; those of which any language's form says the same.
_FORMATS: Mapping[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    # In Chinese, Japanese and Korean, in whatever order: year, month, day.
    30: "yyyy-mm-dd",
    31: "yyyy-mm-dd",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}


def format_of(number: int, given: Mapping[int, str]) -> str:
    """Return a number format: the one that a workbook gives, else the one that all know.

    Raises NotShown where it depends on the language of the program, as a currency's sign does.
    """
    if number in given:
        return given[number]
    if number in _FORMATS:
        return _FORMATS[number]
    if number >= _LEAST_OWN:
        raise NotShown(f"number format {number}, which the workbook lacks")
    raise NotShown(f"built-in number format {number}, which depends on the program's language")
