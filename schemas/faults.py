"""What is wrong with one cell of a row, and how it is told."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from schemas.terms import Place, Quarantined

# About two lines of a terminal; the row keeps the whole text.
LONGEST_FOUND_CHARACTERS = 200


class Fault(ValueError):
    """A cell that could not be read: its column, its text and what was expected there."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(f"{column}: found {found!r}, expected {expected}")
        self.column = column
        self.found = found
        self.expected = expected

    def quarantined(self, file: str, line: int, row: Mapping[str, object]) -> Quarantined:
        """Return the quarantine entry of the row in which this fault was found."""
        found = shorten(self.found)
        return Quarantined(Place(file, line, self.column), found, self.expected, row_json(row))


def shorten(text: str) -> str:
    """Return the beginning of a text that is too long for a message."""
    if len(text) <= LONGEST_FOUND_CHARACTERS:
        return text
    return text[:LONGEST_FOUND_CHARACTERS] + "…"


def row_json(row: Mapping[str, object]) -> str:
    """Return a row as JSON text, its letters kept readable."""
    return json.dumps(dict(row), ensure_ascii=False)


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word most like the text, "" where none comes near."""
    return next(iter(get_close_matches(text, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return a question to append to a message, "" where no known word comes near."""
    near = nearest(text, known)
    return f"; did you mean {near!r}?" if near else ""
