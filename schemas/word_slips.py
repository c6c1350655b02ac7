"""Slips in the words around a number: its scale, its sign, its currency."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.normal_text import normalise
from schemas.slip_words import CURRENCIES, LOST_CURRENCIES, LOST_SCALES, SCALES, SIGNS
from schemas.slips import Slip
from schemas.units import SCALES as SCALE_POWERS

# How often a scale is taken for one further off in its row, against its neighbour; and how often
# one is lost, or gained.
FARTHER, LOST, GAINED = 0.1, 1.0, 0.2
CJK, SCALE_SIGNS = re.compile(r"[\u4e00-\u9fff]"), re.compile("[万亿萬億]")
DIGIT = re.compile(r"\d")
_SCALE_WORDS = sorted({word.strip() for row in SCALES for word in row}, key=len, reverse=True)
AFTER_NUMBER = re.compile(rf"\d(\s?(?:{'|'.join(_SCALE_WORDS)}))(?![A-Za-z])", re.IGNORECASE)
LAST_DIGIT = re.compile(r"\d(?=\D*$)")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A text in which one word was exchanged: the word printed, and the word there instead.

    `times` is what the figure's value is multiplied by, where that follows from the words alone.
    """

    text: str
    slip: Slip
    chance: float
    printed: str
    instead: str

    @property
    def times(self) -> float | None:
        """What the exchange multiplies the value by; None where a rate or a reading must tell."""
        if self.slip is Slip.SCALE:
            return 10.0 ** (_power(self.instead) - _power(self.printed))
        return -1.0 if self.slip is Slip.SIGN else None


@lru_cache(maxsize=2**14)
def exchanges(printed: str, scales: tuple[str, ...] = ()) -> tuple[Exchange, ...]:
    """Return the texts that one slip in a word would have turned into this one.

    `scales` are the source's scale words as it writes them, for a number that has lost its own.
    """
    chinese = CJK.search(SCALE_SIGNS.sub("", printed) + "".join(scales)) is not None
    rows = [row for row in SCALES if chinese or not _mixed(row)]
    found = [*_exchanged(printed, rows, Slip.SCALE), *_signs(printed)]
    currencies = [*_exchanged(printed, CURRENCIES, Slip.CURRENCY)]
    found += currencies or _with_currency(printed)
    found += _exchanged(printed, SIGNS, Slip.SIGN)
    place, scale = _longest(printed, [word for row in SCALES for word in row]) or (-1, "")
    if scale:
        without = printed[:place].rstrip() + printed[place + len(scale) :]
        found.append(Exchange(without, Slip.SCALE, GAINED, scale, ""))
    else:
        found += _with_scale(printed, scales or LOST_SCALES)
    return tuple({one.text: one for one in reversed(found)}.values())


def _exchanged(printed: str, rows: Sequence[Sequence[str]], slip: Slip) -> Iterator[Exchange]:
    for row in rows:
        place, word = _longest(printed, row) or (-1, "")
        if not word:
            continue
        for other in row:
            if other != word:
                near = slip is not Slip.SCALE or abs(row.index(other) - row.index(word)) == 1
                like = _cased(other, printed[place : place + len(word)])
                text = printed[:place] + like + printed[place + len(word) :]
                yield Exchange(text.strip(), slip, 1.0 if near else FARTHER, word, other)


def _mixed(row: Sequence[str]) -> bool:
    """Say whether a row takes one language's word for the other's."""
    return any(word.isascii() for word in row) and not all(word.isascii() for word in row)


def _cased(word: str, like: str) -> str:
    """Write a word as another was written: Trillion for Billion, in a headline."""
    letters = like.strip()
    if not letters.isascii() or not word.islower():
        return word
    return word.upper() if letters.isupper() else word.title() if letters.istitle() else word


def _longest(printed: str, row: Iterable[str]) -> tuple[int, str] | None:
    """Find the longest word of a row that stands in a text as a word of its own."""
    for word in sorted(row, key=len, reverse=True):
        match = whole_word(word).search(printed)
        if match:
            return match.start(), word
    return None


@lru_cache(maxsize=512)
def whole_word(word: str) -> re.Pattern[str]:
    """Return the pattern of a word that is no part of another one."""
    before = r"(?<![A-Za-z$])" if word[0].isalpha() and word.isascii() else ""
    after = r"(?![A-Za-z])" if word[-1].isalpha() and word.isascii() else ""
    before = r"(?<![A-Za-z])" if word == "$" else before
    return re.compile(before + re.escape(word) + after, re.IGNORECASE)


def _with_scale(printed: str, scales: Iterable[str]) -> Iterator[Exchange]:
    last = LAST_DIGIT.search(printed)
    if last is not None:
        for scale in scales:
            text = printed[: last.end()] + scale + printed[last.end() :]
            yield Exchange(text, Slip.SCALE, LOST, "", scale)


def _with_currency(printed: str) -> Iterator[Exchange]:
    first = DIGIT.search(printed)
    if first is not None:
        for sign in LOST_CURRENCIES:
            text = printed[: first.start()] + sign + printed[first.start() :]
            yield Exchange(text, Slip.CURRENCY, LOST, "", sign)


def _signs(printed: str) -> Iterator[Exchange]:
    text = printed.strip()
    if text.startswith(("-", "−")):
        yield Exchange(text[1:], Slip.SIGN, 1.0, text[0], "")
    elif text.startswith("(") and text.endswith(")"):
        yield Exchange(text[1:-1], Slip.SIGN, 1.0, "(", "")
    elif DIGIT.match(text):
        yield Exchange(f"-{text}", Slip.SIGN, 1.0, "", "-")
        yield Exchange(f"({text})", Slip.SIGN, 1.0, "", "(")


@lru_cache(maxsize=512)
def _power(scale: str) -> int:
    return SCALE_POWERS[normalise(scale).strip()] if scale else 0


@lru_cache(maxsize=2**14)
def scale_of(printed: str) -> str:
    """Return the scale word after the last digit, with its space; empty where there is none."""
    match = AFTER_NUMBER.search(printed)
    return "" if match is None else match.group(1)
