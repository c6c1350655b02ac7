"""Printed tables of a package: the figures, families and quarantine that they become."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from flows.figure_files import Package, load_package
from schemas.terms import Place

# National Bureau of Statistics of China, three rows and six columns of its yearly series.
NATIONAL = """\
年份,国民总收入(亿元),国内生产总值（亿元）,第一产业增加值(亿元),第二产业增加值(亿元),第三产业增加值(亿元),备注
1952,679.1,679.1,342.9,141.1,195.1,数据缺失
1953,824.4,824.4 亿元,378.0,191.6,254.8①,数据缺失
1954,数据缺失,859.8,392.0 ①,211.1,…,数据缺失
"""
YEARS = """\
national:
  file: national.csv
  source_id: nbs
  park: China
  unit: 亿元
  empty: [数据缺失, "…"]
  marks:
    ①: {note: revised, status: preliminary}
  rows:
    1952: {period: 1952}
    1953: {period: 1953}
    "1954": {period: 1954}
  columns:
    国民总收入(亿元): {indicator: gni}
    国内生产总值(亿元):
      indicator: gdp
      sum_of: [第一产业增加值(亿元), 第二产业增加值(亿元), 第三产业增加值(亿元)]
    第一产业增加值(亿元): {indicator: primary}
    第二产业增加值(亿元): {indicator: secondary}
    第三产业增加值(亿元): {indicator: tertiary}
    备注: skip
"""
# 北京市统计局, 17 February 2020: 六大高端产业功能区主要经济指标 2016. The marks are ours.
ZONES = """\
2016年1-6月,,,
功能区,收入合计,,企业（个）
,本期（亿元）,增长（%）,
六大功能区①,"28,811.4",6.9,"10,128"
  中关村*,"18,351.5",15.4,6 760
  金融街,"4,242.0",-8.2,538
"""
HALF = """\
zones:
  file: zones.csv
  header: 2-3
  source_id: bureau
  period: 2016-01/2016-06
  indicator: total_income
  thousands: " "
  marks:
    ①: {note: without double counting}
    "*": {}
  rows:
    六大功能区: {park: six}
    中关村: {park: zhongguancun}
    金融街: {park: financial_street}
  columns:
    收入合计 / 本期(亿元): {unit: 亿元}
    收入合计 / 增长(%): {measure: growth}
    企业(个): {indicator: companies, unit: 个}
