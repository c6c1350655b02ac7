"""Printed texts and what they mean; figures from the sources named in docs/readings.md."""

import re
from fractions import Fraction
from math import inf
from pathlib import Path
from time import perf_counter

import duckdb
import pytest

from schemas import number_words, qualifiers, units
from schemas.grammar import PATTERN, PATTERN_TEXT
from schemas.normal_text import normalise
from schemas.readings import LONGEST, Unreadable, read

DOCUMENT = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")
SIZES = {"": 1, "%": Fraction(1, 100), "million": 10**6, "billion": 10**9, "trillion": 10**12}
# | `printed` | unit | usual | widest | where |
EXAMPLES = re.findall(r"^\| `(.+?)` \| (\w*) ?\| (.+?) \| (.+?) \| .+? \|$", DOCUMENT, re.MULTILINE)
REFUSED = re.findall(
    r"^\| `(.*?)` \| (.+?) \|$",
    DOCUMENT.split("## What is refused")[1].split("##")[0],
    re.MULTILINE,
)


def _bound(text: str) -> Fraction | float:
    number, _, size = text.partition(" ")
    if "∞" in number:
        return -inf if number.startswith("−") else inf
    return Fraction(number.replace(",", "").replace("−", "-")) * SIZES[size]


@pytest.mark.parametrize(("printed", "unit", "usual", "widest"), EXAMPLES)
def test_a_documented_example_reads_as_documented(printed, unit, usual, widest):
    reading = read(printed)
    bounds = [*usual.split(" to "), *widest.split(" to ")]
    found = (reading.usual.low, reading.usual.high, reading.widest.low, reading.widest.high)
    assert (reading.unit, found) == (unit, tuple(map(_bound, bounds)))


@pytest.mark.parametrize(("printed", "expected"), REFUSED)
def test_a_documented_refusal_says_what_was_expected(printed, expected):
    with pytest.raises(Unreadable) as refusal:
        read(printed)
    assert expected in refusal.value.expected


def test_the_document_has_its_tables():
    assert len(EXAMPLES) >= 30
    assert len(REFUSED) >= 20


@pytest.mark.parametrize(
    "table",
    [
        units.SCALES,
        units.CURRENCIES,
        units.SHARED_SIGNS,
        units.PERCENT_WORDS,
        units.SIZES,
        units.COUNTERS,
        units.TIMES_WORDS,
        number_words.MULTIPLES,
        qualifiers.BEFORE,
        qualifiers.AFTER,
        qualifiers.GROWTH_AFTER,
    ],
)
def test_every_word_is_documented(table):
    documented = {
        word for line in re.findall(r"`([^`\n]+)`", DOCUMENT) for word in line.split(", ")
    }
    assert [word for word in table if word not in documented] == []


@pytest.mark.parametrize(
    ("printed", "yuan", "unit"),
    [
        ("4兆6,529億元", "TWD", "TWD"),
        ("人民幣20億元", "TWD", "CNY"),
        ("20 billion yuan", "TWD", "CNY"),
        ("新台幣20億元", "CNY", "TWD"),
        ("HK$20 billion dollars", "CNY", "HKD"),
        ("¥4.2 trln", "CNY", "CNY"),
        ("¥4.2 trln", "JPY", "JPY"),
        ("Br6.96 trillion", "BYR", "BYR"),
        ("$60.5 billion", "TWD", "USD"),
    ],
)
def test_a_shared_sign_takes_the_parks_own_currency(printed, yuan, unit):
    assert read(printed, yuan).unit == unit


@pytest.mark.parametrize(
    ("printed", "digit"),
    [
        ("420 billion yuan", 10**9),
        ("4兆6,529億元", 10**8),
        ("75.5 percent", Fraction(1, 1000)),
        ("nearly 600", 1),
        ("1.0 to 2 million", 10**6),
        ("26.1 square kilometers", 10**5),
        ("1/6", Fraction(1, 36)),
    ],
)
def test_the_digit_is_one_unit_of_the_last_printed_digit(printed, digit):
    assert read(printed).digit == digit


@pytest.mark.parametrize(
    "hostile",
    [
        "9" * 2_000_000,
        "more than " * 10_000,
        "annual " * (LONGEST // 7),
        "年" * LONGEST,
        "9" * (LONGEST - 1) + "x",
        "1 to " * (LONGEST // 5),
        "1亿" * (LONGEST // 2),
        "\ufdfa" * LONGEST,
    ],
    ids=lambda hostile: hostile[:10],
)
def test_hostile_text_is_refused_at_once(hostile):
    start = perf_counter()
    with pytest.raises(Unreadable):
        read(hostile)
    assert perf_counter() - start < 0.5


def test_the_longest_text_is_just_read():
    padded = "420 billion yuan".center(LONGEST)
    assert read(padded) == read("420 billion yuan")
    with pytest.raises(Unreadable, match=f"at most {LONGEST} characters.*has {LONGEST + 1}"):
        read(padded + " ")


@pytest.mark.slow
def test_duckdb_finds_the_same_groups():
    names = list(PATTERN.groupindex)
    texts = [normalise(printed) for printed, *_ in [*EXAMPLES, *REFUSED]]
    query = f"SELECT regexp_extract(text, '^(?:{PATTERN_TEXT})$', {names}) FROM (SELECT unnest(?))"
    with duckdb.connect() as connection:
        rows = connection.execute(query.replace("unnest(?)", "unnest(?) AS text"), [texts])
        found = [groups for (groups,) in rows.fetchall()]
    matches = [PATTERN.fullmatch(text) for text in texts]
    nothing = dict.fromkeys(names, "")
    assert found == [match.groupdict("") if match else nothing for match in matches]
