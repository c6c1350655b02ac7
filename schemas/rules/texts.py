"""Texts of rules.yml with the place of each character, and what is wrong at one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.faults import shorten
from schemas.terms import Place, Quarantined


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a file; `places` are the line and column of each character, and of its end."""

    value: str
    places: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule as written; `values` are the names in `for`, and their codes or the one text all."""

    key: Text
    rule: Text
    says: Text | None = None
    at_most: Text | None = None
    values: Mapping[str, tuple[Text, Text | tuple[Text, ...]]] = field(default_factory=dict)


class Misread(ValueError):
    """A mistake in a text of a rule: its offset there, what was found and what was expected."""

    def __init__(self, offset: int, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.offset = offset
        self.found = found
        self.expected = expected

    def at(self, text: Text) -> "Misplaced":
        """Return the mistake with its place in the file."""
        return Misplaced(text.places[self.offset], self.found, self.expected)


class Misplaced(ValueError):
    """A mistake in rules.yml: line and column, what was found there and what was expected."""

    def __init__(self, place: tuple[int, int], found: str, expected: str) -> None:
        super().__init__(f"line {place[0]}, column {place[1]}: found {found}, expected {expected}")
        self.place = place
        self.found = found
        self.expected = expected

    def quarantined(self, file: str, row: str = "{}", refused: bool = False) -> Quarantined:
        """Return the quarantine entry of the rule, or of the whole file."""
        line, column = self.place
        place = Place(file, line, str(column))
        return Quarantined(place, shorten(self.found), self.expected, row, refused)
