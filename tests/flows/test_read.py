"""parkfigures read: what it says of texts that can be read, and of those that cannot."""

import json

import pytest
from click.testing import CliRunner, Result

from flows.cli import parkfigures
from schemas.understood import Asked, Understood, understood


def read(*arguments: str, given: str | None = None) -> Result:
    runner = CliRunner(env={"COLUMNS": "80"})
    return runner.invoke(parkfigures, ["read", *arguments], input=given, standalone_mode=False)


def test_a_text_is_shown_with_its_intervals_and_to_scale() -> None:
    done = read("more than 420 billion yuan")
    assert done.return_value == 0
    assert done.output.splitlines()[:6] == [
        "printed     more than 420 billion yuan",
        "usual       420 to 430 billion CNY",
        "widest      at least 420 billion CNY",
        "unit        CNY",
        "last digit  one unit of it is 1 billion CNY",
        "qualifier   more than: the number or more",
    ]
    assert "►" in done.output.splitlines()[7]


@pytest.mark.parametrize(
    ("printed", "arguments", "facts"),
    [
        ("1916", (), ["unit        count, though none is printed", "counted to the last one"]),
        ("75.5", ("--measure", "share"), ["usual       75.45 to 75.55 %", "unit        percent"]),
        ("30 to 40", (), ["qualifier   none: from the first number to the second"]),
        ("2元", ("--currency", "TWD"), ["unit        TWD\n"]),
        ("2", ("--unit", "USD"), ["unit        USD, though none is printed"]),
        ("近五成", (), ["qualifier   近: a little less than the number"]),
    ],
)
def test_measure_currency_and_unit_count(
    printed: str, arguments: tuple[str, ...], facts: list[str]
) -> None:
    said = read(printed, *arguments).output
    assert [fact for fact in facts if fact not in said] == []


def test_the_picture_has_both_ends_of_a_reading() -> None:
    said = understood("about 220", Asked())
    assert isinstance(said, Understood)
    assert said.line is not None
    [bar] = said.line.bars
    assert (bar.low, bar.high, bar.widest_low, bar.widest_high) == (215, 225, 210, 230)


def test_several_texts_are_a_table() -> None:
    done = read("nearly 600", "-", given="\n1,23\r\n3637.51亿元\n")
    assert done.return_value == 1
    assert [line.split()[:6] for line in done.output.splitlines()[1:4]] == [
        ["nearly", "600", "570", "to", "600", "540"],
        ["1,23", "not", "understood", "column", "2:", "found"],
        ["3637.51亿元", "363.7505", "to", "363.7515", "363.7500", "to"],
    ]


def test_json_has_no_number_where_there_is_no_bound() -> None:
    done = read("--format", "json", "more than 5", "5 \x1b apples")
    first, second = map(json.loads, done.output.splitlines())
    assert done.return_value == 1
    assert (first["widest_low"], first["widest_high"], first["digit"]) == (5.0, None, 1.0)
    assert (first["qualifier"], first["words"], first["unit_assumed"]) == (
        "more",
        "more than",
        True,
    )
    assert (second["column"], second["found"]) == (3, "\x1b apples")


@pytest.mark.parametrize(
    ("printed", "place", "marked"),
    [
        ("420 billion zloty", "column 13: found 'zloty'", "420 billion >>>zloty"),
        ("more than", "column 10: found the end of the text", ""),
        ("5 \x1b[31m", "column 3: found '\\x1b[31m'", ""),
    ],
)
def test_what_is_not_understood_has_a_place(printed: str, place: str, marked: str) -> None:
    done = read(printed)
    assert done.return_value == 1
    assert place in done.output
    assert marked in done.output
    assert "\x1b" not in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--currency", "yuan", "5"), "--currency yuan: expected an ISO 4217 currency code"),
        (("-",), "standard input: no text"),
        ((), "Missing argument"),
    ],
)
def test_a_call_that_cannot_be_used_is_refused(arguments: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(parkfigures, ["read", *arguments], input="\n")
    assert done.exit_code == 2
    assert told in done.output
