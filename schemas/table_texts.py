"""Texts of a printed table's cells: labels as they are compared, numbers without their marks."""

import re
import unicodedata
from collections.abc import Collection, Iterable

BETWEEN_PARTS = " / "
_PLACE = re.compile(r"(row) ([1-9][0-9]{0,6})|(column) ([A-Z]{1,3})")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def label(parts: Iterable[str]) -> str:
    """Return the label that the texts of header cells make together, in one width and spacing."""
    plain = (" ".join(unicodedata.normalize("NFKC", part).split()) for part in parts)
    return BETWEEN_PARTS.join(dict.fromkeys(filter(None, plain)))


def without_marks(text: str, marks: Collection[str]) -> tuple[str, list[str]]:
    """Return a text without the footnote marks at its ends, and these, as they were printed."""
    rest, found = text.strip(), []
    while (mark := _mark_of(rest, marks)) is not None:
        at_end = _ends(rest, mark)
        rest = (rest[: -len(mark)] if at_end else rest[len(mark) :]).strip()
        found.append(mark)
    return rest, sorted(found)


def _mark_of(text: str, marks: Collection[str]) -> str | None:
    longest_first = sorted(marks, key=lambda mark: (-len(mark), mark))
    return next((mark for mark in longest_first if _stands_in(text, mark)), None)


def _stands_in(text: str, mark: str) -> bool:
    alone = text != mark
    return alone and (_ends(text, mark) or (text.startswith(mark) and not mark[-1].isalnum()))


def _ends(text: str, mark: str) -> bool:
    """Say whether a mark ends a text; one that begins with a digit must not belong to a number."""
    if not text.endswith(mark):
        return False
    before = text[: -len(mark)]
    return not mark[0].isdecimal() or before[-1:].isspace() or before[-1:].isalpha()


def without_separators(text: str, separator: str) -> str:
    """Return a number without the separator of its thousands; a space is any white space."""
    if not separator:
        return text
    written = r"\s" if separator.isspace() else re.escape(separator)
    return re.sub(rf"(?<=[0-9]){written}(?=[0-9]{{3}}(?![0-9]))", "", text)


def place_in(text: str) -> tuple[str, int] | None:
    """Return the row or column that a key such as `row 7` or `column C` names by its place."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    return ("row", int(found[2])) if found[1] else ("column", column_of(found[4]))


def cell_of(text: str) -> tuple[int, int] | None:
    """Return the row and column of a cell such as C7, None for any other text."""
    found = _CELL.fullmatch(text)
    return (int(found[2]), column_of(found[1])) if found else None


def column_of(letters: str) -> int:
    """Return the number of a column that a spreadsheet calls by letters, A being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
