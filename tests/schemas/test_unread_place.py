"""The column at which a printed text stops being understood."""

import re
from pathlib import Path

import pytest

from schemas.readings import LONGEST
from schemas.understood import Asked, NotUnderstood, understood
from schemas.unread_place import column_of

PAGE = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")
REFUSED = re.findall(r"^\| `(.*?)` \|", PAGE.split("## What is refused")[1].split("##")[0], re.M)


@pytest.mark.parametrize(
    ("printed", "rest"),
    [
        ("24.4 billion yuan per square kilometer", "per square kilometer"),
        ("  ４２０　Billion  of zloty", "zloty"),
        ("20 billion yuan  ($3 billion)", "($3 billion)"),
        ("1916¹", "¹"),
        ("1,23", ",23"),
        ("3637.51億元整", "整"),
        ("more than", ""),
        ("", ""),
        ("27446-3亿元", "27446-3亿元"),
        ("9" * (LONGEST + 1), "9"),
    ],
)
def test_the_place_is_where_understanding_ends(printed: str, rest: str) -> None:
    column = column_of(printed)
    assert printed[column - 1 :] == rest
    assert column + len(rest) == len(printed) + 1


@pytest.mark.parametrize("printed", REFUSED)
def test_each_refused_text_of_the_page_has_a_place(printed: str) -> None:
    said = understood(printed, Asked())
    assert isinstance(said, NotUnderstood)
    assert 1 <= said.column <= len(printed) + 1
    assert printed.endswith(said.found)
