"""Every word that docs/readings.md lists means what its row there says."""

import re
from fractions import Fraction
from math import inf
from pathlib import Path

import pytest

from schemas.readings import Reading, Unreadable, read

DOCUMENT = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")
BILLION = 10**9
# What each kind of qualifier makes of 20 billion: usual and widest bounds, in billions.
KINDS = {
    "more": ((20, 30), (20, inf)),
    "nearly": ((19, 20), (18, 20)),
    "less": ((10, 20), (-inf, 20)),
    "about": ((15, 25), (10, 30)),
}
SIGNS = {"growth": 1, "decline": -1}


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    section = DOCUMENT.split(f"### {heading}\n")[1].split("\n#")[0]
    return [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"][2:]


def each(heading: str, column: int) -> list[tuple[str, ...]]:
    """Return the cells before a column of words with each of its words."""
    return [
        (*(cell.strip() for cell in row[:column]), word)
        for row in rows(heading)
        for word in re.findall(r"[^`|]+", "".join(row[column : column + 1]))[:1]
        for word in word.strip().split(", ")
        if word
    ]


def billions(reading: Reading) -> tuple[tuple[object, ...], ...]:
    both = (reading.usual, reading.widest)
    return tuple((one.low / BILLION, one.high / BILLION) for one in both)


def beside(number: str, word: str) -> str:
    return f"{number} {word}" if word.isascii() else f"{number}{word}"


@pytest.mark.parametrize(("scale", "word"), each("Scales", 1))
def test_a_scale_word_is_a_power_of_ten(scale: str, word: str) -> None:
    assert read(beside("7", word) + " yuan").digit == 10 ** int(scale.removeprefix("10^"))


@pytest.mark.parametrize(("currency", "word"), each("Currencies", 1))
def test_a_currency_is_its_own_before_and_after_a_number(currency: str, word: str) -> None:
    first = currency.partition(" or ")[0]
    assert {read(f"7 {word}").unit, read(f"{word} 7").unit} == {first}


@pytest.mark.parametrize(("unit", "worth", "word"), each("Other units", 2))
def test_a_unit_has_its_size(unit: str, worth: str, word: str) -> None:
    reading = read(f"7 {word}")
    assert (reading.unit, reading.digit) == (unit, Fraction(worth))


@pytest.mark.parametrize(("worth", "word"), each("Multiples", 1))
def test_a_multiple_is_a_number(worth: str, word: str) -> None:
    usual = read(word).usual
    assert (usual.low + usual.high) / 2 == int(worth)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((kind, f"{word} 20 billion") for kind, word in each("Qualifiers", 1)),
        *((kind, f"20 billion {word}") for kind, _, word in each("Qualifiers", 2)),
        *(
            ("more", f"20{word}{scale}")
            for word in ("余", "多", "+", "-plus")
            for scale in (" billion", "十亿")
        ),
    ],
)
def test_a_qualifier_leaves_its_bounds(kind: str, text: str) -> None:
    assert billions(read(text)) == KINDS[kind]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((kind, f"{word} 7%") for kind, word in each("Growth and decline", 1)),
        *((kind, f"7% {word}") for kind, word in each("Growth and decline", 1)),
        *((kind, f"7% {word}") for kind, _, word in each("Growth and decline", 2)),
    ],
)
def test_a_word_of_growth_gives_the_sign(kind: str, text: str) -> None:
    assert read(text).usual.low + read(text).usual.high == SIGNS[kind] * Fraction(14, 100)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("十二", "12"),
        ("二十", "20"),
        ("二百五十家", "250家"),
        ("三百零五家", "305家"),
        ("三百家", "3百家"),
        ("一千二百", "12百"),
        ("三千零五十", "3050"),
        ("三千亿元", "3千亿元"),
        ("两亿", "2亿"),
        ("nineteen", "19"),
        ("ninety nine", "99"),
        ("twenty-five thousand", "25 thousand"),
        ("a billion", "1 billion"),
        ("half", "1/2"),
        ("一半", "1/2"),
        ("two-thirds", "2/3"),
        ("three quarters", "3/4"),
        ("十分之三", "3/10"),
        ("八成三", "83%"),
        ("八成半", "85%"),
        ("8.5成", "85%"),
        ("百分之二十", "20%"),
        ("4兆6,529億元", "46,529億元"),
        ("1兆501亿元", "10,501亿元"),
        ("一万二千余家", "1.2万余家"),
        ("一亿二千三百万元", "1.23亿元"),
        ("一百二十亿零五百万元", "120.05亿元"),
        ("一万零五百", "105百"),
        ("12万三千家", "123千家"),
        ("1万0345元", "10345元"),
        ("近万家", "近1万家"),
        ("万余家", "1万余家"),
        ("逾亿元", "逾1亿元"),
        ("突破万亿元", "突破1万亿元"),
        ("过半", "超过1/2"),
        ("近半数", "近1/2"),
    ],
)
def test_a_number_in_words_is_the_one_in_digits(words: str, digits: str) -> None:
    assert read(words) == read(digits)


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("up 7.9% over the previous year", "up 7.9%"),
        ("7.9% higher than a year earlier", "up 7.9%"),
        ("an increase of 7.9 percent from the same period last year", "up 7.9%"),
        ("growing at 7.9 percent y-o-y", "up 7.9%"),
        ("accounted for 7.9 percent", "7.9%"),
        ("占比超过7.9%", "超过7.9%"),
        ("超过500亿元人民币", "超过人民币500亿"),
        ("₹3.5 lakh crore", "₹3.5 trillion"),
        ("$3.5 billion-plus", "$3.5+ billion"),
        ("35‰", "3.5%"),
        ("down 25 basis points", "down 0.25 percentage points"),
    ],
)
def test_words_around_a_figure_leave_it_as_it_is(words: str, short: str) -> None:
    assert read(words) == read(short)


@pytest.mark.parametrize(
    "text",
    [
        "亿元",
        "-亿元",
        "about亿元",
        "约亿万元",
        "3至亿元",
        "近亿至3亿元",
        "上万家",
        "数万家",
        "十万分之五",
        "升3%上",
    ],
)
def test_no_number_is_made_of_scale_words_alone(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)
