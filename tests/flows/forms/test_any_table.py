"""Tables in every form: the same rows give the same figures, each with its place."""

import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from flows.csv_headers import Columns
from flows.figure_files import load_package
from flows.forms.any_table import SUFFIXES, read_any
from flows.package_hashes import package_hashes
from schemas.figures import read_figures
from schemas.places import with_column
from schemas.terms import Quarantined
from tests.flows.made_tables import MADE, made_xlsx, parquet, saved
from tests.flows.test_figure_files import GOOD, write

HEADER = ["figure_id", "source_id", "park", "indicator", "period", "printed"]
ROWS = [
    HEADER,
    ["A", "S", "中关村", "I", "2016", "263.50"],
    ["B", "S", "中关村", "I", "2016-10", "more than 420 billion yuan"],
    ["", "", "", "", "", ""],
    ["C", "S", "中关村", "I", "2016", "75.5%"],
    ["D", "S", "中关村", "I", "2016", "1,646.8"],
]
COLUMNS = Columns(tuple(HEADER), ("note",), as_printed=("printed",))


def said(entry: Quarantined) -> str:
    return f"{with_column(entry.place)}: {entry.found}; {entry.expected}"


def rows_of(content: bytes, file: str = "figures/a.xlsx") -> list[dict[str, str]]:
    rows, quarantined = read_any(file, content, COLUMNS)
    assert quarantined == []
    return [row.cells for row in rows]


def workbook(*rows: list[object], title: str = "Sheet") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made["Sheet"].title = title
    for row in rows:
        made[title].append(row)
    return made


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_rows_give_the_same_figures(tmp_path: Path, suffix: str) -> None:
    blank = "".join(ROWS[3]) if suffix in (".parquet", ".json", ".jsonl", ".ndjson") else None
    rows = [row for row in ROWS if "".join(row) != blank]
    parks = MADE[suffix]([["park", "currency"], ["中关村", "CNY"]])
    files = {f"figures/a{suffix}": MADE[suffix](rows), f"parks{suffix}": parks}
    package = load_package(write(tmp_path, dict(files)))
    figures, unread = read_figures(package.printed, package.codes)
    assert [*package.quarantined, *unread] == []
    assert list(package.codes.parks) == ["中关村"]
    read = [(one.figure_id, one.park, one.printed, one.usual_high) for one in figures]
    assert read == [
        ("A", "中关村", "263.50", 263.505),
        ("B", "中关村", "more than 420 billion yuan", 430e9),
        ("C", "中关村", "75.5%", 0.7555),
        ("D", "中关村", "1,646.8", 1646.85),
    ]
    assert all(one.file.startswith(f"figures/a{suffix}") for one in figures)


def test_a_fault_is_told_with_sheet_and_cell(tmp_path: Path) -> None:
    made = workbook(["note", *HEADER], ["", "A", "S", "Q", "I", "2016", "5"], title="园区")
    made["园区"].append(["", "B", "S", "P", "I", "Oct-16", "5"])
    made["园区"].append(["", "A", "S", "P", "I", "2016", "5"])
    package = load_package(
        write(tmp_path, {"figures/a.xlsx": saved(made), "parks.csv": "park\nP\n"})
    )
    _, unread = read_figures(package.printed, package.codes)
    places = [with_column(entry.place) for entry in unread]
    at = "figures/a.xlsx [园区]"
    assert places == [f"{at} D2:park", f"{at} F3:period", f"{at} B4:figure_id"]
    assert f"{at} B2 has this one" in unread[2].expected


def test_a_code_list_in_a_workbook_is_told_by_cell(tmp_path: Path) -> None:
    parks = made_xlsx([["park", "currency"], ["P", "yuan"], ["Q", "CNY"], ["Q", "CNY"]])
    package = load_package(write(tmp_path, {"figures/a.csv": GOOD, "parks.xlsx": parks}))
    first, second = sorted(package.quarantined, key=lambda entry: entry.place.line)
    assert with_column(first.place) == "parks.xlsx [Sheet] B2:currency"
    assert with_column(second.place) == "parks.xlsx [Sheet] A4:park"
    assert "parks.xlsx [Sheet] A3 has this one" in second.expected


@pytest.mark.parametrize(
    ("value", "number_format", "message"),
    [
        ("=1+1", "0.00", "F2:printed: a formula without its value; its value: open the workbook"),
        ("#DIV/0!", "General", "F2:printed: #DIV/0!; a text or a number: this cell holds an error"),
        (0.349123456789, "General", "0.349123456789 in the number format General: how many"),
        (263.5, "# ?/?", "263.5 in the number format # ?/?: a fraction; a number format that says"),
    ],
)
def test_a_cell_that_shows_no_text_is_quarantined(
    value: object, number_format: str, message: str
) -> None:
    made = workbook(HEADER, ["A", "S", "P", "I", "2016", value], ["B", "S", "P", "I", "2016", "5"])
    made["Sheet"]["F2"].number_format = number_format
    rows, [entry] = read_any("figures/a.xlsx", saved(made), COLUMNS)
    assert [row.cells["figure_id"] for row in rows] == ["B"]
    assert message in said(entry)
    assert not entry.refused


def test_such_a_cell_does_no_harm_elsewhere() -> None:
    made = workbook([*HEADER, "remark"], ["A", "S", "P", "I", "2016", "5", "=1/0"])
    made["Sheet"]["K9"] = "a remark beside the table"
    assert rows_of(saved(made))[0]["figure_id"] == "A"


