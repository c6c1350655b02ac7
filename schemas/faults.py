"""What is wrong with one cell of a row, and how it is told."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from schemas.terms import Place, Quarantined

# About two lines of a terminal; the row keeps the whole text.
LONGEST_FOUND_CHARACTERS = 200
# Comparing letter by letter takes a millisecond for so many words, and of more for each bad row.
FEW_WORDS = 50
MOST_WORDS = 5_000


class Fault(ValueError):
    """A cell that could not be read: its column, its text and what was expected there."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(f"{column}: found {found!r}, expected {expected}")
        self.column = column
        self.found = found
        self.expected = expected

    def quarantined(self, place: Place, row: Mapping[str, object]) -> Quarantined:
        """Return the quarantine entry of the row in which this fault was found."""
        return Quarantined(place, shorten(self.found), self.expected, row_json(row))


def shorten(text: str) -> str:
    """Return the beginning of a text that is too long for a message."""
    if len(text) <= LONGEST_FOUND_CHARACTERS:
        return text
    return text[:LONGEST_FOUND_CHARACTERS] + "…"


def row_json(row: Mapping[str, object]) -> str:
    """Return a row as JSON text, its letters kept readable."""
    return json.dumps(dict(row), ensure_ascii=False)


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word most like the text, "" where none comes near or all are too many."""
    words = tuple(known)
    if len(words) > FEW_WORDS:
        words = _likely(text, words) if len(words) <= MOST_WORDS else ()
    return next(iter(get_close_matches(text, words, n=1, cutoff=cutoff)), "")


def _likely(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the few words that share most pairs of letters with a text."""
    pairs = _pairs(text)
    shared = [len(pairs & of_word) for of_word in _pairs_of(words)]
    best = nlargest(5, range(len(words)), key=shared.__getitem__)
    return tuple(words[place] for place in best)


@lru_cache(maxsize=8)
def _pairs_of(words: tuple[str, ...]) -> list[frozenset[str]]:
    return [_pairs(word) for word in words]


def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(f"^{word}$")))


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return a question to append to a message, "" where no known word comes near."""
    near = nearest(text, known)
    return f"; did you mean {near!r}?" if near else ""
