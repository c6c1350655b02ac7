"""Tables that package.yml says how to read: encodings, delimiters, columns, sheets."""

import codecs
from pathlib import Path

import openpyxl
import pytest

from flows.figure_files import Package, load_package
from schemas.places import with_column
from tests.flows.forms.test_any_table import HEADER, ROWS
from tests.flows.made_tables import made_csv, saved
from tests.flows.test_figure_files import GOOD, write

MESSY = Path(__file__).parents[1] / "messy"
TEXT = made_csv(ROWS).decode()
KEYED = {"A": "263.50", "B": "more than 420 billion yuan", "C": "75.5%", "D": "1,646.8"}


def load(folder: Path, settings: str, files: dict[str, bytes]) -> Package:
    return load_package(write(folder, {"package.yml": settings, **files}))


def printed(package: Package) -> dict[str, str]:
    return {row.figure_id: row.printed for row in package.printed}


def said(package: Package) -> list[str]:
    return [f"{with_column(one.place)}: {one.found}; {one.expected}" for one in package.quarantined]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gb18030", "GB18030"),
        ("gbk", "gbk"),
        ("big5", "Big5"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-8", "UTF-8"),
    ],
)
def test_a_named_encoding_is_read(tmp_path: Path, encoding: str, named: str) -> None:
    settings = f"figures/*.csv:\n  encoding: {named}\n"
    content = TEXT.replace("关", "關").encode(encoding)
    package = load(tmp_path, settings, {"figures/a.csv": content})
    assert (said(package), printed(package)) == ([], KEYED)
    assert {row.park for row in package.printed} == {"中關村"}


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_declared_encoding_is_read(tmp_path: Path, mark: bytes, encoding: str) -> None:
    files = {"figures/a.csv": mark + TEXT.encode(encoding)}
    package = load(tmp_path, "", files)
    assert (said(package), printed(package)) == ([], KEYED)


@pytest.mark.parametrize(
    ("named", "content", "message"),
    [
        ("", TEXT.encode("gb18030"), "name its encoding in package.yml: encoding: GB18030"),
        ("GB18030", (TEXT * 9).encode(), "UTF-8 by its bytes; GB18030, which package.yml names"),
        ("GB18030", b"\xff\xfea\0", "UTF-16LE by its byte order mark; GB18030, which package.yml"),
        ("GB18030", b"a,b\n1,\xff\n", "byte 0xff on line 2 that is not GB18030; one encoding"),
        ("UTF-16", "a,b".encode("utf-16-le"), "no byte order mark; UTF-16LE or UTF-16BE in"),
        ("UTF-16LE", b"a\0b", "that is not UTF-16LE"),
        ("Big5", b"a,b\n\0\n", "a NUL character in Big5; a text"),
        ("Big5", b"\n", "an empty file; a header row"),
    ],
)
def test_no_encoding_is_guessed(tmp_path: Path, named: str, content: bytes, message: str) -> None:
    settings = f"figures/a.csv: {{encoding: {named}}}\n" if named else ""
    package = load(tmp_path, settings, {"figures/a.csv": content})
    [one] = package.quarantined
    assert one.refused
    assert message in said(package)[0]


@pytest.mark.parametrize(
    ("delimiter", "name"), [(";", "semicolon"), ("\t", "tab"), ("|", "Vertical bar")]
)
def test_a_named_delimiter_is_read(tmp_path: Path, delimiter: str, name: str) -> None:
    settings = f"figures/b*/*.csv: {{delimiter: {name}}}\n"
    package = load(tmp_path, settings, {"figures/bureau/a.csv": made_csv(ROWS, delimiter)})
    assert (said(package), printed(package)) == ([], KEYED)


def test_columns_and_values_that_all_rows_have_are_named(tmp_path: Path) -> None:
    settings = """
figures/a.csv:
  columns: {park: REF_AREA, printed: OBS}
  values: {source_id: yearbook, indicator: I}
"""
    content = b"figure_id,REF_AREA,period,OBS\nA,P,2016,5\n"
    [row] = load(tmp_path, settings, {"figures/a.csv": content}).printed
    assert (row.park, row.printed, row.source_id, row.indicator) == ("P", "5", "yearbook", "I")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (
            "columns: {park: area}",
            "a.csv:1:park: figure_id,source_id,park,indicator,period,printed; ",
        ),
        ("columns: {prak: park}", "a.csv: 'prak' in package.yml; one of figure_id"),
        ("values: {park: P}", "a.csv:1:park: 2 columns named 'park'; each column name once"),
    ],
)
def test_columns_that_are_not_there_refuse_the_file(
    tmp_path: Path, form: str, message: str
) -> None:
    package = load(tmp_path, f"figures/a.csv: {{{form}}}\n", {"figures/a.csv": GOOD.encode()})
    assert (package.printed, len(package.quarantined)) == ([], 1)
    assert message in said(package)[0]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "figures/b.csv: {encoding: GBK}\n",
            "package.yml:1:1: 'figures/b.csv'; the name of a file",
        ),
        ("a: {encoding: latin}\n", "package.yml:1:15: 'latin'; one of UTF-8, GB18030"),
        ("a: {delimiter: ','}\n", "package.yml:1:17: ','; one of comma, semicolon"),
        ("a: {encodng: GBK}\n", "did you mean 'encoding'?"),
        ("a: {sheets: Figures}\n", "a list of sheets, such as [Figures]"),
        ("a: {values: {period: 2016}}\n", "what looks like another value needs quotes"),
        ("- a\n", "keys with a file each"),
    ],
)
def test_a_mistake_in_package_yml_is_told_with_its_place(
    tmp_path: Path, settings: str, message: str
) -> None:
    package = load(tmp_path, settings, {"figures/a.csv": GOOD.encode()})
    assert any(message in one for one in said(package))
    assert len(package.printed) == 1


def test_the_sheets_to_read_are_named(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (HEADER, ["A", "S", "P", "I", "2016", "5"]):
        made["Sheet"].append(row)
    made.create_sheet("Notes")["A1"] = "to do"
    files = {"figures/a.xlsx": saved(made)}
    package = load(tmp_path, "figures/a.xlsx: {sheets: [Sheet]}\n", files)
    assert (said(package), printed(package)) == ([], {"A": "5"})
    package = load(tmp_path, "figures/a.xlsx: {sheets: [Figures]}\n", files)
    assert said(package) == ["figures/a.xlsx: no sheet 'Figures'; one of Notes, Sheet"]


def test_bureaus_copies_of_one_table_are_the_same(tmp_path: Path) -> None:
    """The one table of the messy files reads the same in each encoding that is named."""
    encodings = {"gb18030": "GB18030", "gbk": "GBK", "utf16le_no_bom": "UTF-16LE"}
    encodings |= {"utf8_bom": "UTF-8", "utf16_bom": "UTF-16"}
    columns = "values: {figure_id: x, source_id: s, park: p, indicator: i, period: '2016'}"
    found = {}
    for name, encoding in encodings.items():
        content = (MESSY / f"national_{name}.csv").read_bytes()
        first = content.decode(encoding.removesuffix("-BOM")).lstrip("\ufeff").split(",")[0]
        form = f"{columns}, columns: {{printed: '{first}'}}, encoding: {encoding}"
        package = load(tmp_path / name, f"figures/*: {{{form}}}\n", {"figures/a.csv": content})
        assert said(package) == []
        found[name] = [row.printed for row in package.printed]
    assert len(found["gbk"]) > 10
    assert all(one == found["gbk"] for one in found.values())
