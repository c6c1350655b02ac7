"""What the quarantine keeps of a row that could not be read."""

import json

import pytest

from schemas.faults import LONGEST_FOUND_CHARACTERS, Fault, shorten
from schemas.terms import Place


def test_a_row_is_kept_as_it_was_written() -> None:
    row = {"park": "中关村", "printed": 'about "a lot"'}
    kept = Fault("printed", row["printed"], "a number").quarantined(Place("a.csv", 7), row)
    assert (kept.place, kept.found, kept.expected) == (
        Place("a.csv", 7),
        row["printed"],
        "a number",
    )
    assert kept.row == '{"park": "中关村", "printed": "about \\"a lot\\""}'
    assert json.loads(kept.row) == row


@pytest.mark.parametrize(("characters", "shown"), [(199, 199), (200, 200), (201, 200), (999, 200)])
def test_a_long_text_is_told_by_its_beginning(characters: int, shown: int) -> None:
    text = "9" * characters
    assert shorten(text) == text[:shown] + "…" * (characters > shown)
    assert LONGEST_FOUND_CHARACTERS == 200, "about two lines of a terminal"
