"""What texts that differ only in their digits have in common, so that one of them is read for all.

A template is found by reading such a text with other digits in its place, and kept only if what it
says is what was read, every time: the grammar of printed texts stays the only one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import isinf, log10

from schemas.amounts import Amount, read_amount
from schemas.faults import Fault
from schemas.number_words import DECIMAL
from schemas.qualifiers import KINDS, bounds
from schemas.terms import Measure

# Every digit of a shape is this one.
DIGIT = "0"
OTHER_DIGITS = "123456789"
_NUMERAL = re.compile(rf"{DIGIT}[{DIGIT},]*(?:\.{DIGIT}+)?")
# Doubles hold whole numbers of 15 digits, and bounds are counted in hundredths of the last one.
MOST_DIGITS = 13
# Doubles hold powers of ten up to this one exactly.
MOST_POWERS = 18


@dataclass(frozen=True, slots=True)
class Template:
    """How every text of one shape reads, given the digits in it.

    The number starts at character `start`, counted from 1, and has `length` characters. Its bounds
    in parts of the last digit, times `factor`, divided by `divisor`, are in base units; one of the
    two is 1, and the other a power of ten or twice one, so that nothing is rounded twice.
    """

    start: int
    length: int
    decimals: int
    kind: str
    negative: bool
    exact: bool
    factor: float
    divisor: float
    digit: float
    unit: str
    unit_assumed: bool


def shape_of(printed: str) -> str:
    """Return a text with every digit made the same."""
    return printed.translate(str.maketrans(OTHER_DIGITS, DIGIT * len(OTHER_DIGITS)))


def template_of(shape: str, measure: Measure, currency: str, unit: str) -> Template | None:
    """Return the template of a shape; None where its texts are to be read one by one.

    `measure`, `currency` and `unit` are those with which an amount is read.
    """
    found = list(_NUMERAL.finditer(shape))
    if len(found) != 1 or shape.count(DIGIT) != found[0][0].count(DIGIT):
        return None
    numeral = found[0][0]
    if not re.fullmatch(DECIMAL, numeral) or numeral.count(DIGIT) > MOST_DIGITS:
        return None
    try:
        read = {
            one: _read(shape, found[0], one, measure, currency, unit) for one in _probes(numeral)
        }
    except Fault:
        # Its fault is told of each text by itself.
        return None
    return next((one for one in _candidates(found[0], read) if _agrees(one, read)), None)


def _probes(numeral: str) -> Iterator[str]:
    """Yield numerals of one form: with closing zeros and without, and nothing but zeros."""
    places = numeral.count(DIGIT)
    for digits in {
        *(
            "".join(str(1 + place % 9) for place in range(keep)).ljust(places, DIGIT)
            for keep in range(places + 1)
        ),
        "9" * places,
        "5".rjust(places, DIGIT),
    }:
        given = iter(digits)
        yield "".join(next(given) if character == DIGIT else character for character in numeral)


def _read(
    shape: str, at: re.Match[str], numeral: str, measure: Measure, currency: str, unit: str
) -> Amount:
    return read_amount(shape[: at.start()] + numeral + shape[at.end() :], measure, currency, unit)


def _candidates(at: re.Match[str], read: dict[str, Amount]) -> Iterator[Template]:
    amount = next(iter(read.values()))
    power = round(log10(amount.digit))
    if amount.digit != float(Fraction(10) ** power) or abs(power) > MOST_POWERS:
        return
    scale = (
        (float(5 * 10 ** (power - 2)), 1.0) if power >= 2 else (1.0, float(2 * 10 ** (1 - power)))
    )
    for kind, negative, exact in product(KINDS, (False, True), (False, True)):
        yield Template(
            start=at.start() + 1,
            length=len(at[0]),
            decimals=len(at[0].partition(".")[2]),
            kind=kind,
            negative=negative,
            exact=exact,
            factor=scale[0],
            divisor=scale[1],
            digit=amount.digit,
            unit=amount.unit,
            unit_assumed=amount.unit_assumed,
        )


def _agrees(template: Template, read: dict[str, Amount]) -> bool:
    return all(filled(template, numeral) == amount for numeral, amount in read.items())


def filled(template: Template, numeral: str) -> Amount:
    """Return what a template says of its text with this number in it."""
    digits = numeral.replace(",", "").replace(".", "")
    count = int(digits)
    zeros = 0 if template.decimals or not count else len(digits) - len(digits.rstrip(DIGIT))
    counted = template.exact and not template.decimals and count % 10 != 0
    usual, widest = bounds(template.kind, count, 10**zeros, counted)
    low, high, lowest, highest = (_in_base_units(template, one) for one in (*usual, *widest))
    if template.negative:
        # Taken from zero, since the negative of zero is another number to a table.
        low, high, lowest, highest = 0.0 - high, 0.0 - low, 0.0 - highest, 0.0 - lowest
    bounds_ = (low, high, lowest, highest)
    return Amount(template.unit, *bounds_, template.digit, template.unit_assumed)


def _in_base_units(template: Template, bound: float) -> float:
    return bound if isinf(bound) else bound * template.factor / template.divisor
