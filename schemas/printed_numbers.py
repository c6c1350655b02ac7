"""What a printed number is worth, and how finely it is printed."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from schemas.number_words import (
    CHINESE_DIGITS,
    CHINESE_PART,
    CHINESE_PLACES,
    CHINESE_REST,
    CHINESE_SCALES,
    DECIMAL,
    ENGLISH,
    ENGLISH_PART,
    FRACTION,
    HALVES,
    MULTIPLES,
    PARTS,
    one_of,
)
from schemas.units import SCALES

_SEGMENT = re.compile(f"({DECIMAL}|{CHINESE_REST}) ?({one_of([*SCALES])})?")
_ANY_FRACTION = re.compile("|".join([FRACTION, CHINESE_PART, ENGLISH_PART, *HALVES]))


class Unreadable(ValueError):
    """Text whose meaning is not certain; `expected` says, in plain words, what would have been."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: `count` times `digit`, which is one unit of its last digit.

    `coarse` is one unit of its last digit that is not 0, in units of the last digit. `counted` is
    set for a whole number without a scale word whose last digit is not 0. `unit` is what the
    number says by itself: a fraction is a `percent`, a multiple is `times`.
    """

    count: int
    digit: Fraction
    coarse: int = 1
    counted: bool = False
    unit: str = ""


def number(text: str, scale: str, rest: str) -> Number:
    """Read a number that fits the pattern `NUMBER`, its scale word and the segments after it."""
    if text in MULTIPLES:
        return Number(MULTIPLES[text], Fraction(1), unit="times")
    if "成" in text:
        return _tenths(text)
    if _ANY_FRACTION.fullmatch(text):
        return _fraction(text)
    if rest:
        return _compound(text + scale + rest)
    count, power = _decimal(text) if text[0].isdigit() else _words(text)
    return _number(count, power + SCALES.get(scale, 0), "." in text, not scale and not power)


def _number(count: int, power: int, decimals: bool, whole: bool) -> Number:
    zeros = 0 if decimals or not count else len(str(count)) - len(str(count).rstrip("0"))
    return Number(count, _power_of_ten(power), 10**zeros, whole and count % 10 != 0)


@lru_cache(maxsize=512)
def _power_of_ten(power: int) -> Fraction:
    return Fraction(10) ** power


def _decimal(text: str) -> tuple[int, int]:
    whole, _, decimals = text.replace(",", "").partition(".")
    return int(whole + decimals), -len(decimals)


def _words(text: str) -> tuple[int, int]:
    if text.isascii():
        return sum(ENGLISH[word] for word in text.replace("-", " ").split()), 0
    if text in CHINESE_SCALES:
        return 1, CHINESE_SCALES[text]
    # A closing 百 or 千 is a scale word, as in three hundred: 三百 is as rough as 3百.
    power = {"百": 2, "千": 3}.get(text[-1], 0)
    return _chinese(text) // 10**power, power


def _chinese(text: str) -> int:
    total, digit = 0, None
    for character in text:
        if character in CHINESE_PLACES:
            total += CHINESE_PLACES[character] * (1 if digit is None else digit)
            digit = None
        else:
            digit = CHINESE_DIGITS[character] or None
    return total + (digit or 0)


def _tenths(text: str) -> Number:
    tenths, _, hundredths = text.replace("半", "五").partition("成")
    digits = (tenths + hundredths).replace(".", "")
    count = int("".join(str(CHINESE_DIGITS.get(digit, digit)) for digit in digits))
    return Number(count, _power_of_ten(-len(digits)), unit="percent")


def _fraction(text: str) -> Number:
    """Read n/d with a digit of 1/d².

    Any number within half of that is nearer to n/d than to the fractions next to it whose
    denominators are not above d (Hardy and Wright, Theory of Numbers, chapter 3: Farey series).
    """
    above, below = _parts(text)
    if above >= below:
        raise Unreadable("a fraction below one, such as '1/6' or 'two thirds'")
    return Number(above * below, Fraction(1, below**2), unit="percent")


def _parts(text: str) -> tuple[int, int]:
    if text in HALVES:
        return 1, 2
    if "/" in text:
        above, below = text.split("/")
        return int(above), int(below)
    if "分之" in text:
        below, above = text.split("分之")
        return _chinese(above), _chinese(below)
    above, below = text.replace("-", " ").split()
    return ENGLISH[above], PARTS[below]


def _compound(text: str) -> Number:
    """Read segments of falling scale, such as 4兆6,529億, 1万2345 or 一万二千, as one number."""
    total, least = 0, 10**30
    for digits, scale in _SEGMENT.findall(text):
        count, power = _decimal(digits) if digits[0].isdecimal() else _words(digits)
        power += SCALES.get(scale, 0)
        worth = count * 10**power if "." not in digits else least
        if worth >= least or not (scale or _is_in_full(digits, worth, least)):
            raise Unreadable("segments of falling scale, each in full, such as '4兆6,529亿元'")
        total, least = total + worth, 10**power
    return _number(total // least, power, False, False)


def _is_in_full(digits: str, worth: int, least: int) -> bool:
    """Say whether no place is left out between a last segment and the scale word before it."""
    ends = 10 ** len(digits.replace(",", ""))
    return ends == least if digits[0].isdecimal() else digits[0] == "零" or 10 * worth >= least
