"""DuckDB reads a large file of figures as a reader that looks at each line does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.batches.large_csv import add_csv
from flows.batches.stored_rows import StoredRows
from flows.csv_tables import read_table
from flows.figure_files import FIGURE_COLUMNS
from schemas.printed_figures import PrintedFigure

FILE = "figures/a.csv"
HEADER = b"figure_id,source_id,park,indicator,period,printed,note\n"
MESSY = Path(__file__).parents[1] / "messy"


def closely(content):
    rows, unread = read_table(FILE, content, FIGURE_COLUMNS)
    return [PrintedFigure.from_table(row.cells, row.at, row.line) for row in rows], unread


def at_once(content, folder):
    path, rows = folder / "a.csv", StoredRows()
    path.write_bytes(content)
    unread = add_csv(rows, FILE, path, FIGURE_COLUMNS)
    return None if unread is None else (list(rows), unread)


@pytest.mark.parametrize(
    "rest",
    [
        b'a,s, P ,income,2016,"1,234 million yuan",\n',
        b"a,s,P,income,2016\nb,s,P,income,2016,7 yuan,\n",
        b'a,s,P,income,2016,"5 ""x"" yuan",\n,,,,,,\nb,s,P,income,2016,"5 yu"an,\nc,s,P,i,2016,7,',
        'a,s,P,income,2016,2634.9亿元,""\r\nb,s,\u3000P\u2003,income,2016,1,x\r\n'.encode(),
        b'a,s,P,income,2016,5 "x" yuan,\nb,s,P,income,2016,7,a,b,c\n',
    ],
)
def test_lines_are_read_alike(rest, tmp_path):
    header = HEADER.replace(b"\n", b"\r\n") if b"\r" in rest else HEADER
    assert at_once(header + rest, tmp_path) == closely(header + rest)


@pytest.mark.parametrize(
    "content",
    [
        HEADER + b'a,s,P,income,2016,"two\nlines",\n',
        HEADER + b"a,s,P,income,2016,7,\n\nb,s,P,income,2016,7,\n",
        HEADER + b"a,s,P,income,2016,7,\rb,s,P,income,2016,7,\n",
        HEADER + b"a,s,P,income,2016,7\xff,\n",
        HEADER + b"a,s,P,income,2016,7\x00,\n",
        HEADER + b'a,s,P,income,2016,"7,\nb,s,P,income,2016,7,\n',
        HEADER + b"a,s,P,income,2016,7," + b"x" * 40_000 + b"\n",
        b"figure_id,source_id\na,s\n",
        b"",
    ],
)
def test_what_is_not_plain_is_left_to_a_closer_look(content, tmp_path):
    assert at_once(content, tmp_path) is None


cell = st.text('ab7 ,"\n\r\t\u3000亿', max_size=4)
line = st.lists(cell, min_size=5, max_size=8).map(",".join)


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(line, max_size=4))
def test_any_lines_are_read_alike_or_left(lines, tmp_path_factory):
    content = HEADER + "\n".join(lines).encode()
    found = at_once(content, tmp_path_factory.mktemp("any"))
    assert found is None or found == closely(content)


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(MESSY.glob("*.csv")), ids=lambda file: file.name)
def test_messy_files_are_read_alike_or_left(file, tmp_path):
    content = file.read_bytes()
    found = at_once(content, tmp_path)
    assert found is None or found == closely(content)