"""


def package(folder: Path, **files: str) -> Package:
    (folder / "tables").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "tables" / name.replace("_", ".")).write_text(text, "utf-8")
    return load_package(folder)


def test_years_down_and_indicators_across_with_units_in_headers(tmp_path: Path) -> None:
    found = package(tmp_path, national_csv=NATIONAL, years_yml=YEARS)
    assert found.quarantined == []
    rows = {row.figure_id: row for row in found.printed}
    assert len(rows) == 13
    gdp = rows["national/1953/gdp"]
    assert (gdp.printed, gdp.period, gdp.park) == ("824.4 亿元", "1953", "China")
    assert (gdp.file, gdp.line) == ("tables/national.csv", 3)
    assert rows["national/1952/gni"].printed == "679.1亿元"
    marked = rows["national/1953/tertiary"]
    assert (marked.printed, marked.status, marked.note) == (
        *("254.8亿元", "preliminary"),
        "①: revised",
    )
    family = [(one.dimension, one.whole, one.part) for one in found.codes.families]
    assert family == [("indicator", "gdp", part) for part in ("primary", "secondary", "tertiary")]


def test_merged_headers_marks_and_separators(tmp_path: Path) -> None:
    found = package(tmp_path, zones_csv=ZONES, half_yml=HALF)
    assert found.quarantined == []
    read = {row.figure_id: (row.printed, row.measure, row.note) for row in found.printed}
    income, note = "收入合计 / 本期(亿元)", "①: without double counting"
    assert read == {
        f"zones/six/{income}": ("28,811.4亿元", "level", note),
        "zones/six/growth": ("6.9", "growth", note),
        "zones/six/companies": ("10,128个", "level", note),
        f"zones/zhongguancun/{income}": ("18,351.5亿元", "level", "*"),
        "zones/zhongguancun/growth": ("15.4", "growth", "*"),
        "zones/zhongguancun/companies": ("6760个", "level", "*"),
        f"zones/financial_street/{income}": ("4,242.0亿元", "level", ""),
        "zones/financial_street/growth": ("-8.2", "growth", ""),
        "zones/financial_street/companies": ("538个", "level", ""),
    }


def quarantined(found: Package) -> list[tuple[Place, str, str]]:
    return [(one.place, one.found, one.expected) for one in found.quarantined]


@pytest.mark.parametrize(
    ("before", "after", "place", "told"),
    [
        ("1953,824.4,", "1953,about,", Place("tables/national.csv", 3, "column 2"), "'about'"),
        ("1953,824.4,", "1953,-,", Place("tables/national.csv", 3, "column 2"), "'-'"),
        ("1953,", "1955,", Place("tables/national.csv", 3, "column 1"), "the row '1955'"),
        ("1953,", "1955,", Place("tables/years.yml", 11, "5"), "'1953', which no row has"),
        ("1953,", "1952,", Place("tables/years.yml", 10, "5"), "'1952', which 2 rows have"),
        ("国民总收入", "国民收入", Place("tables/national.csv", 1, "column 2"), "the column '国民"),
        ("(亿元),国内", "(万元),国内", Place("tables/years.yml", 14, "5"), "which no column has"),
        ("1954,", '"1954"x,', Place("tables/national.csv", 4), '"1954"x,数据'),
    ],
)
def test_what_is_neither_figure_nor_skipped_is_quarantined_with_its_place(
    tmp_path: Path, before: str, after: str, place: Place, told: str
) -> None:
    changed = NATIONAL.replace(before, after, 1)
    assert changed != NATIONAL
    found = package(tmp_path, national_csv=changed, years_yml=YEARS)
    [entry] = [one for one in quarantined(found) if one[0] == place]
    assert told in entry[1]
    assert not any(one.refused for one in found.quarantined)


def test_a_quarantined_cell_says_in_which_row_and_column_it_stands(tmp_path: Path) -> None:
    found = package(tmp_path, national_csv=NATIONAL.replace("141.1", "n/a"), years_yml=YEARS)
    [entry] = found.quarantined
    assert json.loads(entry.row) == {
        "source_id": "nbs",
        "row": "1952",
        "column": "第二产业增加值(亿元)",
        "text": "n/a",
    }


@pytest.mark.parametrize(
    ("files", "place", "told"),
    [
        ({"lonely_csv": NATIONAL}, Place("tables/lonely.csv"), "a table that no mapping names"),
        ({"years_yml": YEARS}, Place("tables/years.yml", 1, "1"), "'national.csv', which is not"),
        (
            {"national_csv": NATIONAL, "years_yml": YEARS.replace("unit: 亿元", "unit: 亿円年")},
            Place("tables/years.yml", 5, "9"),
            "'亿円年'",
        ),
        (
            {"national_csv": NATIONAL, "a_yml": YEARS, "b_yml": YEARS},
            Place("tables/b.yml", 1, "1"),
            "'national'",
        ),
        ({"national_csv": "", "years_yml": YEARS}, Place("tables/national.csv"), "an empty file"),
        (
            {"national_json": "[]", "years_yml": YEARS.replace(".csv", ".json")},
            Place("tables/years.yml", 1, "1"),
            "'national.json'",
        ),
    ],
)
def test_a_table_that_is_not_read_is_refused_aloud(
    tmp_path: Path, files: dict[str, str], place: Place, told: str
) -> None:
    [entry] = package(tmp_path, **files).quarantined
    assert (entry.place, entry.refused) == (place, True)
    assert told in entry.found


def test_a_workbook_is_read_with_its_sheets_cells_and_merged_headers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "6月"
    for line in ZONES.splitlines():
        sheet.append(next(csv.reader([line])))
    sheet.merge_cells("B2:C2")
    sheet["B4"] = 28811.4
    sheet["B4"].number_format = "#,##0.0"
    sheet.merge_cells("C5:C6")
    book.create_sheet("notes")["A1"] = "nothing"
    (tmp_path / "tables").mkdir()
    book.save(tmp_path / "tables" / "zones.xlsx")
    mapping = HALF.replace("zones.csv", "zones.xlsx")
    [unnamed] = package(tmp_path, half_yml=mapping).quarantined
    assert unnamed.expected == "one of tables/zones.xlsx; there are 6月, notes"
    found = package(tmp_path, half_yml=mapping.replace("  header", "  sheet: 6月\n  header"))
    [merged] = found.quarantined
    assert (merged.place.file, merged.found) == (
        *("tables/zones.xlsx [6月] C5", "'15.4' in a merged cell"),
    )
    first = found.printed[0]
    assert (first.printed, first.file) == ("28,811.4亿元", "tables/zones.xlsx [6月] B4")
    assert len(found.printed) == 7


def test_a_table_like_another_says_only_what_differs(tmp_path: Path) -> None:
    later = YEARS + "later: {like: national, file: later.csv, source_id: nbs-2}\n"
    changed = NATIONAL.replace("679.1", "680.0")
    found = package(tmp_path, national_csv=NATIONAL, later_csv=changed, years_yml=later)
    assert found.quarantined == []
    rows = {row.figure_id: row for row in found.printed}
    assert rows["later/1952/gni"].printed == "680.0亿元"
    assert (rows["later/1952/gni"].source_id, rows["later/1952/gni"].park) == ("nbs-2", "China")
    # The same totals once more are the same family.
    assert len(found.codes.families) == 3


def test_cells_rows_and_columns_may_be_named_by_their_places(tmp_path: Path) -> None:
    twice = "year,a,a\n2016,1,2\n2016,3,4\n"
    mapping = """\
t:
  file: t.csv
  source_id: s
  park: P
  indicator: i
  skip: [C3]
  rows: {row 2: {period: 2016, id: first}, row 3: {period: 2016, id: second}}
  columns: {column B: {segment: a}, column C: {segment: b}}
"""
    found = package(tmp_path, t_csv=twice, t_yml=mapping)
    assert found.quarantined == []
    assert {row.figure_id: row.printed for row in found.printed} == {
        "t/first/a": "1",
        "t/first/b": "2",
        "t/second/a": "3",
    }