def test_a_date_is_read_as_exactly_as_it_is_displayed() -> None:
    made = workbook(HEADER, ["A", "S", "P", "I", datetime.date(2016, 10, 1), "5"])
    assert rows_of(saved(made))[0]["period"] == "2016-10-01"
    made["Sheet"]["E2"].number_format = "mmm yyyy"
    assert rows_of(saved(made))[0]["period"] == "2016-10"


def test_each_sheet_is_read_and_one_without_the_header_is_refused() -> None:
    made = workbook(HEADER, ["A", "S", "P", "I", "2016", "5"])
    hidden = made.create_sheet("More")
    hidden.sheet_state = "hidden"
    for row in (HEADER, ["B", "S", "P", "I", "2016", "6"]):
        hidden.append(row)
    hidden.row_dimensions[2].hidden = True
    made.create_sheet("Empty")
    made.create_sheet("Notes")["B3"] = "to do"
    rows, [entry] = read_any("figures/a.xlsx", saved(made), COLUMNS)
    assert [row.cells["figure_id"] for row in rows] == ["A", "B"]
    assert entry.refused
    assert said(entry).startswith("figures/a.xlsx [Notes] A3:figure_id: ,to do; column 'figure_id'")


def test_merged_cells_are_not_spread_over_rows() -> None:
    made = workbook(HEADER, ["A", "S", "P", "I", "2016", "5"], ["B", "S", "P", "I", "2016", "6"])
    made["Sheet"].merge_cells("C2:C3")
    rows, [entry] = read_any("figures/a.xlsx", saved(made), COLUMNS)
    assert [row.cells["park"] for row in rows] == ["P"]
    assert said(entry).startswith(
        "figures/a.xlsx [Sheet] C3:park: a part of the merged cells C2:C3"
    )


@pytest.mark.parametrize(
    ("name", "kind", "found", "expected"),
    [
        ("a.xlsx", ".csv", "a text file", "an XLSX workbook, as its name says"),
        ("a.xls", ".xlsx", "an XLSX workbook", "an XLS workbook, as its name says"),
        ("a.csv", ".xlsx", "an XLSX workbook", "or name it for what it is"),
        ("a.json", ".parquet", "a Parquet file", "UTF-8"),
        ("a.parquet", ".csv", "a text file", "a Parquet file, as its name says"),
        ("a.ods", ".xlsx", "a damaged file", "an ODS workbook that is whole"),
        ("a.json", ".csv", "figure_id", "a JSON array"),
        ("a.jsonl", ".csv", "no JSON", "an object such as"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, kind: str, found: str, expected: str
) -> None:
    rows, [entry] = read_any(name, MADE[kind](ROWS), COLUMNS)
    assert (rows, entry.refused, entry.place.file) == ([], True, name)
    assert found in entry.found
    assert expected in entry.expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[{"figure_id": "A",\n"printed": [1]}]', 1, 'printed: ["1"]; a text, a number or null'),
        ('[\n{"printed": true}]', 2, "printed: true"),
        ('[\n"A"]', 2, '"A"; an object such as'),
        ('[\n{"printed": NaN}]', 2, "NaN, which is no JSON"),
        ('[{"a": 1},\n{"a": }]', 2, "no JSON: Expecting value"),
        ('[{"printed": 1, "printed": 2}]', 1, "a key twice"),
        ('[{"a": 1}', 1, "the end of the file"),
        ('[{"a": 1}] x', 1, "a JSON array"),
        ('[{"printed": 1, " printed": 2}]', 1, "a key twice"),
        ('[{"printed": "\\ud800"}]', 1, "\\ud800; a text of whole characters"),
        ('{"a": 1}', 0, "a JSON array"),
        ("[]", 0, "column 'figure_id' in the header"),
    ],
)
def test_json_that_is_no_table_is_told_with_its_line(text: str, line: int, message: str) -> None:
    columns = Columns(("figure_id",) if text == "[]" else (), ("figure_id", "printed"))
    rows, [entry] = read_any("figures/a.json", text.encode(), columns)
    assert (rows, entry.place.line) == ([], line)
    assert message in f"{entry.found}; {entry.expected}"


def test_a_number_in_json_keeps_its_digits_and_reading_goes_on() -> None:
    lines = ['{"printed": 263.50, "x": [1]}', "", "{oops}", '{"printed": 1e3, "note": null}']
    columns = Columns(("printed",), ("note",))
    rows, [entry] = read_any("figures/a.jsonl", "\n".join(lines).encode(), columns)
    assert [(row.line, row.cells["printed"]) for row in rows] == [(1, "263.50"), (4, "1e3")]
    assert (entry.place.line, entry.refused) == (3, False)


def test_parquet_keeps_the_zeros_of_decimals_and_refuses_doubles_as_printed() -> None:
    texts = {name: ["A"] for name in HEADER[:-1]}
    exact = pa.array([263.5]).cast(pa.decimal128(10, 2))
    table = pa.table(texts | {"note": [pa.scalar(5.0)], "printed": exact})
    assert rows_of(parquet(table), "figures/a.parquet")[0]["printed"] == "263.50"
    lost = pa.table(texts | {"printed": [263.5]})
    _, [entry] = read_any("figures/a.parquet", parquet(lost), COLUMNS)
    assert (entry.refused, entry.place.column) == (True, "printed")
    assert said(entry).endswith("keep trailing zeros: a double has lost them")


def test_a_files_form_belongs_to_its_hash() -> None:
    before = package_hashes({"figures/a.xlsx": b"1", "parks.ods": b"1"})
    for name, kind in (("figures/a.xlsx", "figures_hash"), ("parks.ods", "codes_hash")):
        after = package_hashes({"figures/a.xlsx": b"1", "parks.ods": b"1", name: b"2"})
        assert {one for one in before if before[one] != after[one]} == {"data_hash", kind}
