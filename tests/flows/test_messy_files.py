"""Files that break readers: all their rows are accounted for."""

import csv
import io
import json
from operator import attrgetter
from pathlib import Path

import pytest

from flows.csv_headers import Columns
from flows.csv_tables import read_table
from flows.figure_files import load_package
from flows.forms.any_table import SUFFIXES
from flows.forms.encodings import text_of
from flows.package_files import CODE_LISTS
from schemas.places import file_of
from tests.flows.test_figure_files import GOOD, write

MESSY = sorted(file for file in (Path(__file__).parent / "messy").iterdir() if file.suffix != ".md")
TABLES = (
    *(f"{name}.csv" for name in CODE_LISTS),
    *(f"{folder}/messy{suffix}" for folder in ("figures", "rates") for suffix in SUFFIXES),
)
KINDS = (*TABLES, "rules.yml", "waivers.yml", "package.yml")
ANY = Columns(())
NAME = attrgetter("name")


@pytest.mark.parametrize("file", MESSY, ids=NAME)
def test_every_row_is_read_or_quarantined_or_refused_with_its_file(file: Path) -> None:
    content = file.read_bytes()
    rows, quarantined = read_table(file.name, content, ANY)
    if any(entry.refused for entry in quarantined):
        assert (rows, len(quarantined)) == ([], 1)
        return
    text = io.StringIO(text_of(content), newline="")
    filled = [cells for cells in csv.reader(text) if any(map(str.strip, cells))]
    assert len(rows) + len(quarantined) == len(filled) - 1
    assert all(entry.place.line > 1 for entry in quarantined)


@pytest.mark.parametrize("file", MESSY, ids=NAME)
def test_a_messy_file_in_any_place_is_told_with_its_lines(tmp_path: Path, file: Path) -> None:
    files: dict[str, str | bytes] = dict.fromkeys(KINDS, file.read_bytes())
    package = load_package(write(tmp_path, files | {"figures/good.csv": GOOD}))
    assert len(package.printed) == 1
    for entry in package.quarantined:
        assert file_of(entry.place.file) in KINDS
        assert entry.place.line > 0 or entry.refused
        assert entry.found or not file.read_bytes().strip()
        assert entry.expected
    empty = not file.read_bytes().strip()
    refused = {file_of(entry.place.file) for entry in package.quarantined if entry.refused}
    assert refused >= {name for name in KINDS if name in TABLES or not empty}


@pytest.mark.parametrize("file", [one for one in MESSY if one.suffix == ".json"], ids=NAME)
def test_a_table_reads_as_its_makers_say(file: Path) -> None:
    name = file.name.removesuffix(".expected.json") + ".csv"
    rows, quarantined = read_table(name, file.with_name(name).read_bytes(), ANY)
    # The copies have lost their carriage returns.
    said = json.loads(file.read_text("utf-8").replace(r"\r\n", r"\n"))
    assert ([row.cells for row in rows], quarantined) == (said, [])
