"""Workbooks that are broken, or made to break readers: each gets an answer with a place."""

import random
from collections.abc import Callable
from pathlib import Path

import made_archives as by_hand
import pytest

from flows.forms.any_table import read_any
from tests.flows.forms.test_any_table import COLUMNS, ROWS
from tests.flows.limited import read_limited
from tests.flows.made_archives import HEADER, row
from tests.flows.made_tables import MADE
from tests.flows.test_figure_files import write

STRICT = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
FULL = ("A", "S", "P", "I", "2016")
TOP = row(1, HEADER)
ODS_ROW = (
    "<table:table-row{}><table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    "</table:table-row>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".parquet"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_half_a_workbook_is_refused_whole(suffix: str, share: float) -> None:
    content = MADE[suffix](ROWS)
    half = content[: int(len(content) * share)]
    rows, [entry] = read_any(f"figures/a{suffix}", half, COLUMNS)
    assert (rows, entry.refused) == ([], True)
    assert entry.found
    assert entry.expected


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".parquet", ".json", ".jsonl"])
def test_changed_bytes_stop_no_reading(suffix: str) -> None:
    content = MADE[suffix](ROWS)
    chosen = random.Random(20161227)
    for _ in range(25):
        broken = bytearray(content)
        for _ in range(chosen.choice((1, 3, 20))):
            broken[chosen.randrange(len(broken))] = chosen.randrange(256)
        rows, quarantined = read_any(f"figures/a{suffix}", bytes(broken), COLUMNS)
        assert rows or quarantined
        for entry in quarantined:
            assert entry.place.file.startswith(f"figures/a{suffix}")
            assert entry.expected


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.xlsx", OLE, "an encrypted workbook"),
        ("a.ods", by_hand.ods("", "<encryption-data/>"), "an encrypted workbook"),
        ("a.xlsx", by_hand.xlsx(["<sheetData/>"]), "a workbook of empty sheets"),
        ("a.xlsx", by_hand.archive({"x.txt": ["x"]}), "a damaged file"),
        (
            "a.xlsx",
            by_hand.xlsx([], more={"xl/workbook.xml": STRICT}),
            "a Strict Open XML workbook",
        ),
        (
            "a.xlsx",
            by_hand.xlsx(["&x;"], first='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "EntitiesForbidden",
        ),
        (
            "a.xlsx",
            by_hand.xlsx(
                [f"<sheetData>{TOP}", '<row r="2"><c r="ALM2"><v>5</v></c></row></sheetData>']
            ),
            "a cell in ALM2",
        ),
        (
            "a.ods",
            by_hand.ods(ODS_ROW.format("", ' table:number-columns-repeated="16384"', "x")),
            "XFD1",
        ),
        (
            "a.ods",
            by_hand.ods(ODS_ROW.format(' table:number-rows-repeated="99999999999999"', "", "x")),
            "rows that are alike",
        ),
    ],
)
def test_what_is_no_workbook_to_read_is_refused(name: str, content: bytes, found: str) -> None:
    rows, [entry] = read_any(name, content, COLUMNS)
    assert (rows, entry.refused, entry.place.file) == ([], True, name)
    assert found in entry.found


def test_what_a_workbook_claims_costs_nothing() -> None:
    sheet = [
        f'<dimension ref="A1:XFD1048576"/><sheetData>{TOP}',
        row(1048576, (*FULL, "5")),
        '</sheetData><mergeCells><mergeCell ref="G1:XFD1048576"/></mergeCells>',
    ]
    [found], quarantined = read_any("a.xlsx", by_hand.xlsx(sheet), COLUMNS)
    assert (found.line, quarantined) == (1048576, [])


def test_a_formula_is_never_run_and_its_saved_value_is_read() -> None:
    calls = "<f>cmd|'/C calc'!A0</f>"
    links = {"xl/externalLinks/externalLink1.xml": "<externalLink>", "xl/vbaProject.bin": "x"}
    sheet = [f"<sheetData>{TOP}", row(2, FULL, f'<c r="F2" t="str">{calls}<v>5</v></c>')]
    sheet += [row(3, FULL, f'<c r="F3">{calls}</c>'), "</sheetData>"]
    [found], [entry] = read_any("a.xlsm", by_hand.xlsx(sheet, more=links), COLUMNS)
    assert found.cells["printed"] == "5"
    assert (entry.place.file, entry.found) == ("a.xlsm [S] F3", "a formula without its value")


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one long text, in 200,000 cells": (
        lambda: by_hand.xlsx(
            [f"<sheetData>{TOP}"]
            + [f'<row r="{n}"><c r="F{n}" t="s"><v>0</v></c></row>' for n in range(2, 200_000)]
            + ["</sheetData>"],
            string="y" * 32_000,
        ),
        "more than 100,000,000 characters",
    ),
    "400 MB of blanks": (
        lambda: by_hand.xlsx([f"<!--{' ' * 1_000_000}-->"] * 400),
        "more than 300,000,000 bytes unpacked",
    ),
    "6,000,000 cells of one row": (
        lambda: by_hand.xlsx(['<sheetData><row r="1">', *["<c/>" * 100_000] * 60]),
        "more than 4,000,000 tags in xl/worksheets/sheet1.xml",
    ),
    "100,000 rows as wide as may be": (
        lambda: by_hand.xlsx(
            [f"<sheetData>{TOP}"]
            + [f'<row r="{n}"><c r="ALL{n}"><v>5</v></c></row>' for n in range(2, 100_000)]
            + ["</sheetData>"]
        ),
        "more than 12,000,000 cells",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_small_file_stays_small(tmp_path: Path, bomb: str) -> None:
    make, found = BOMBS[bomb]
    content = make()
    assert len(content) < 2_000_000
    used = read_limited(
        write(tmp_path, {"figures/a.xlsx": content}), cpu_seconds=30, megabytes=2000
    )
    assert [(refused, said) for _, _, refused, said, _ in used.unread] == [(True, found)]
