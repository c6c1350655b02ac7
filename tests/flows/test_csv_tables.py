import json
from pathlib import Path

import pytest

from flows.csv_headers import Columns
from flows.csv_records import LONGEST_CELL_CHARACTERS, LONGEST_ROW_CHARACTERS
from flows.csv_tables import read_table

MESSY = Path(__file__).parent / "messy"
ABC = Columns(("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("name", "required", "read", "quarantined_lines"),
    [
        ("csvkit_mac_newlines.csv", ("a", "b", "c"), {2: "1", 3: "Once upon\ra time"}, []),
        ("spectrum_newlines.csv", ("a", "b", "c"), {2: "1", 3: "Once upon \na time", 5: "7"}, []),
        ("spectrum_escaped_quotes.csv", ("b", "a"), {2: 'ha "ha" ha', 3: "4"}, []),
        ("csvkit_bad.csv", ("column_a",), {4: "0"}, [2, 3]),
        ("structure-errors.csv", ("id",), {2: "1101", 3: "1102"}, [5]),
        ("bom.csv", ("id",), {2: "1", 3: "2"}, []),
        ("unclosed_quote.csv", ("a", "b"), {}, [2]),
    ],
)
def test_rows_keep_the_line_they_start_on(
    name: str, required: tuple[str, ...], read: dict[int, str], quarantined_lines: list[int]
) -> None:
    rows, quarantined = read_table(name, (MESSY / name).read_bytes(), Columns(required))
    assert {row.line: row.cells[required[0]] for row in rows} == read
    assert [entry.place.line for entry in quarantined] == quarantined_lines
    assert not any(entry.refused for entry in quarantined)


@pytest.mark.parametrize(
    ("name", "line", "found", "expected"),
    [
        ("empty.csv", 0, "an empty file", "a header row"),
        ("wide_5000_columns.csv", 1, "5,000 columns", "at most 1,000"),
        ("csvkit_null_byte.csv", 0, "a NUL byte on line 2", "UTF-8"),
        ("national_utf16le_no_bom.csv", 0, "UTF-16LE", "encoding: UTF-16LE"),
        ("national_gb18030.csv", 0, "GB18030", "in package.yml: encoding: GB18030"),
        ("latin1.csv", 0, "byte 0xa9 on line 3", "UTF-8"),
        ("xlsx_named.csv", 0, "XLSX", "UTF-8"),
        ("delimiter.csv", 1, "id;name", "semicolons"),
        ("duplicate-headers.csv", 1, "3 columns named 'id'", "once"),
        ("bom.csv", 1, "id,name", "column 'a' in the header"),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(
    name: str, line: int, found: str, expected: str
) -> None:
    rows, [entry] = read_table(name, (MESSY / name).read_bytes(), ABC)
    assert rows == []
    assert entry.refused
    assert (entry.place.file, entry.place.line) == (name, line)
    assert found in entry.found
    assert expected in entry.expected


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("gb18030", "GB18030"),
        ("big5", "Big5"),
    ],
)
def test_other_encodings_are_named(encoding: str, found: str) -> None:
    _, [entry] = read_table("x.csv", "a,b\n總收入,園區\n".encode(encoding), ABC)
    assert entry.refused
    assert found in entry.found


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("a\tb\tc", "tabs"),
        ("a", "column 'b' in the header"),
        ("A,b", "column 'a' in the header"),
        ('"a,b', "a closing quote"),
    ],
)
def test_header_that_will_not_do_says_why(header: str, expected: str) -> None:
    _, [entry] = read_table("x.csv", f"{header}\n1,2\n".encode(), ABC)
    assert (entry.refused, entry.place.line) == (True, 1)
    assert expected in entry.expected


@pytest.mark.parametrize(
    ("header", "column", "expected"),
    [
        ("prak,status", "park", "did you mean it by 'prak'?"),
        ("park,statuss", "statuss", "did you mean 'status'?"),
    ],
)
def test_a_slip_in_a_column_name_is_not_an_extra_column(
    header: str, column: str, expected: str
) -> None:
    columns = Columns(("park",), ("status",))
    _, [entry] = read_table("x.csv", f"{header}\n1,2\n".encode(), columns)
    assert (entry.refused, entry.place.column) == (True, column)
    assert expected in entry.expected


def test_unknown_and_nameless_columns_do_no_harm() -> None:
    [row], quarantined = read_table("x.csv", b" a ,colour,b,,\n1,red,2,,\n", ABC)
    assert (row.cells["a"], row.cells["b"], quarantined) == ("1", "2", [])


def test_a_ragged_row_keeps_all_its_cells() -> None:
    _, [entry] = read_table("x.csv", b"a,b\n1,2,3,4\n", ABC)
    assert (entry.found, entry.expected[:7]) == ("4 cells", "2 cells")
    assert json.loads(entry.row) == {"a": "1", "b": "2", "": ["3", "4"]}


def test_what_an_unclosed_quote_swallowed_stays_in_its_row() -> None:
    _, [entry] = read_table("x.csv", b'a,b\n1,"2\n3,4\n5,6\n', ABC)
    assert "closing quote" in entry.expected
    assert json.loads(entry.row) == {"": '1,"2\n3,4\n5,6\n'}


def test_reading_goes_on_after_a_broken_row() -> None:
    rows, [entry] = read_table("x.csv", b'a,b\n\n1,"2"3\n\n4,5\n', ABC)
    assert (entry.place.line, [row.line for row in rows]) == (3, [5])


@pytest.mark.parametrize("content", [",,,\n", '""', "\n \n", '"\n"\n'])
def test_a_file_of_empty_cells_alone_has_no_header(content: str) -> None:
    _, [entry] = read_table("x.csv", content.encode(), ABC)
    assert (entry.place.line, entry.refused, entry.expected) == (0, True, "a header row")


def test_a_header_has_its_own_line() -> None:
    _, [entry] = read_table("x.csv", b"\n,,\na,c\n", ABC)
    assert (entry.place.line, entry.place.column) == (3, "b")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("more", range(-3, 4))
def test_a_row_has_a_longest_length_and_reading_goes_on_after_it(newline: str, more: int) -> None:
    cells = "x," * (LONGEST_ROW_CHARACTERS // 2)
    lines = ["a,b", f"{cells}{'x' * (more + 3)}", "3,4", '"5"6,7', "8,9"]
    rows, quarantined = read_table("x.csv", newline.join(lines).encode(), ABC)
    assert [row.line for row in rows] == [3, 5]
    assert [entry.place.line for entry in quarantined] == [2, 4]


@pytest.mark.parametrize(("more", "lines_read"), [(0, [2, 3]), (1, [3])])
def test_a_cell_has_a_longest_length(more: int, lines_read: list[int]) -> None:
    long = "x" * (LONGEST_CELL_CHARACTERS + more)
    rows, quarantined = read_table("x.csv", f"a,b\n1,{long}\n3,4\n".encode(), ABC)
    assert [row.line for row in rows] == lines_read
    assert [entry.place.line for entry in quarantined] == [2][:more]
