"""Repair hypotheses: what a figure may have been, given what its relations need."""

from dataclasses import replace

import pytest

from schemas.amounts import Amount
from schemas.constraints import Bounds
from schemas.figures import Figure
from schemas.habits import ANYWHERE, SAMPLE, habits_of
from schemas.likelihoods import likelier_word
from schemas.repairs import OTHER, Desk, hypotheses
from schemas.slips import Slip
from schemas.word_slips import Exchange
from tests.records import DESK, knowing, printed_figure

# What the other text would say: of the size of what is printed.
READ = Amount("CNY", *[2.57e9] * 4, digit=1e7, unit_assumed=False)


def first(figure: Figure, low: float, high: float, desk: Desk = DESK) -> tuple[str, Slip]:
    found = hypotheses(figure, (low, high), desk)[0]
    return found.text, found.slip


# The first three stand, as printed, in S101, S107 and S165 of data/examples/zhongguancun.
@pytest.mark.parametrize(
    ("printed", "low", "high", "text", "slip"),
    [
        ("NT$844.557 billion", 847.5535e9, 847.5605e9, "NT$847.557 billion", Slip.DIGIT),
        ("NT$11.790 billion", 11.7075e9, 11.7105e9, "NT$11.709 billion", Slip.SWAP),
        ("US$29.2", 27.8e9, 29.2e9, "US$29.2 billion", Slip.SCALE),
        ("2.34 trillion yuan", 1.5e9, 2.5e9, "2.34 billion yuan", Slip.SCALE),
        ("2-Billion-Yuan", 2.335e12, 2.345e12, "2-Trillion-Yuan", Slip.SCALE),
        ("1,564,460", 156_446, 156_446, "156,446", Slip.FACTOR),
        ("4兆6,592億元", 4.6528e12, 4.6530e12, "4兆6,529億元", Slip.SWAP),
        ("44兆6,529億元", 4.6528e12, 4.6530e12, "4兆6,529億元", Slip.DOUBLED),
        ("4兆6,529億元", 4.00006e12, 4.00007e12, "4兆6,529萬元", Slip.SCALE),
    ],
)
def test_the_likeliest_repair(printed: str, low: float, high: float, text: str, slip: Slip) -> None:
    assert first(printed_figure("income", printed), low, high) == (text, slip)


def test_no_leading_zero_is_suggested() -> None:
    growth = printed_figure("growth", "rise of 15%", measure="growth")
    found = [one.text for one in hypotheses(growth, (0.045, 0.055), DESK)]
    assert found[0] == "rise of 5%"
    assert "rise of 05%" not in found


def test_what_another_figure_says_is_taken_as_repeated() -> None:
    desk = replace(DESK, copied=lambda _: 0.5)
    found = hypotheses(printed_figure("employees", "151,644"), (33_093, 33_093), desk)[0]
    assert (found.text, found.slip) == ("33,093", Slip.COPIED)


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (["14.2 billion yuan", "3.9 billion yuan", "27.1 billion yuan"], "25.7 billion yuan"),
        (["14,200 million yuan", "3,900 million yuan"], "25,700 million yuan"),
    ],
)
def test_a_source_s_own_way_of_writing_decides_between_repairs(
    others: list[str], text: str
) -> None:
    scale = "million" if "million" in text else "billion"
    slipped = "25.7 million yuan" if scale == "billion" else "257 million yuan"
    found = hypotheses(printed_figure("income", slipped), (25.65e9, 25.75e9), knowing(*others))
    assert found[0].text == text


def test_a_scale_is_likelier_where_the_source_writes_it_with_such_numbers() -> None:
    texts = ["14.2 billion yuan", "3.9 billion yuan", "2,400 million yuan", "390 million yuan"]
    habits = habits_of([printed_figure(text, text, "CNY") for text in texts])
    exchange = Exchange("", Slip.SCALE, 1.0, "million", "billion")

    def likelier(number: str) -> float:
        figure = printed_figure("income", f"{number} million yuan", "CNY")
        return likelier_word(figure, replace(exchange, text=f"{number} billion yuan"), READ, habits)

    assert likelier("2570.0") > 2 * likelier("2,570")


def test_the_order_of_a_source_s_figures_changes_nothing() -> None:
    # More of them than are looked at, and two scales that are equally common.
    texts = [f"{n}.{n % 7} {('billion', 'million')[n % 2]} yuan" for n in range(1, SAMPLE + 201)]
    figures = [printed_figure(f"income {n:03}", text, "CNY") for n, text in enumerate(texts)]
    one, other = habits_of(figures), habits_of(figures[::-1])
    assert one == other
    assert one.magnitude(3e9, "CNY", figures[0]) == other.magnitude(3e9, "CNY", figures[0])


def test_a_number_that_no_slip_explains_is_the_last_resort() -> None:
    found = hypotheses(printed_figure("companies", "1916"), (4823, 4823), DESK)
    assert [(one.text, one.slip) for one in found] == [("4823", Slip.OTHER)]
    assert found[0].likelihood < 1e-5


@pytest.mark.parametrize("printed", ["近五成", "seven", "more than 420 billion yuan", "30 to 40"])
def test_every_text_has_hypotheses_without_end(printed: str) -> None:
    measure = "share" if "成" in printed else "level"
    figure = printed_figure("income", printed, measure=measure)
    for needed in ((float("-inf"), float("inf")), (0.0, 0.0), (1e300, float("inf"))):
        assert all(one.likelihood >= 0 for one in hypotheses(figure, needed, DESK))


@pytest.mark.parametrize(("copied", "slip"), [(0.0, Slip.DIGIT), (0.5, Slip.COPIED)])
def test_all_ways_to_one_text_make_it_likelier(copied: float, slip: Slip) -> None:
    desk = replace(DESK, copied=lambda _: copied)
    found = hypotheses(printed_figure("companies", "1916"), (1906, 1906), desk)
    one_digit, other = 1 / (9 * 4), OTHER * ANYWHERE / 10_000
    assert [(one.text, one.slip) for one in found] == [("1906", slip)]
    assert found[0].likelihood == pytest.approx(one_digit + other + copied, rel=1e-12)


def test_a_lost_scale_is_written_as_the_source_writes_it() -> None:
    figure = printed_figure("income", "25.7 yuan", "CNY")
    found = hypotheses(figure, (25.65e9, 25.75e9), knowing("14.2 Billion Yuan"))
    assert found[0].text == "25.7 Billion yuan"


@pytest.mark.parametrize(
    ("printed", "needed", "share"),
    [
        ("1916", (4823, 4823), 1e-4),
        ("1916", (4800, 4899), 1e-2),
        ("1916", (0, 99_999), 1.0),
        ("3 to 40", (60, 60), 1e-2),
        ("19.16", (20, 21), 1.01e-2),
    ],
)
def test_the_last_resort_is_as_likely_as_texts_fit_and_as_figures_are_of_that_size(
    printed: str, needed: Bounds, share: float
) -> None:
    desk = knowing("4500", "4700", unit="count")
    figure = printed_figure("companies", printed)
    last = next(one for one in hypotheses(figure, needed, desk) if one.slip is Slip.OTHER)
    common = desk.habits(figure).magnitude((needed[0] + needed[1]) / 2, "count", figure)
    assert last.likelihood == pytest.approx(OTHER * share * common, rel=1e-9)


def test_without_a_digit_printed_any_one_would_do() -> None:
    printed = printed_figure("share", "近五成", measure="share")
    last = hypotheses(printed, (float("-inf"), float("inf")), DESK)[-1]
    assert last.likelihood == pytest.approx(OTHER * ANYWHERE)
