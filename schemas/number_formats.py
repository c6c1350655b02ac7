"""Number formats of spreadsheets, such as `#,##0.00;[Red]-#,##0.00` -> what they are made of."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

# What spreadsheets allow; a longer one is none of theirs.
LONGEST_FORMAT_CHARACTERS = 255
_MOST_SECTIONS = 4


class NotShown(ValueError):
    """A value whose displayed text is not known, and why."""


class Kind(Enum):
    """What a piece of a number format stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    SLASH = auto()
    EXPONENT = auto()
    DATE = auto()
    TEXT = auto()
    GENERAL = auto()


class Piece(NamedTuple):
    """A piece of a number format: its kind, and its letters or the text that it adds."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a number format; `condition` says which numbers it is of."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, float] | None = None

    def has(self, kind: Kind) -> bool:
        """Return whether a piece of this kind is among the pieces."""
        return any(piece.kind is kind for piece in self.pieces)


_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)(?:"|\Z) | \\(?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\] | (?P<general>General|G/通用格式) | (?P<exponent>E[+-])
    | (?P<half_day>AM/PM|A/P|上午/下午) | (?P<date>[yeb]+|m+|d+|h+|s+|g+|a{3,4})
    | (?P<digit>[0#?]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNS = {
    ".": Kind.POINT,
    ",": Kind.COMMA,
    "%": Kind.PERCENT,
    "/": Kind.SLASH,
    "@": Kind.TEXT,
}
_NAMED = {
    "general": Kind.GENERAL,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "half_day": Kind.DATE,
    "digit": Kind.DIGIT,
}
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-([0-9a-z,-]*))?", re.IGNORECASE)
# The first two of eight digits are the shape of numerals: Latin ones are 00 and 01.
_LATIN = re.compile(r"[0-9a-f]{0,6}|0[01][0-9a-f]{6}|[a-z]{2}-.*|x-.*", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def sections(number_format: str) -> tuple[Section, ...]:
    """Return the sections of a number format; raises NotShown for what no section can hold."""
    if len(number_format) > LONGEST_FORMAT_CHARACTERS:
        raise NotShown(f"a number format of {len(number_format):,} characters")
    found: list[list[Piece]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for match in _PIECE.finditer(number_format):
        kind = match.lastgroup or ""
        text = match[kind]
        if kind == "other" and text == ";":
            found.append([])
            conditions.append(None)
        elif kind == "bracket" and (condition := _CONDITION.fullmatch(text)):
            conditions[-1] = condition[1], float(condition[2])
        else:
            found[-1].append(_piece(kind, text))
    if len(found) > _MOST_SECTIONS:
        raise NotShown(f"a number format of {len(found)} sections")
    pairs = zip(found, conditions, strict=True)
    return tuple(Section(tuple(pieces), condition) for pieces, condition in pairs)


def _piece(kind: str, text: str) -> Piece:
    if kind in _NAMED:
        return Piece(_NAMED[kind], text)
    if kind == "other" and text in _SIGNS:
        return Piece(_SIGNS[text], text)
    if kind == "bracket":
        return Piece(Kind.LITERAL, _bracket(text))
    if kind == "other" and text.isascii() and text.isalpha():
        raise NotShown(f"the letter {text!r} in a number format")
    # A blank as wide as a letter, or one that is repeated to fill the cell.
    return Piece(Kind.LITERAL, " " if kind == "blank" else "" if kind == "fill" else text)


def _bracket(text: str) -> str:
    """Return the text that stands for a piece in brackets: of a currency its sign."""
    if _COLOUR.fullmatch(text):
        return ""
    currency = _CURRENCY.fullmatch(text)
    if currency is None or not _LATIN.fullmatch(currency[2] or ""):
        raise NotShown(f"[{text}] in a number format")
    return currency[1]
