"""A figure appended to a CSV file: the file's own form is kept, and nothing is half-written."""

from dataclasses import replace
from multiprocessing import Process
from pathlib import Path

import pytest

from flows.adding.figure_writing import COLUMNS, NotWritten, append_figure
from flows.csv_tables import read_table
from flows.figure_files import load_package
from flows.forms.table_forms import PLAIN, Form
from schemas.printed_figures import PrintedFigure

FIGURE = PrintedFigure(
    *("b", "s", "P", "income", "", "level", "", "2016", "actual"),
    printed="1,646.8亿元",
    note='said "so"',
)
MINIMAL = 'b,s,P,income,2016,"1,646.8亿元","said ""so"""'
QUOTED = '"b","s","P","income","2016","1,646.8亿元","said ""so"""'
HEADER = "figure_id,source_id,park,indicator,period,printed,note"
ROW = "a,s,P,income,2015,7,"


def quoted(line: str) -> str:
    return ",".join(f'"{cell}"' for cell in line.split(","))


@pytest.mark.parametrize(
    ("before", "added", "line"),
    [
        (f"{HEADER}\n{ROW}\n", f"{MINIMAL}\n", 3),
        (f"{HEADER}\r\n{ROW}\r\n", f"{MINIMAL}\r\n", 3),
        (f"{HEADER}\r{ROW}\r", f"{MINIMAL}\r", 3),
        (f"{HEADER}\n{ROW}", f"\n{MINIMAL}\n", 3),
        (f"{HEADER}\n", f"{MINIMAL}\n", 2),
        (f"\ufeff{HEADER}\r\n{ROW}", f"\r\n{MINIMAL}\r\n", 3),
        (f"{quoted(HEADER)}\n{quoted(ROW)}\n", f"{QUOTED}\n", 3),
        (f"{HEADER}\n{ROW}\n\n", f"{MINIMAL}\n", 4),
    ],
)
def test_the_files_own_form_is_kept(tmp_path: Path, before: str, added: str, line: int) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(before.encode())
    assert append_figure(file, FIGURE) == line
    assert file.read_bytes() == (before + added).encode()


def test_the_files_own_columns_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    header = "page,printed,note,period,indicator,park,source_id,figure_id,measure"
    file.write_text(f"{header}\n", "utf-8")
    append_figure(file, FIGURE)
    row = file.read_text("utf-8").splitlines()[1]
    assert row == ',"1,646.8亿元","said ""so""",2016,income,P,s,b,level'


def test_a_new_file_gets_every_column(tmp_path: Path) -> None:
    file = tmp_path / "figures" / "new.csv"
    assert append_figure(file, FIGURE) == 2
    [row] = load_package(tmp_path).printed
    assert row == replace(FIGURE, file="figures/new.csv", line=2)


def add_many(file: Path, writer: int) -> None:
    for number in range(20):
        append_figure(file, replace(FIGURE, figure_id=f"{writer}-{number}"))


@pytest.mark.slow
def test_figures_that_several_add_at_once_are_all_there(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    writers = [Process(target=add_many, args=(file, writer)) for writer in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    rows = file.read_text("utf-8").splitlines()[1:]
    wanted = {f"{writer}-{number}" for writer in range(3) for number in range(20)}
    assert {row.split(",")[0] for row in rows} == wanted
    assert len(rows) == 60


@pytest.mark.parametrize(
    ("codec", "form", "header"),
    [
        ("gb18030", Form(encoding="GB18030"), HEADER),
        ("utf-16", PLAIN, HEADER),
        ("utf-16-be", Form(encoding="UTF-16BE"), HEADER),
        ("utf-8", Form(delimiter=";"), HEADER.replace(",", ";")),
        ("utf-8", Form(columns={"printed": "数值"}), HEADER.replace("printed", "数值")),
        ("utf-8", Form(values={"source_id": "s"}), HEADER.replace("source_id,", "")),
    ],
)
def test_the_form_that_the_packages_settings_name_is_kept(
    tmp_path: Path, codec: str, form: Form, header: str
) -> None:
    file = tmp_path / "a.csv"
    for before in (f"{header}\r\n".encode(codec), b""):
        file.write_bytes(before)
        append_figure(file, FIGURE, form)
        assert file.read_bytes().startswith(before)
        [row], unread = read_table("a.csv", file.read_bytes(), COLUMNS, form)
        assert (PrintedFigure.from_cells(row.cells, "", 0), unread) == (FIGURE, [])
        if form.values or codec == "utf-16":
            return


@pytest.mark.parametrize(
    ("before", "figure", "told"),
    [
        (f"{HEADER}\n{ROW}\n", replace(FIGURE, segment="ic"), "no column segment"),
        (f'{HEADER}\n"{ROW}\n', FIGURE, "a row at its end would change others"),
        (f"{HEADER}\n{ROW}\n", replace(FIGURE, park=" P"), "would be read as another"),
        ("PAR1", FIGURE, "a Parquet file"),
        ("a;b\n", FIGURE, "column 'figure_id'"),
    ],
)
def test_where_it_does_not_fit_the_file_stays(
    tmp_path: Path, before: str, figure: PrintedFigure, told: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(before, "utf-8")
    with pytest.raises(NotWritten, match=told):
        append_figure(file, figure)
    assert file.read_text("utf-8") == before
    assert list(tmp_path.iterdir()) == [file]


def test_what_an_encoding_lacks_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEADER}\n", "big5")
    with pytest.raises(NotWritten, match="'亿' cannot be written in Big5"):
        append_figure(file, FIGURE, Form(encoding="Big5"))
    assert file.read_text("big5") == f"{HEADER}\n"
