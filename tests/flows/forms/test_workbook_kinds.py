"""What ODS, XLS and XLSX workbooks hold, each in its own way, and the texts that it displays."""

import datetime
import io

import made_archives as by_hand
import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from flows.forms.sheets import Sheet, Span, Unshown, sheets
from flows.text_files import Refused
from tests.flows.made_tables import saved

ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def only(file: str, content: bytes) -> Sheet:
    [sheet] = sheets(file, content)
    return sheet


def ods_row(cells: str) -> Sheet:
    return only("a.ods", by_hand.ods(f"<table:table-row>{cells}</table:table-row>"))


def cell(inner: str = "", **given: str) -> str:
    names = (
        f'{name.replace("__", ":").replace("_", "-")}="{text}"' for name, text in given.items()
    )
    return f"<table:table-cell {' '.join(names)}>{inner}</table:table-cell>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (cell(p("263.50"), office__value_type="float", office__value="263.5"), "263.50"),
        (cell(p("75.5%"), office__value_type="percentage", office__value="0.755"), "75.5%"),
        (cell(p("a<text:s text:c='2'/>b<text:tab/>c")), "a  b\tc"),
        (cell(p("<text:span>more than</text:span> 420") + p("billion")), "more than 420\nbillion"),
        (cell(f"<office:annotation>{p('a remark')}</office:annotation>{p('5')}"), "5"),
        (
            cell(p("21.12.16"), office__value_type="date", office__date_value="2016-12-21"),
            "2016-12-21",
        ),
        (cell(p("2016-12"), office__value_type="date", office__date_value="2016-12-01"), "2016-12"),
        (cell(p("WAHR"), office__value_type="boolean", office__boolean_value="true"), "TRUE"),
        (cell(office__value_type="float", office__value="5"), "5"),
        (cell(p("(1,647)"), office__value_type="float", office__value="-1646.8"), "(1,647)"),
        (cell(p("2.6E+11"), office__value_type="float", office__value="263490000000"), "2.6E+11"),
        (cell(p("-"), office__value_type="float", office__value="0"), "-"),
    ],
)
def test_ods_has_the_displayed_text(given: str, text: str) -> None:
    assert ods_row(given).records[0].cells == [text]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (cell(p("Dez 16"), office__value_type="date", office__date_value="2016-12-01"), "a date"),
        (cell(table__formula="of:=1+1"), "a formula without its value"),
        (cell(p("1.646"), office__value_type="float", office__value="1646"), "displayed for 1646"),
        (
            cell(p("263,50"), office__value_type="float", office__value="263.5"),
            "'263,50', displayed",
        ),
        (cell(p("#DIV/0!"), calcext__value_type="error", xmlns__calcext=ERROR), "#DIV/0!"),
    ],
)
def test_ods_may_not_say_what_was_displayed(given: str, found: str) -> None:
    given = given.replace("xmlns-calcext", "xmlns:calcext")
    assert found in ods_row(given).unshown[1, 1].found


def test_ods_cells_may_be_repeated_and_merged() -> None:
    two, gap = (
        cell(p("x"), table__number_columns_repeated="2"),
        cell(table__number_columns_repeated="3"),
    )
    sheet = ods_row(two + gap + cell(p("m"), table__number_columns_spanned="2"))
    assert sheet.records[0].cells == ["x", "x", "", "", "", "m"]
    assert sheet.merged == (Span(1, 6, 1, 7),)


def test_xls_says_how_its_values_are_displayed() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("S")
    for row, (value, number_format) in enumerate(
        [
            (263.5, "#,##0.00"),
            (datetime.date(2016, 12, 21), "d-mmm-yy"),
            (True, "General"),
            (263.5, '"$"#,##0_);("$"#,##0)'),
        ]
    ):
        page.write(row, 0, value, xlwt.easyxf(num_format_str=number_format))
    page.row(5).set_cell_error(0, "#DIV/0!")
    page.write_merge(7, 8, 0, 1, "m")
    out = io.BytesIO()
    book.save(out)
    sheet = only("a.xls", out.getvalue())
    assert [row.cells[0] for row in sheet.records] == ["263.50", "2016-12-21", "TRUE", "", "", "m"]
    # Of a currency only the program's language says the sign.
    assert "built-in number format 5" in sheet.unshown[4, 1].found
    assert sheet.unshown[6, 1] == Unshown("#DIV/0!", "a text or a number: this cell holds an error")
    assert sheet.merged == (Span(8, 1, 9, 2),)


def test_xlsx_may_count_its_days_from_1904() -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made["Sheet"]["B2"] = datetime.date(2016, 12, 21)
    made["Sheet"]["C2"] = 41263.5
    made["Sheet"]["C2"].number_format = "yyyy-mm-dd hh:mm"
    made["Sheet"]["D2"] = "two_x000A_lines"
    sheet = only("a.xlsx", saved(made))
    assert sheet.records[0].cells == ["", "2016-12-21", "", "two\nlines"]
    assert "a time of day" in sheet.unshown[2, 3].found


def test_ods_tables_within_a_cell_end_no_sheet() -> None:
    inner = f"<table:table-row>{cell(p('i'))}</table:table-row>"
    inner = f"<table:table table:name='I'>{inner}</table:table>"
    rows = f"<table:table-row>{cell(p('a') + inner)}</table:table-row>"
    sheet = only("a.ods", by_hand.ods(rows + f"<table:table-row>{cell(p('b'))}</table:table-row>"))
    assert [row.cells for row in sheet.records] == [["a"], ["b"]]


def test_ods_copies_of_other_workbooks_are_left_out() -> None:
    content = by_hand.ods(f"<table:table-row>{cell(p('x'))}</table:table-row>")
    copy = "'file:///other.ods'#$Sheet1"
    assert only("a.ods", content).name == "T"
    made = by_hand.ods(f"<table:table-row>{cell(p('x'))}</table:table-row>", name=copy)
    with pytest.raises(Refused, match="a workbook of empty sheets"):
        sheets("a.ods", made)
