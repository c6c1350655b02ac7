"""Texts that a cell may hold: none too long, and none that a database or a file cannot keep."""

import re

from flows.csv_records import LONGEST_CELL_CHARACTERS, Record

# Halves of a character, and the sign that ends texts in C.
_UNFIT = re.compile("[\ud800-\udfff\0]")


def expected_of(text: str) -> str:
    """Return what was expected in place of a text, "" where it will do."""
    if len(text) > LONGEST_CELL_CHARACTERS:
        return f"cells of at most {LONGEST_CELL_CHARACTERS:,} characters"
    return "a text of whole characters" if _UNFIT.search(text) else ""


def visible(text: str) -> str:
    """Return a text with what no file can keep written out."""
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fit_record(line: int, texts: list[str]) -> Record:
    """Return a record of texts; one with a text that will not do says so instead."""
    for text in texts:
        if expected := expected_of(text):
            return Record(line, [], visible(text), expected)
    return Record(line, texts)
