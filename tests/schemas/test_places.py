import pytest

from schemas.places import (
    TableColumns,
    at_letters,
    file_of,
    in_cell,
    letters,
    sheet_of,
    with_column,
)
from schemas.printed_figures import PrintedFigure
from schemas.terms import Place


@pytest.mark.parametrize(
    ("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_a_column_has_letters(number: int, name: str) -> None:
    assert letters(number) == name


@pytest.mark.parametrize("sheet", ["Sheet1", "Ä 园区 (2)", "a [b] C3", "x/y", "a\nb", ""])
@pytest.mark.parametrize("file", ["figures/a.xlsx", "figures/a [b] C3/c.XLS", "a.xlsx [b]/c.ods"])
def test_a_cell_leads_back_to_its_file(file: str, sheet: str) -> None:
    name = in_cell(file, sheet, 7, 28)
    assert file_of(name) == file
    assert sheet_of(name).endswith("!AB7")
    assert file_of(at_letters(name, "C")) == file
    assert sheet_of(at_letters(name, "C")).endswith("!C7")


@pytest.mark.parametrize("file", ["figures/a [b].csv", "figures/a [b] C3", "rules.yml"])
def test_any_other_file_is_itself(file: str) -> None:
    assert (file_of(file), sheet_of(file), at_letters(file, "C")) == (file, "", file)
    assert with_column(Place(file, 3, "park")) == f"{file}:3:park"


def test_each_cell_of_a_figure_has_its_place() -> None:
    at = TableColumns("figures/a.xlsx", "S", {"park": 3, "printed": 8})
    row = PrintedFigure.from_table({"park": "P", "printed": "5"}, at, 7)
    assert row.file == "figures/a.xlsx [S] H7"
    assert with_column(row.place("park")) == "figures/a.xlsx [S] C7:park"
    assert with_column(row.place("printed")) == "figures/a.xlsx [S] H7:printed"
    # What is not in the sheet is pointed at where the figure is.
    assert with_column(row.place("period")) == "figures/a.xlsx [S] H7:period"
