"""No text takes long: readings and rules of any words are told at once."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from time import process_time

import pytest

from schemas import grammar, number_words, qualifiers, units
from schemas.faults import MOST_WORDS, nearest
from schemas.readings import LONGEST, Unreadable, read
from schemas.rules.grammar import LONGEST_CHARACTERS, parse
from schemas.rules.texts import Misread

PRINTED = (
    *(*qualifiers.BEFORE, *qualifiers.AFTER, *qualifiers.GROWTH, *grammar.ADVERBS),
    *(*grammar.FILLERS, *grammar.UNIT_WORDS, *units.SCALES, *number_words.ENGLISH),
    *(
        "1",
        "1,",
        "1,234",
        "0",
        "2.5",
        "(",
        ")",
        "-",
        "+",
        "to",
        "至",
        "between",
        "之间",
        "一",
        "十",
    ),
    *("百", "千", "零", "分之", "成", "百分之", "1/2", "1亿1", "!", "\ufdfa"),
)
RULES = (
    "a",
    "$s",
    "${s}",
    "${",
    "[a]",
    '["',
    '"',
    "'",
    "@",
    ".x",
    ".",
    "..",
    "==",
    "<=",
    "in",
    "(",
)
RULES += (")", "1", "1_", "1.", "%", " %", "+", "-", "*", "/", " ", "é", "[", "]", "{", "}", "$")


def _texts(words: tuple[str, ...], longest: int, count: int) -> list[str]:
    """Return texts of the longest length in which a few words come again and again."""
    random = Random(0)
    found = []
    for place in range(count):
        some = [words[place % len(words)], *random.choices(words, k=place // len(words))][:5]
        gap, end = random.choice(("", " ")), random.choice(("", "!"))
        found.append((gap.join([*some, ""]) * longest)[: longest - 1] + end)
    return found


def _slowest(read_one: Callable[[str], object], texts: list[str]) -> tuple[float, str]:
    def seconds(text: str) -> float:
        start = process_time()
        with suppress(Unreadable, Misread):
            read_one(text)
        return process_time() - start

    return max((min(seconds(text), seconds(text)), text) for text in texts)


@pytest.mark.slow
def test_no_printed_text_takes_long() -> None:
    seconds, text = _slowest(read.__wrapped__, _texts(PRINTED, LONGEST, 3000))
    assert seconds < 0.05, text


@pytest.mark.slow
def test_no_rule_takes_long() -> None:
    parse("a <= 1")
    seconds, text = _slowest(parse, _texts(RULES, LONGEST_CHARACTERS, 500))
    assert seconds < 0.2, text


@pytest.mark.parametrize("count", [60, MOST_WORDS, 10 * MOST_WORDS])
def test_a_slip_is_soon_told_among_many_words(count: int) -> None:
    words = [f"S{place:05}-x" for place in range(count)]
    nearest("warm", words)
    start = process_time()
    found = {nearest(f"S000{place}-xx", words) for place in range(10, 40)}
    assert process_time() - start < 1.5
    assert found == ({""} if count > MOST_WORDS else {f"S000{place}-x" for place in range(10, 40)})
