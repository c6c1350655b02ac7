"""How much likelier a source's own way of writing makes one text of a figure than another."""

from dataclasses import replace

import pytest

from schemas.amounts import Amount
from schemas.figures import Figure
from schemas.habits import ANYWHERE, UNSEEN_WORD, habits_of
from schemas.likelihoods import likelier_number, likelier_word, middle
from schemas.number_repairs import Repair
from schemas.slips import Slip
from schemas.word_slips import Exchange
from tests.records import printed_figure

TEXTS = ("14.2 billion yuan", "3.9 billion yuan", "US$7 billion", "2.1 billion", "5,100 million")
OTHERS = [printed_figure(f"income {text}", text, "CNY") for text in TEXTS]
HABITS = habits_of(OTHERS)
NOTHING_KNOWN = habits_of([])


def figure(printed: str) -> Figure:
    """Return a figure that none of the source's others shares its indicator with."""
    return printed_figure("stranger", printed, "CNY")


def amount(low: float, high: float) -> Amount:
    return Amount("CNY", low, high, low, high, digit=1.0, unit_assumed=False)


def repair(printed: str, number: str) -> Repair:
    return Repair(number, Slip.DIGIT, 1.0, printed, number)


@pytest.mark.parametrize(
    ("number", "times"),
    [("263.48", 1.0), ("263.4", 10.0), ("263.489", 0.1 * 0.3 / 0.8), ("63.49", 10.0)],
)
def test_each_digit_more_makes_a_number_ten_times_less_likely(number: str, times: float) -> None:
    # A source with no other figure tells nothing; two decimals are less common than one.
    printed = figure("263.49 yuan")
    decimals = 1.0 / 0.8 if number == "263.4" else 1.0
    likelier = likelier_number(printed, repair("263.49", number), amount(1, 1), NOTHING_KNOWN)
    assert likelier == pytest.approx(times * decimals)


def test_a_number_is_likelier_where_the_source_s_figures_are_of_its_size() -> None:
    printed = figure("3.9 trillion yuan")
    same = repair("3.9", "3.9")
    found = likelier_number(printed, same, amount(2e9, 4e9), HABITS)
    of_size = HABITS.magnitude(3e9, "CNY", printed) / HABITS.magnitude(3.9e12, "CNY", printed)
    assert found == pytest.approx(of_size)
    assert found > 10


@pytest.mark.parametrize(
    ("printed", "exchange", "times"),
    [
        # Of the others, one writes US dollars, one yuan and one no currency at all.
        ("3.9 billion yuan", Exchange("", Slip.CURRENCY, 1.0, " yuan", "US$"), (1, 1)),
        ("2.1 billion", Exchange("", Slip.CURRENCY, 1.0, "", "US$"), (1, 1)),
        ("2.1 billion", Exchange("", Slip.CURRENCY, 1.0, "", "NT$"), (0, 1)),
        # Every text has a place for a sign, and none of them has one.
        ("3.9 billion yuan", Exchange("", Slip.SIGN, 1.0, "", "-"), (0, 4)),
        ("-3.9 billion yuan", Exchange("", Slip.SIGN, 1.0, "-", ""), (4, 0)),
    ],
)
def test_a_word_is_likelier_the_more_often_the_source_has_written_it(
    printed: str, exchange: Exchange, times: tuple[int, int]
) -> None:
    of = figure(printed)
    same = amount(of.usual_low, of.usual_high)
    assert likelier_word(of, exchange, same, HABITS) == pytest.approx(
        (times[0] + UNSEEN_WORD) / (times[1] + UNSEEN_WORD)
    )


def test_a_word_that_makes_a_figure_too_small_is_unlikely() -> None:
    of = figure("3.9 billion yuan")
    exchange = Exchange("3.9 million yuan", Slip.SIGN, 1.0, " yuan", " yuan")
    size = HABITS.magnitude(3.9e6, "CNY", of) / HABITS.magnitude(3.9e9, "CNY", of)
    found = likelier_word(of, exchange, amount(2.9e6, 4.9e6), HABITS)
    assert found == pytest.approx(size)
    assert found < 0.1
    assert likelier_word(of, exchange, amount(0, 0), HABITS) == pytest.approx(
        ANYWHERE / HABITS.magnitude(3.9e9, "CNY", of)
    )


def test_a_scale_is_judged_by_the_last_number_of_a_text() -> None:
    # The source's billions have one digit before the point and its millions four.
    short, long = figure("3.1 to 3.9 million"), figure("3.1 to 5,100 million")
    exchange = Exchange("", Slip.SCALE, 1.0, " million", " billion")

    def likelier(of: Figure) -> float:
        text = of.printed.replace("million", "billion")
        same = amount(of.usual_low, of.usual_high)
        return likelier_word(of, replace(exchange, text=text), same, HABITS)

    assert likelier(short) > 5 * likelier(long)


def test_a_text_without_digits_has_a_scale_too() -> None:
    of = replace(figure("7 billion yuan"), printed="seven billion yuan")
    exchange = Exchange("seven million yuan", Slip.SCALE, 1.0, " billion", " million")
    assert likelier_word(of, exchange, amount(of.usual_low, of.usual_high), HABITS) == 1.0


def test_the_middle_is_that_of_the_usual_reading() -> None:
    of = replace(figure("3 to 5 yuan"), widest_low=-100.0)
    assert middle(of) == 4.0
